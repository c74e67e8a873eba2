#!/usr/bin/env python3
"""Measures `migrate check` on schemas of many tables and prints tables in Markdown.

  autogenerate.py --build FOLDER [--alembic PYTHON] [--baseline MIGRATE] [--tables N ...] [--rounds N]

FOLDER is the build folder of the `benchmark` preset. The first row of each table is psql with
catalog.sql, the bulk queries that anybody has to ask who wants to know the schema. PYTHON is an
interpreter that has alembic, sqlalchemy and psycopg2 (`pip install alembic psycopg2-binary` in an
environment of its own); without it Alembic is left out. With MIGRATE, an older program, only
`migrate inspect` is compared with that of the older one. The commands take turns, and a ratio is the
median of the ratios within a round.
"""

import argparse
import os
import subprocess
import sys
import tempfile

import autogenerate_workload as workload
from commands import HERE, WITH_POSTGRES, Bench, Sizes, describe_machine
from measurement import Comparison, Contender, markdown


class Autogenerate(Bench):
    """Databases, models of them, and the comparisons."""

    def __init__(self, build, folder, arguments):
        super().__init__(build, folder, Sizes())
        self.python = arguments.alembic
        self.rounds = arguments.rounds
        self.only = arguments.models
        self.baseline = arguments.baseline

    def load(self, database, text):
        path = self.script(f"{database}.sql", text)
        subprocess.run(self.cluster.script(database, path), check=True, stdout=subprocess.DEVNULL)

    def create(self, count):
        """Databases `same` and `changed`, analyzed as one that has lived for a while would be."""
        self.cluster.recreate("same")
        self.load("same", "SET synchronous_commit = off;\n" + workload.schema(count) + "ANALYZE;\n")
        self.cluster.recreate("changed", "same")
        self.load("changed", "BEGIN;\n" + workload.changes(count) + "COMMIT;\nANALYZE;\n")

    def model(self, count, suffix):
        """A project with the models of `same`, as `inspect` writes them."""
        folder = os.path.join(self.folder, f"models{count}{suffix}")
        name = f"schema.{suffix}"
        workload.write_project(folder, name)
        command = [self.migrate, "-c", os.path.join(folder, "alembic.yaml")]
        url = self.cluster.url_of("same")
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            subprocess.run(
                [*command, "--url", url, "inspect", "--format", suffix], check=True, stdout=file
            )
        return command

    def bare(self, database):
        catalog = os.path.join(HERE, "catalog.sql")
        url = self.cluster.url_of(database)
        return [self.cluster.psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", catalog]

    def alembic(self, database, count, server_defaults):
        folder = os.path.join(self.folder, f"alembic_{database}_{count}_{server_defaults}")
        # libpq's URL with a socket is one for SQLAlchemy too, which wants to know the driver.
        url = self.cluster.url_of(database).replace("postgresql:", "postgresql+psycopg2:", 1)
        path = workload.write_alembic(folder, url, count, server_defaults)
        return [self.python, "-m", "alembic", "-c", path, "check"]

    @staticmethod
    def expecting(status, command):
        """The command, whose status must be this one."""
        return ["sh", "-c", f'"$@"; [ $? = {status} ]', "sh", *command]

    def compare_at(self, count, database, status):
        url = self.cluster.url_of(database)
        contenders = [Contender("psql, the bare catalog queries", self.bare(database))]
        for suffix in self.only:
            check = [*self.model(count, suffix), "--url", url, "check"]
            subprocess.run(self.expecting(status, check), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            contenders.append(
                Contender(f"migrate check, models in {suffix}", self.expecting(status, check), aim=1.5)
            )
        if self.python:
            for server_defaults in (False, True):
                name = "alembic check" + (", server defaults too" if server_defaults else "")
                command = self.alembic(database, count, server_defaults)
                wanted = 0 if status == 0 else 255
                contenders.append(Contender(name, self.expecting(wanted, command)))
        what = "no difference" if status == 0 else "1 % of the tables differ"
        title = f"{count:,} tables on PostgreSQL, {what}"
        return self.server_runner.compare(Comparison(title, self.rounds, contenders))

    def compare_inspection(self, count):
        """What has become of `inspect` since the baseline."""
        words = ["--url", self.cluster.url_of("same"), "inspect"]
        contenders = [Contender("migrate inspect, the baseline", [self.baseline, *words])]
        contenders.append(Contender("migrate inspect", [self.migrate, *words]))
        title = f"{count:,} tables on PostgreSQL, against the baseline"
        return self.server_runner.compare(Comparison(title, self.rounds, contenders))

    def tables(self, count):
        self.create(count)
        if self.baseline:
            yield self.compare_inspection(count)
            return
        yield self.compare_at(count, "same", 0)
        yield self.compare_at(count, "changed", 3)


def parse_arguments():
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("--build", required=True, type=os.path.abspath)
    parser.add_argument("--alembic", type=os.path.abspath, metavar="PYTHON")
    parser.add_argument("--baseline", type=os.path.abspath, metavar="MIGRATE")
    parser.add_argument("--tables", nargs="+", type=int, default=[100, 1_000, 5_000])
    parser.add_argument("--models", nargs="+", choices=("yaml", "cpp"), default=["yaml"])
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    if "MIGRATE_TEST_POSTGRES" not in os.environ:
        os.environ["MIGRATE_TEST_POSTGRES_DURABLE"] = "1"
        os.execv(WITH_POSTGRES, [WITH_POSTGRES, sys.executable, *sys.argv])
    with tempfile.TemporaryDirectory(prefix="migrate-benchmark-") as folder:
        bench = Autogenerate(arguments.build, folder, arguments)
        print(describe_machine(bench), flush=True)
        for count in arguments.tables:
            for comparison in bench.tables(count):
                print(markdown(comparison), flush=True)
    print(f"Load average {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
