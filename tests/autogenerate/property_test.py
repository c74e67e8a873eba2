#!/usr/bin/env python3
"""Random schemas, random changes: exactly the changed objects are reported, and both ways arrive.

usage: MIGRATE=path/to/migrate with-postgres property_test.py [SEED | FROM:TO]

Each seed makes a schema of 30 tables, writes it down twice with other spellings, and changes it 20 times.
"""

import random
import sys
import time

from judge import DATABASES, Project, explain, reported_lines
from random_schema import Generator, PostgreSQL, SQLite, differences

TABLES = 30
CHANGES = 20


class Wrong(Exception):
    """What a seed showed that should not be."""


def expect(holds, message):
    if not holds:
        raise Wrong(message)


class Round:
    """One seed on one kind of database."""

    def __init__(self, database, seed):
        generator = Generator(database, random.Random(seed))
        before = generator.schema(TABLES)
        after = generator.change(before, CHANGES)
        self.lines = differences(before, after)
        self.owned = {f"{table}_{column}_seq" for schema in (before, after) for table, t in schema.tables.items() for column in t.columns}
        self.before_sql, self.respelled_sql, self.after_sql = (generator.write(s) for s in (before, before, after))
        self.live = DATABASES[database.name]()
        self.wanted = DATABASES[database.name]()
        self.projects = []

    def close(self):
        self.live.drop()
        self.wanted.drop()
        for project in self.projects:
            project.remove()

    def project(self, models):
        self.projects.append(Project(self.live, models))
        return self.projects[-1]

    def judge(self):
        self.live.execute(self.before_sql)
        self.wanted.execute(self.after_sql)
        before, after = self.live.state(), self.wanted.state()

        result = self.project({"schema.sql": self.respelled_sql}).run("check")
        expect(result.status == 0, f"other spellings: {result}")
        self.judge_inspected()

        project = self.project({"schema.sql": self.after_sql})
        result = project.run("revision", "--autogenerate", "-m", "x", "--no-renames", "--format", "json")
        expect(result.status == 0, f"revision --autogenerate: {result}")
        found = {line for line in reported_lines(result.document) if line.name not in self.owned}
        expect(found == self.lines, f"missing: {texts(self.lines - found)}; surplus: {texts(found - self.lines)}")
        if not self.lines:
            return
        for words, wanted in ((("upgrade", "head"), after), (("downgrade", "base"), before)):
            result = project.run(*words)
            expect(result.status == 0, f"{words}: {result}\n{project.unit_text()}")
            state = self.live.state()
            expect(self.live.settle(state, wanted) == state, f"after {words}:\n{explain(wanted, state)}")

    def judge_inspected(self):
        result = self.projects[0].run("inspect", "--format", "yaml")
        expect(result.status == 0, f"inspect: {result}")
        result = self.project({"schema.yaml": result.output}).run("check")
        expect(result.status == 0, f"the inspected model: {result}")


def texts(lines):
    return ", ".join(sorted(map(str, lines))) or "none"


def main(arguments):
    first, _, last = (arguments[0] if arguments else "1:3").partition(":")
    failed = 0
    for seed in range(int(first), int(last or first) + 1):
        for database in (PostgreSQL, SQLite):
            began = time.monotonic()
            turn = Round(database, seed)
            text = ""
            try:
                turn.judge()
            except Wrong as error:
                text = f"\n{error}\n"
                failed += 1
            finally:
                turn.close()
            print(f"{database.name} seed {seed}: {len(turn.lines)} changes, {time.monotonic() - began:.1f} s{text}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
