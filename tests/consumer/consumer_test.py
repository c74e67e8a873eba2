#!/usr/bin/env python3
"""A project that links migrations is configured, built and run: from the installed package, and with this project as its
subdirectory. The sample application refuses a database that is behind, and migrates it.

The environment is what tests/consumer/CMakeLists.txt says. The subdirectory is built without any flags, so that what leaks
would be seen, and so that ccache answers whichever preset runs the test.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["MIGRATE_SOURCE"])
PROJECT = Path(__file__).parent / "project"
MIGRATE = os.environ["MIGRATE"]
COMPUTOR = os.environ["COMPUTOR"]
POSTGRES = os.environ["MIGRATE_TEST_POSTGRES"]
PSQL = os.path.join(os.environ["MIGRATE_TEST_POSTGRES_BIN"], "psql")
REVISIONS = ["a1", "b2", "c3"]


def run(*words, **options):
    return subprocess.run(
        [str(word) for word in words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,
    )


def cmake(*words):
    done = run(os.environ["CMAKE"], *words)
    if done.returncode != 0:
        raise RuntimeError(done.stdout)
    return done.stdout


def psql(url, sql):
    done = run(PSQL, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql)
    if done.returncode != 0:
        raise RuntimeError(done.stdout)
    return done.stdout.strip()


def postgres_database(name):
    """The URL of a database of this name, empty."""
    psql(POSTGRES, f"DROP DATABASE IF EXISTS {name}")
    psql(POSTGRES, f"CREATE DATABASE {name}")
    return POSTGRES.replace("/postgres?", f"/{name}?", 1)


class Consumer:
    """A copy of the project, and its build."""

    def __init__(self, folder, *options):
        self.folder = folder / "project"
        self.build_folder = folder / "build"
        shutil.copytree(PROJECT, self.folder)
        generator = ["-G", os.environ["GENERATOR"], "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"]
        compiler = ["-DCMAKE_CXX_COMPILER=" + os.environ["COMPILER"]]
        launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=" + os.environ["LAUNCHER"]]
        self.options = [*generator, *compiler, *launcher, *options]
        cmake("-S", self.folder, "-B", self.build_folder, *self.options)

    @property
    def generated(self):
        return self.build_folder / "app_migrations/app_migrations.cpp"

    def build(self):
        return cmake("--build", self.build_folder, "--target", "consumer")

    def run(self, command, url):
        return run(self.build_folder / "consumer", command, url)

    def add_unit(self, name, parent):
        path = self.folder / f"versions/{name}.sql"
        path.write_text(
            f"-- ---\n-- revision: {name}\n-- down_revision: {parent}\n-- message: create {name}\n-- ---\n"
            f"-- migrate:up\nCREATE TABLE {name} (id integer);\n"
        )
        return path


class ConsumerTest(unittest.TestCase):
    folder: Path
    consumer: Consumer

    @classmethod
    def make_folder(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="migrate-consumer-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)

    def new_folder(self):
        return Path(tempfile.mkdtemp(dir=self.folder))

    def expect(self, done, status, *parts):
        self.assertEqual(done.returncode, status, done.stdout)
        for part in parts:
            self.assertIn(part, done.stdout)


class Installed(ConsumerTest):
    """find_package(migrate)"""

    @classmethod
    def setUpClass(cls):
        cls.make_folder()
        prefix = cls.folder / "prefix"
        cmake("--install", os.environ["MIGRATE_BUILD"], "--prefix", prefix)
        cls.consumer = Consumer(
            cls.folder,
            f"-DCMAKE_PREFIX_PATH={prefix}",
            f"-DCMAKE_CXX_FLAGS={os.environ['FLAGS']}",
            f"-DCMAKE_EXE_LINKER_FLAGS={os.environ['LINKER_FLAGS']}",
        )
        cls.consumer.build()

    def sqlite_database(self):
        path = self.new_folder() / "app.db"
        return path, f"sqlite:///{path}"

    def test_only_what_a_user_needs_is_installed(self):
        prefix = self.folder / "prefix"
        self.assertEqual([path.name for path in prefix.glob("bin/*")], ["migrate"])
        self.assertEqual([path.name for path in prefix.glob("**/*.a")], ["libmigrate_runtime.a"])
        headers = {path.relative_to(prefix / "include") for path in prefix.glob("include/**/*.hpp")}
        expected = {Path("migrate") / path.name for path in (SOURCE / "lib/sdk/migrate").glob("*.hpp")}
        self.assertEqual(headers, expected | {Path("migrate/runtime.hpp"), Path("migrate/testing.hpp")})

    def test_reading_creates_nothing(self):
        path, url = self.sqlite_database()
        self.expect(self.consumer.run("check", url), 3, "pending a1 create authors and books\n", "pending c3")
        self.expect(self.consumer.run("current", url), 0)
        self.assertFalse(path.exists())

    def test_reading_changes_nothing(self):
        path, url = self.sqlite_database()
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE other (id integer)")
        before = path.read_bytes(), path.stat().st_mtime_ns
        self.expect(self.consumer.run("check", url), 3)
        self.expect(self.consumer.run("current", url), 0)
        self.assertEqual((path.read_bytes(), path.stat().st_mtime_ns), before)

    def expect_migrated(self, command, url, rows):
        done = self.consumer.run(command, url)
        self.expect(done, 0, "step a1 create authors and books\nstep b2 require names\nstep c3 add prices\nat c3\n")
        self.assertEqual(rows("SELECT name FROM authors"), ["Zoë )unit\"\\"])
        self.assertEqual(rows("SELECT title FROM books ORDER BY id"), ["one", "two"])
        self.expect(self.consumer.run("check", url), 0, "at c3\n")
        again = self.consumer.run(command, url)
        self.assertEqual((again.returncode, again.stdout), (0, "at c3\n"))

    def sqlite_rows(self, path):
        def rows(sql):
            database = sqlite3.connect(path)
            try:
                return [row[0] for row in database.execute(sql)]
            finally:
                database.close()

        return rows

    def test_upgrade_of_an_sqlite_url(self):
        path, url = self.sqlite_database()
        self.expect_migrated("upgrade", url, self.sqlite_rows(path))

    def test_upgrade_in_a_borrowed_sqlite_session(self):
        path, url = self.sqlite_database()
        self.expect_migrated("borrow", url, self.sqlite_rows(path))

    def test_upgrade_of_a_postgresql_url(self):
        url = postgres_database("by_url")
        self.expect_migrated("upgrade", url, lambda sql: psql(url, sql).split("\n"))

    def test_upgrade_in_a_borrowed_postgresql_session(self):
        url = postgres_database("borrowed")
        self.expect_migrated("borrow", url, lambda sql: psql(url, sql).split("\n"))

    def test_the_tool_goes_on_where_the_program_was(self):
        _, url = self.sqlite_database()
        self.consumer.run("upgrade", url)
        (self.consumer.folder / "alembic.yaml").write_text(f"url: {url}\n")
        done = run(MIGRATE, "current", "--check-heads", cwd=self.consumer.folder)
        self.expect(done, 0, "c3  (head, current)")

    def test_a_revision_that_the_program_does_not_know(self):
        path, url = self.sqlite_database()
        self.consumer.run("upgrade", url)
        with sqlite3.connect(path) as database:
            database.execute("UPDATE alembic_version SET version_num = 'f00d'")
        for command in ("check", "upgrade"):
            done = self.consumer.run(command, url)
            self.expect(done, 1, "error[unknown_database_revision]: the database is at revision `f00d`")

    def test_units_that_come_change_and_go_are_noticed(self):
        path, url = self.sqlite_database()

        def pending():
            self.consumer.build()
            lines = self.consumer.run("check", url).stdout.split("\n")
            return [line.split()[1] for line in lines if line]

        self.assertEqual(pending(), REVISIONS)
        built = self.consumer.generated.stat().st_mtime_ns
        self.assertNotIn("Embedding", self.consumer.build())
        self.assertEqual(self.consumer.generated.stat().st_mtime_ns, built)

        unit = self.consumer.add_unit("d4", "c3")
        self.assertEqual(pending(), [*REVISIONS, "d4"])
        unit.write_text(unit.read_text().replace("revision: d4", "revision: d5"))
        self.assertEqual(pending(), [*REVISIONS, "d5"])
        unit.unlink()
        self.assertEqual(pending(), REVISIONS)
        self.assertFalse(path.exists())


    def test_models_make_a_database_and_take_it_away(self):
        path, url = self.sqlite_database()
        self.expect(self.consumer.run("create", url), 0)
        names = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'index') ORDER BY name"
        self.assertEqual(self.sqlite_rows(path)(names), ["authors", "books", "ix_books_author_id"])
        self.expect(self.consumer.run("create", url), 0)
        self.expect(self.consumer.run("drop", url), 0)
        self.assertEqual(self.sqlite_rows(path)(names), [])

    def test_models_make_databases_for_tests(self):
        self.expect(self.consumer.run("test", "sqlite"), 0, "tested\n")
        self.expect(self.consumer.run("test", POSTGRES), 0, "tested\n")
        left = psql(POSTGRES, "SELECT count(*) FROM pg_database WHERE datname LIKE 'migrate_test%'")
        self.assertEqual(left, "0")

    def test_models_that_come_and_go_are_noticed(self):
        path, url = self.sqlite_database()
        model = self.consumer.folder / "models/prices.cpp"
        model.write_text(
            "#include <migrate/model.hpp>\n#include <map>\n"
            "void declare(migrate::Model& model) { model.table(\"prices\", {migrate::Column{.name = \"a\"}}); }\n"
        )
        self.consumer.build()
        self.expect(self.consumer.run("create", url), 0)
        names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        self.assertEqual(self.sqlite_rows(path)(names), ["authors", "books", "prices"])
        model.unlink()
        self.consumer.build()
        self.expect(self.consumer.run("drop", url), 0)
        self.assertEqual(self.sqlite_rows(path)(names), ["prices"])

    def test_the_program_of_the_document_about_models(self):
        text = (SOURCE / "docs/models.md").read_text()
        blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        cpp = [block for language, block in blocks if language == "cpp"]
        (cmake_text,) = [block for language, block in blocks if language == "cmake"]
        folder = self.new_folder()
        (folder / "models").mkdir()
        (folder / "CMakeLists.txt").write_text(cmake_text)
        (folder / "models/courses.cpp").write_text(cpp[0])
        (folder / "shop_test.cpp").write_text(next(block for block in cpp if "int main" in block))
        build = folder / "build"
        cmake("-S", folder, "-B", build, *self.consumer.options)
        cmake("--build", build)
        self.expect(run(build / "shop_test", cwd=folder), 0, "ok\n")

    def test_the_program_of_the_document(self):
        text = (SOURCE / "docs/embedding.md").read_text()
        folder = self.new_folder()
        for language, name in (("cmake", "CMakeLists.txt"), ("cpp", "main.cpp")):
            (block,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
            (folder / name).write_text(block)
        shutil.copytree(PROJECT / "versions", folder / "versions")
        build = folder / "build"
        cmake("-S", folder, "-B", build, *self.consumer.options)
        cmake("--build", build)
        self.expect(run(build / "shop", cwd=folder), 3, "the database is behind: run shop --migrate\n")
        self.expect(run(build / "shop", "--migrate", cwd=folder), 0, "migrated to c3\nready\n")
        self.expect(run(build / "shop", cwd=folder), 0, "ready\n")


class Subdirectory(ConsumerTest):
    """add_subdirectory(migrate)"""

    @classmethod
    def setUpClass(cls):
        cls.make_folder()
        # The program that is built already, in place of one more: this is how a cross build does it too.
        cls.consumer = Consumer(cls.folder, f"-DMIGRATE_SOURCE={SOURCE}", f"-DMIGRATE_EXECUTABLE={MIGRATE}")
        cls.consumer.build()

    def test_it_migrates(self):
        url = f"sqlite:///{self.folder}/app.db"
        self.expect(self.consumer.run("upgrade", url), 0, "at c3")
        self.expect(self.consumer.run("check", url), 0)

    def test_nothing_leaks(self):
        commands = json.loads((self.consumer.build_folder / "compile_commands.json").read_text())
        (ours,) = [one["command"] for one in commands if one["file"] == str(self.consumer.folder / "main.cpp")]
        self.assertNotRegex(ours, r" -[WfO]")
        self.assertNotIn("CLI11", ours)
        listed = run(os.environ["CMAKE"], "-E", "chdir", self.consumer.build_folder, "ctest", "-N")
        self.assertIn("Total Tests: 0", listed.stdout)
        prefix = self.folder / "prefix"
        cmake("--install", self.consumer.build_folder, "--prefix", prefix)
        self.assertFalse(prefix.exists())


class Computor(ConsumerTest):
    """The sample application."""

    @classmethod
    def setUpClass(cls):
        cls.make_folder()

    def expect_start(self, url):
        done = run(COMPUTOR, "--database", url)
        self.expect(done, 3, "the database is behind", "4b1f7c02d9a6  create auth tables\n", "computor --migrate")
        done = run(COMPUTOR, "--database", url, "--migrate")
        self.expect(done, 0, "migrated to 91a0e5c7d328  populate default course roles\n", "5  Owner\n")
        done = run(COMPUTOR, "--database", url)
        self.assertEqual(done.stdout, "1  Student\n2  Tutor\n3  Lecturer\n4  Maintainer\n5  Owner\n")
        self.expect(run(COMPUTOR, "--database", url, "--migrate"), 0, "the database is up to date\n")

    def test_on_sqlite(self):
        self.expect_start(f"sqlite:///{self.folder}/computor.db")

    def test_on_postgresql(self):
        self.expect_start(postgres_database("computor"))

    def test_it_does_not_create_the_database_that_it_refuses(self):
        path = self.folder / "none.db"
        self.expect(run(COMPUTOR, "--database", f"sqlite:///{path}"), 3)
        self.assertFalse(path.exists())


if __name__ == "__main__":
    unittest.main()
