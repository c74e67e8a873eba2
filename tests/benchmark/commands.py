#!/usr/bin/env python3
"""Measures whole commands and prints tables in Markdown.

  commands.py --build FOLDER [--quick] [--only PART ...]

FOLDER is the build folder of the `benchmark` preset. Each command is measured against the least
that anybody could do: reading the files, psql or sqlite3 with the same statements, /bin/true. The
commands of a comparison take turns, and a ratio is the median of the ratios within a round, so that
a machine that is busy with something else disturbs it little. PostgreSQL is a private cluster that
syncs its commits. The parts: start, graph, postgresql, latency, sqlite, cpp.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
from dataclasses import dataclass

import workload
from measurement import Comparison, Contender, Runner, markdown

HERE = os.path.dirname(os.path.abspath(__file__))
WITH_POSTGRES = os.path.join(os.path.dirname(HERE), "testing", "with-postgres")


@dataclass
class Sizes:
    """How much is measured."""

    start_rounds: int = 51
    graph_rounds: int = 11
    graph_units: tuple = (100, 1_000, 10_000)
    upgrade_rounds: int = 7
    upgrade_units: int = 1_000


QUICK = Sizes(5, 2, (100, 1_000), 1, 100)


class Cluster:
    """The private PostgreSQL cluster that with-postgres has started."""

    def __init__(self):
        self.url = os.environ["MIGRATE_TEST_POSTGRES"]
        self.psql = os.path.join(os.environ["MIGRATE_TEST_POSTGRES_BIN"], "psql")
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.url).query)
        self.socket = os.path.join(query["host"][0], ".s.PGSQL.5432")
        path = os.path.join(os.environ["MIGRATE_TEST_POSTGRES_PGDATA"], "postmaster.pid")
        with open(path, encoding="ascii") as file:
            self.process = int(file.readline())

    def cpu(self):
        """Seconds that the sessions took that have ended."""
        time.sleep(0.2)  # for the end of the last one
        with open(f"/proc/{self.process}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        user, system = fields[13:15]  # of children, cutime and cstime
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def run(self, *statements):
        statements = ("SET client_min_messages = warning", *statements)
        words = [word for sql in statements for word in ("-c", sql)]
        subprocess.run([self.psql, "-X", "-q", "-d", self.url, *words], check=True)

    def recreate(self, database, template="template1"):
        """Gives every run the same beginning: an empty database, and nothing left to be written."""
        self.run(
            f"DROP DATABASE IF EXISTS {database}",
            f"CREATE DATABASE {database} TEMPLATE {template}",
            "CHECKPOINT",
        )

    def url_of(self, database):
        return self.url.replace("/postgres?", f"/{database}?", 1)

    def script(self, database, path, *options):
        """The command that runs a script with psql."""
        url = self.url_of(database)
        return [self.psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", *options, "-d", url, "-f", path]


class Proxy:
    """A connection to the cluster that takes its time."""

    def __init__(self, program, cluster, milliseconds):
        self.process = subprocess.Popen(
            [program, cluster.socket, str(milliseconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self.process.stdout.readline())

    def url_of(self, database):
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Bench:
    """The programs, the projects and the comparisons."""

    def __init__(self, build, folder, sizes):
        self.migrate = os.path.join(build, "apps", "migrate", "migrate")
        self.tools = os.path.join(build, "tests", "benchmark")
        self.folder = folder
        self.sizes = sizes
        self.cluster = Cluster()
        self.runner = Runner(self.tool("measure"), folder)
        self.server_runner = Runner(self.tool("measure"), folder, self.cluster)

    def tool(self, name):
        return os.path.join(self.tools, name)

    def project(self, count):
        folder = os.path.join(self.folder, f"units{count}")
        return folder if os.path.exists(folder) else workload.write_project(folder, count)

    def command(self, count, *words):
        return [self.migrate, "-c", os.path.join(self.project(count), "alembic.yaml"), *words]

    def migrate_at(self, url, *words):
        return self.command(self.sizes.upgrade_units, "--url", url, *words)

    def script(self, name, text):
        return workload.write_script(os.path.join(self.folder, name), text)

    def start(self):
        contenders = [
            Contender("/bin/true", ["/bin/true"]),
            Contender("sqlite3 -version", ["sqlite3", "-version"]),
            Contender("psql --version", [self.cluster.psql, "--version"]),
            Contender("migrate --version", [self.migrate, "--version"], aim=3, by="cpu"),
            Contender("migrate heads, 10 units", self.command(10, "heads")),
        ]
        yield self.runner.compare(Comparison("Start-up", self.sizes.start_rounds, contenders))

    def graph(self):
        for count in self.sizes.graph_units:
            aim = 1.3 if count == 10_000 else None
            versions = os.path.join(self.project(count), "versions")
            contenders = [Contender("bare read", [self.tool("bare_read"), versions])]
            for word in ("heads", "history", "current"):
                command = self.command(count, word)
                contenders.append(Contender(f"migrate {word}", command, aim=aim, by="cpu"))
            self.runner.run(self.command(count, "stamp", "head"))
            title = f"Reading {count:,} units"
            yield self.runner.compare(Comparison(title, self.sizes.graph_rounds, contenders))

    def postgresql(self):
        yield self.postgresql_upgrade()
        yield self.postgresql_downgrade()

    def postgresql_upgrade(self):
        count = self.sizes.upgrade_units
        steps = list(workload.upgrade_steps(count))
        same = self.script("up.sql", workload.in_transactions(steps))
        one = self.script("up_one.sql", "".join(steps))
        upgrade = self.migrate_at(self.cluster.url_of("benchmark"), "upgrade", "head")
        contenders = [
            Contender("psql, the same transactions", self.cluster.script("benchmark", same)),
            Contender("psql -1", self.cluster.script("benchmark", one, "-1")),
            Contender("migrate upgrade head", upgrade, aim=1.1),
        ]
        for contender in contenders:
            contender.prepare = lambda: self.cluster.recreate("benchmark")
        title = f"PostgreSQL: upgrade by {count:,} units"
        return self.server_runner.compare(Comparison(title, self.sizes.upgrade_rounds, contenders))

    def postgresql_downgrade(self):
        count = self.sizes.upgrade_units
        same = self.script("down.sql", workload.in_transactions(workload.downgrade_steps(count)))
        self.cluster.recreate("at_head")
        self.runner.run(self.migrate_at(self.cluster.url_of("at_head"), "upgrade", "head"))
        downgrade = self.migrate_at(self.cluster.url_of("benchmark"), "--yes", "downgrade", "base")
        contenders = [
            Contender("psql, the same transactions", self.cluster.script("benchmark", same)),
            Contender("migrate downgrade base", downgrade),
        ]
        for contender in contenders:
            contender.prepare = lambda: self.cluster.recreate("benchmark", "at_head")
        title = f"PostgreSQL: downgrade by {count:,} units"
        return self.server_runner.compare(Comparison(title, self.sizes.upgrade_rounds, contenders))

    def latency(self):
        """The first row is the same connection without latency."""
        count = self.sizes.upgrade_units
        script = self.script("up.sql", workload.in_transactions(workload.upgrade_steps(count)))
        program = self.tool("delay_proxy")
        with Proxy(program, self.cluster, 0) as near, Proxy(program, self.cluster, 1) as far:
            psql = self.cluster.script("benchmark", script)
            psql[psql.index(self.cluster.url_of("benchmark"))] = far.url_of("benchmark")
            contenders = [
                Contender("migrate upgrade head, 0 ms", self.upgrade_through(near)),
                Contender("migrate upgrade head, 1 ms", self.upgrade_through(far), aim=1.3),
                Contender("psql, the same transactions, 1 ms", psql),
            ]
            for contender in contenders:
                contender.prepare = lambda: self.cluster.recreate("benchmark")
            title = f"PostgreSQL with latency each way: upgrade by {count:,} units"
            comparison = Comparison(title, self.sizes.upgrade_rounds, contenders)
            yield self.server_runner.compare(comparison)

    def upgrade_through(self, proxy):
        return self.migrate_at(proxy.url_of("benchmark"), "upgrade", "head")

    def sqlite(self):
        yield self.sqlite_upgrade()
        yield self.sqlite_downgrade()

    def sqlite_upgrade(self):
        steps = list(workload.upgrade_steps(self.sizes.upgrade_units))
        one = workload.in_transactions(["".join(steps)])
        contenders = [
            self.sqlite_script("sqlite3, one transaction", one),
            self.sqlite_script("sqlite3, a transaction a unit", workload.in_transactions(steps)),
            self.sqlite_command("upgrade", "head"),
        ]
        contenders[-1].aim = 1.3
        title = f"SQLite: upgrade by {self.sizes.upgrade_units:,} units"
        return self.compare_sqlite(title, contenders, None)

    def sqlite_downgrade(self):
        count = self.sizes.upgrade_units
        template = os.path.join(self.folder, "at_head.db")
        self.runner.run(self.migrate_at(f"sqlite:///{template}", "upgrade", "head"))
        steps = "".join(workload.downgrade_steps(count))
        contenders = [
            self.sqlite_script("sqlite3, one transaction", workload.in_transactions([steps])),
            self.sqlite_command("--yes", "downgrade", "base"),
        ]
        title = f"SQLite: downgrade by {count:,} units"
        return self.compare_sqlite(title, contenders, template)

    def cpp(self):
        yield self.cpp_one()
        yield self.cpp_many()

    def cpp_one(self):
        """One C++ unit, edited each time, and the same once more without an edit."""
        folder = workload.write_project(os.path.join(self.folder, "one"), 1, workload.cpp_unit, "cpp")
        (name,) = os.listdir(os.path.join(folder, "versions"))
        unit = os.path.join(folder, "versions", name)
        empty = self.script("empty.cpp", "")
        upgrade = [self.migrate, "-c", os.path.join(folder, "alembic.yaml"), "upgrade", "head"]

        def edit():
            self.start_anew(folder)
            with open(unit, "a", encoding="utf-8") as file:
                file.write("// edited\n")

        contenders = [
            Contender("c++ -c, an empty file", ["c++", "-std=c++20", "-c", empty, "-o", os.devnull]),
            Contender("c++ -shared, an empty file", ["c++", "-std=c++20", "-shared", "-fPIC", empty, "-o", self.script("empty.so", "")]),
            Contender("migrate upgrade head, edited", upgrade, edit, aim=4, by="cpu"),
            Contender("migrate upgrade head, compiled before", upgrade, lambda: self.start_anew(folder)),
            Contender("migrate upgrade head, in SQL", self.command(1, "upgrade", "head"), lambda: self.start_anew(self.project(1))),
        ]
        return self.runner.compare(Comparison("One C++ unit", self.sizes.start_rounds // 2, contenders))

    def cpp_many(self):
        count = self.sizes.upgrade_units
        folder = workload.write_project(os.path.join(self.folder, "many"), count, workload.cpp_unit, "cpp")
        upgrade = [self.migrate, "-c", os.path.join(folder, "alembic.yaml"), "upgrade", "head"]

        def forget():
            self.start_anew(folder)
            shutil.rmtree(os.path.join(self.folder, ".cache"), ignore_errors=True)

        contenders = [
            Contender("in SQL", self.command(count, "upgrade", "head"), lambda: self.start_anew(self.project(count))),
            Contender("in C++, nothing compiled", upgrade, forget),
            Contender("in C++, compiled before", upgrade, lambda: self.start_anew(folder)),
        ]
        title = f"{count:,} C++ units on SQLite"
        return self.runner.compare(Comparison(title, min(3, self.sizes.upgrade_rounds), contenders))

    def start_anew(self, folder):
        """The project without its database."""
        if os.path.exists(os.path.join(folder, "app.db")):
            os.remove(os.path.join(folder, "app.db"))

    def sqlite_database(self):
        return os.path.join(self.folder, "sqlite", "app.db")

    def sqlite_script(self, name, text):
        path = self.script(name.replace(" ", "_") + f"_{len(text)}.sql", text)
        database = self.sqlite_database()
        command = ["sqlite3", "-batch", "-init", "/dev/null", database, f".read {path}"]
        return Contender(name, command)

    def sqlite_command(self, *words):
        name = " ".join(["migrate", *(word for word in words if not word.startswith("-"))])
        return Contender(name, self.migrate_at(f"sqlite:///{self.sqlite_database()}", *words))

    def compare_sqlite(self, title, contenders, template):
        for contender in contenders:
            contender.prepare = lambda: self.recreate_sqlite(template)
        return self.runner.compare(Comparison(title, self.sizes.upgrade_rounds, contenders))

    def recreate_sqlite(self, template):
        folder = os.path.dirname(self.sqlite_database())
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder)
        if template:
            shutil.copy(template, self.sqlite_database())
        os.sync()


PARTS = ("start", "graph", "postgresql", "latency", "sqlite", "cpp")


def first_line(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.machine()


def describe_machine(bench):
    lines = (
        f"- {processor()}, Linux {platform.release()}",
        f"- {first_line(bench.cluster.psql, '--version')}, defaults",
        f"- sqlite3 {first_line('sqlite3', '-version').split()[0]}",
        f"- load average {os.getloadavg()[0]:.1f} at the beginning",
    )
    return "\n".join(lines) + "\n"


def parse_arguments():
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("--build", required=True, type=os.path.abspath)
    parser.add_argument("--quick", action="store_true", help="few rounds of little, to see it run")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    if "MIGRATE_TEST_POSTGRES" not in os.environ:
        os.environ["MIGRATE_TEST_POSTGRES_DURABLE"] = "1"
        os.execv(WITH_POSTGRES, [WITH_POSTGRES, sys.executable, *sys.argv])
    with tempfile.TemporaryDirectory(prefix="migrate-benchmark-") as folder:
        bench = Bench(arguments.build, folder, QUICK if arguments.quick else Sizes())
        print(describe_machine(bench), flush=True)
        for part in arguments.only:
            for comparison in getattr(bench, part)():
                print(markdown(comparison), flush=True)
    print(f"Load average {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
