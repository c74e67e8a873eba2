#!/usr/bin/env python3
"""Many runs at once, kill -9, a server that goes away, a full disk: nothing is lost and nothing is done twice.

usage: MIGRATE=path/to/migrate with-postgres running_test.py [unittest options]

MIGRATE_ROUNDS (50) is how often the dice are thrown.
"""

import os
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import unittest

from project import MIGRATE, POSTGRES, POSTGRES_BIN, PostgresDatabase, Project, Result, SqliteDatabase, tcp_parts

ROUNDS = int(os.environ.get("MIGRATE_ROUNDS", "50"))
DATABASES = [SqliteDatabase, PostgresDatabase]


def table_units(count):
    return [(f"CREATE TABLE t{i} (id integer);", f"DROP TABLE t{i};") for i in range(count)]


class RunningTest(unittest.TestCase):
    def project(self, database_type, units):
        project = Project(database_type, units)
        self.addCleanup(shutil.rmtree, project.folder, ignore_errors=True)
        self.addCleanup(project.database.drop)
        return project

    def expect_consistent(self, project, prefix="t"):
        """The tables are those of the units that the version rows say."""
        tables, versions = project.database.schema_and_versions()
        self.assertLessEqual(len(versions), 1)
        applied = project.ids.index(versions[0]) + 1 if versions else 0
        self.assertEqual(tables, {f"{prefix}{i}" for i in range(applied)})
        return applied


class AtOnce(RunningTest):
    """Several `upgrade head` at the same moment."""

    def race(self, database_type, runners):
        for round_number in range(ROUNDS):
            with self.subTest(database=database_type.name, runners=runners, round=round_number):
                project = self.project(database_type, table_units(5))
                processes = [project.start("upgrade", "head") for _ in range(runners)]
                results = [Result(p.wait(120), *[s.read() for s in (p.stdout, p.stderr)]) for p in processes]
                for process in processes:
                    process.stdout.close()
                    process.stderr.close()
                for result in results:
                    self.assertEqual(result.status, 0, result)
                steps = sorted(len(result.document["steps"]) for result in results)
                self.assertEqual(steps, [0] * (runners - 1) + [5])
                self.assertEqual(self.expect_consistent(project), 5)
                self.doCleanups()

    def test_two_upgrades_at_once_do_the_work_once(self):
        for database_type in DATABASES:
            self.race(database_type, 2)

    def test_eight_upgrades_at_once_do_the_work_once(self):
        for database_type in DATABASES:
            self.race(database_type, 8)


class Killed(RunningTest):
    """kill -9 at a random moment."""

    def kill_at_random(self, database_type):
        dice = random.Random(20261124)
        reference = self.project(database_type, table_units(200))
        began = time.monotonic()
        self.assertEqual(reference.run("upgrade", "head").status, 0)
        duration = time.monotonic() - began
        stopped_midway = 0
        for round_number in range(ROUNDS):
            with self.subTest(database=database_type.name, round=round_number):
                project = self.project(database_type, table_units(200))
                process = project.start("upgrade", "head")
                time.sleep(dice.uniform(0, duration * 1.1))
                process.kill()
                process.communicate()
                applied = self.expect_consistent(project)
                stopped_midway += 0 < applied < 200
                result = project.run("upgrade", "head")
                self.assertEqual(result.status, 0, result)
                self.assertEqual(self.expect_consistent(project), 200)
                self.doCleanups()
        return stopped_midway

    def test_kill_9_on_sqlite_leaves_units_whole(self):
        self.kill_at_random(SqliteDatabase)

    def test_kill_9_on_postgresql_leaves_units_whole(self):
        stopped_midway = self.kill_at_random(PostgresDatabase)
        if ROUNDS >= 20:
            self.assertGreater(stopped_midway, 0, "no kill hit a run midway: the test shows nothing")


class Interrupted(RunningTest):
    """Ctrl-C while a statement runs."""

    def interrupt(self, database_type, slow):
        project = self.project(database_type, table_units(2))
        project.add("0002aaaa", slow, "SELECT 1;")
        process = project.start("upgrade", "head")
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
        result = Result(process.returncode, output, errors)
        self.assertEqual(result.status, 130, result)
        self.assertEqual(result.error["code"], "interrupted")
        applied = self.expect_consistent(project)
        at = project.ids[applied - 1] if applied else "<base>"
        self.assertIn(f"the database is at {at}", result.error["state"])
        return applied

    def test_the_running_statement_is_cancelled_and_its_unit_rolled_back(self):
        applied = self.interrupt(PostgresDatabase, "CREATE TABLE half (id integer); SELECT pg_sleep(60);")
        self.assertEqual(applied, 2)

    def test_sqlite_stops_in_the_middle_of_a_long_statement(self):
        self.interrupt(
            SqliteDatabase,
            "CREATE TABLE half AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT count(*) FROM n;",
        )


class Locked(RunningTest):
    """Somebody else holds what the run needs."""

    def expect_lock_timeout(self, project, *options):
        began = time.monotonic()
        result = project.run("upgrade", "head", *options)
        self.assertEqual(result.status, 5, result)
        self.assertEqual(result.error["code"], "lock_timeout")
        self.assertLess(time.monotonic() - began, 10)

    def test_a_run_waits_for_a_writer_of_the_sqlite_file_as_long_as_it_is_told(self):
        project = self.project(SqliteDatabase, table_units(2))
        other = sqlite3.connect(project.database.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        self.expect_lock_timeout(project, "--lock-wait", "300ms")
        other.close()
        self.assertEqual(project.run("upgrade", "head").status, 0)

    def test_a_run_waits_for_another_run_as_long_as_it_is_told(self):
        project = self.project(PostgresDatabase, [("SELECT pg_sleep(4);", "SELECT 1;")])
        first = project.start("upgrade", "head")
        time.sleep(1.5)
        self.expect_lock_timeout(project, "--lock-wait", "300ms")
        first.communicate(timeout=60)
        self.assertEqual(first.returncode, 0)

    def test_a_statement_that_waits_too_long_for_a_table_is_rolled_back(self):
        project = self.project(PostgresDatabase, [("CREATE TABLE t0 (id integer);", "DROP TABLE t0;")])
        project.add("0001aaaa", "CREATE TABLE t1 (id integer); ALTER TABLE t0 ADD COLUMN n integer;", "DROP TABLE t1;")
        with open(os.path.join(project.folder, "alembic.yaml"), "a", encoding="utf-8") as file:
            file.write("lock_timeout: 200ms\n")
        self.assertEqual(project.run("upgrade", "0000aaaa").status, 0)
        holder = subprocess.Popen(
            [os.path.join(POSTGRES_BIN, "psql"), "-X", "-q", "-d", project.database.url,
             "-c", "BEGIN; LOCK TABLE t0; SELECT pg_sleep(30);"],
            stdout=subprocess.DEVNULL,
        )
        time.sleep(1.0)
        self.expect_lock_timeout(project)
        holder.terminate()
        holder.wait()
        self.assertEqual(self.expect_consistent(project), 1)


class Proxy:
    """Passes a Unix socket on over TCP, until it is cut."""

    def __init__(self, target):
        self.target = target
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.sockets = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            backend = socket.socket(socket.AF_UNIX)
            backend.connect(self.target)
            self.sockets += [client, backend]
            for source, sink in ((client, backend), (backend, client)):
                threading.Thread(target=self.copy, args=(source, sink), daemon=True).start()

    @staticmethod
    def copy(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass

    def cut(self):
        # shutdown wakes the thread that waits in accept; close alone would leave it listening
        for item in [self.server, *self.sockets]:
            try:
                item.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            item.close()


class GoneAway(RunningTest):
    """The server or the network goes away in the middle of an upgrade."""

    def test_a_cut_network_is_one_clear_error_and_loses_nothing(self):
        project = self.project(PostgresDatabase, table_units(3))
        project.add("0003aaaa", "SELECT pg_sleep(5);", "SELECT 1;")
        folder, user = tcp_parts(POSTGRES)
        proxy = Proxy(os.path.join(folder, ".s.PGSQL.5432"))
        url = f"postgresql://{user}@127.0.0.1:{proxy.port}/{project.database.database}"
        process = project.start("upgrade", "head", url=url)
        time.sleep(1.5)
        proxy.cut()
        output, errors = process.communicate(timeout=60)
        result = Result(process.returncode, output, errors)
        self.assertEqual(result.status, 4, result)
        self.assertEqual(result.error["code"], "connection_failed")
        self.assertIn("not known", result.error["state"])
        self.expect_consistent(project)
        self.assertEqual(project.run("upgrade", "head").status, 0)

    def test_a_session_that_the_server_ends_is_asked_again_where_it_stopped(self):
        project = self.project(PostgresDatabase, table_units(3))
        project.add("0003aaaa", "SELECT pg_terminate_backend(pg_backend_pid());", "SELECT 1;")
        result = project.run("upgrade", "head")
        self.assertEqual(result.status, 4, result)
        self.assertIn("the database is at 0002aaaa", result.error["state"])
        self.assertEqual(self.expect_consistent(project), 3)


@unittest.skipUnless(os.geteuid() == 0, "needs root to mount a small file system")
class FullDisk(RunningTest):
    def test_a_full_disk_is_one_clear_error_and_loses_nothing(self):
        project = self.project(SqliteDatabase, table_units(3))
        project.add("0003aaaa", "CREATE TABLE big AS SELECT zeroblob(4000000) AS x;", "DROP TABLE big;")
        small = pathlib.Path(project.folder, "small")
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small], check=False).returncode != 0:
            self.skipTest("mount is not permitted here")
        self.addCleanup(subprocess.run, ["umount", small], check=False)
        project.database.path = str(small / "app.db")
        url = "sqlite:///" + project.database.path
        result = project.run("upgrade", "head", url=url)
        self.assertEqual(result.status, 1, result)
        self.assertEqual(result.error["code"], "sql_error")
        self.assertIn("no space is left", result.error["message"])
        applied = self.expect_consistent(project)
        at = project.ids[applied - 1] if applied else "<base>"
        self.assertIn(f"the database is at {at}", result.error["state"])
        self.assertEqual(project.run("upgrade", "0002aaaa", url=url).status, 0)
        self.assertEqual(self.expect_consistent(project), 3)


class ReadOnly(RunningTest):
    def test_a_read_only_file_is_one_clear_error(self):
        project = self.project(SqliteDatabase, table_units(2))
        self.assertEqual(project.run("upgrade", "+1").status, 0)
        os.chmod(project.database.path, 0o444)
        command = project.command("upgrade", "head")
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid", "nobody", "--clear-groups", *command]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        result = Result(done.returncode, done.stdout, done.stderr)
        self.assertEqual(result.status, 1, result)
        self.assertIn("cannot be written", result.error["message"])
        self.assertEqual(self.expect_consistent(project), 1)


class WithoutTransaction(RunningTest):
    """Units with `transactional: false`."""

    def test_a_unit_that_stops_midway_says_which_statement_and_what_stays(self):
        for database_type in DATABASES:
            with self.subTest(database=database_type.name):
                project = self.project(database_type, table_units(1))
                project.add(
                    "0001aaaa",
                    "CREATE TABLE t1 (id integer);\nINSERT INTO nowhere VALUES (1);\nCREATE TABLE t2 (id integer);",
                    "DROP TABLE t1;",
                    header="-- transactional: false\n",
                )
                result = project.run("upgrade", "head")
                self.assertEqual(result.status, 6, result)
                self.assertEqual(result.error["code"], "partially_applied")
                self.assertIn("statement 2 of 3", result.error["state"])
                self.assertIn("the database is at 0000aaaa", result.error["state"])
                self.assertEqual(result.error["line"], 9)
                tables, versions = project.database.schema_and_versions()
                self.assertEqual((tables, versions), ({"t0", "t1"}, ["0000aaaa"]))

    def test_create_index_concurrently_runs_while_another_run_waits_for_the_lock(self):
        project = self.project(PostgresDatabase, [("CREATE TABLE t0 (id integer);", "DROP TABLE t0;")])
        project.add(
            "0001aaaa",
            "SELECT pg_sleep(1);\nCREATE INDEX CONCURRENTLY i ON t0 (id);",
            "DROP INDEX CONCURRENTLY i;",
            header="-- transactional: false\n",
        )
        processes = [project.start("upgrade", "head") for _ in range(3)]
        for process in processes:
            output, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, output + errors)
        self.assertEqual(project.run("downgrade", "base").status, 0)


if __name__ == "__main__":
    print("running", MIGRATE)
    unittest.main(verbosity=2)
