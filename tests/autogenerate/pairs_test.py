#!/usr/bin/env python3
"""Each pair of tests/autogenerate/pairs: from `before` to `after` and back, judged by an observer of its own.

usage: MIGRATE=path/to/migrate with-postgres pairs_test.py [TEXT ...]

Only the pairs whose names contain one of the texts are judged. Each pair is declared as SQL. Half of them are
also declared as what `migrate inspect` makes of a database that has `after`, as YAML or C++; with
MIGRATE_PAIRS=all, all of them both ways. Some of the units are written in C++.
"""

import concurrent.futures
import os
import sys
import time
import zlib

import documented_kinds
import pair as pairs
from judge import DATABASES, Project, explain, make_tablespaces, reported_lines, run_tool, scratch_databases, server_version

ALL = os.environ.get("MIGRATE_PAIRS") == "all"
UPGRADES = {}  # on PostgreSQL: {(sign, kind): texts}
MODEL_FILES = {"sql": "schema.sql", "yaml": "schema.yaml", "cpp": "schema.cpp"}


class Wrong(Exception):
    """What a pair showed that should not be."""


def dice(pair):
    """The same number for the same pair, always."""
    return zlib.crc32(pair.id.encode())


def extra_formats(pair):
    if pair.is_about_objects:
        return []
    if ALL:
        return ["yaml", "cpp"]
    number = dice(pair) % 8
    return {0: ["yaml"], 1: ["yaml"], 2: ["yaml"], 3: ["cpp"]}.get(number, [])


class Case:
    """One pair with one way to declare it."""

    def __init__(self, pair, model_format):
        self.pair = pair
        self.format = model_format
        self.unit_format = "cpp" if (dice(pair) // 8) % 6 == 0 and model_format == "sql" else "sql"
        self.live = DATABASES[pair.database](pair.creation)
        self.wanted = DATABASES[pair.database](pair.creation)
        self.project = None

    def close(self):
        self.live.drop()
        self.wanted.drop()
        if self.project:
            self.project.remove()

    def expect(self, holds, message):
        if not holds:
            raise Wrong(message)

    def expect_state(self, wanted, when):
        found = self.live.state()
        if found != wanted and self.live.settle(found, wanted) != found:
            raise Wrong(f"{when}:\n{explain(wanted, found)}\n{self.unit()}")

    def unit(self):
        return self.project.unit_text() if self.project and self.project.units() else ""

    def models(self):
        if self.format == "sql":
            return {"schema.sql": self.pair.after}
        if self.format == "spelled":
            return {"schema.yaml": self.pair.yaml}
        schemas = [f"include: {{ schemas: {self.pair.schemas} }}"] if self.pair.schemas else []
        asker = Project(self.wanted, {}, (), [*schemas, *self.pair.settings])
        result = asker.run("inspect", "--format", self.format)
        asker.remove()
        self.expect(result.status == 0, f"inspect: {result}")
        return {MODEL_FILES[self.format]: result.output}

    def judge(self):
        pair = self.pair
        self.live.execute(pair.before)
        self.live.execute(pair.rows)
        self.wanted.execute(pair.after)
        self.before, self.after = self.live.state(), self.wanted.state()
        if not pair.differs_in_print:
            self.expect((self.before == self.after) == (not pair.expect), "the pair does not say what it is about")
        self.sequences = self.live.sequences()
        self.project = Project(self.live, self.models(), pair.schemas, pair.settings)
        if self.format not in ("sql", "spelled"):
            self.judge_round_trip()
        elif pair.is_about_objects and (ALL or dice(pair) % 2 == 0):
            self.judge_script()
        self.judge_report()
        if pair.expect:
            self.judge_ways()

    def judge_script(self):
        """The wanted database written as SQL reads back as what it is."""
        asker = Project(self.wanted, {}, self.pair.schemas, self.pair.settings)
        result = asker.run("inspect", "--format", "sql")
        asker.remove()
        self.expect(result.status == 0, f"inspect --format sql: {result}")
        files = {"schema.sql": result.output}
        reader = Project(self.wanted, files, self.pair.schemas, self.pair.settings)
        checked = reader.run("check")
        reader.remove()
        self.expect(checked.status == 0, f"what was inspected as SQL differs: {checked}\n{result.output}")

    def judge_round_trip(self):
        """What was inspected is what is there."""
        result = self.project.run("--url", self.wanted.url, "check")
        self.expect(result.status == 0, f"the database that was inspected differs: {result}\n{self.models()}")

    def autogenerate(self, *options):
        words = ["--rev-id", f"{len(self.project.units()) + 1:012}", "--format-unit", self.unit_format]
        return self.project.run("revision", "--autogenerate", "-m", "x", "--format", "json", *words, *options)

    def judge_report(self):
        result = self.autogenerate(*self.pair.options)
        self.expect(result.status == 0, f"revision --autogenerate: {result}")
        found = reported_lines(result.document)
        unmanaged = result.document.get("unmanaged", [])
        self.expect(unmanaged == self.pair.unmanaged, f"not managed: {unmanaged}")
        if unmanaged:
            note = f"not managed: {', '.join(unmanaged)}\n"
            result = self.project.run("check")
            self.expect(note in result.errors, f"the note is missing: {result}")
        missing = [line for line in self.pair.expect if not any(line.covers(other) for other in found)]
        known = [*self.pair.expect, *self.pair.allows]
        surplus = [line for line in found if not any(other.covers(line) for other in known)]
        if missing or surplus:
            raise Wrong(f"missing: {lines(missing)}; surplus: {lines(surplus)}\n{self.unit()}")
        self.expect(bool(self.project.units()) == bool(self.pair.expect), "a unit was written, or none")
        if self.format == "sql" and self.pair.database == "postgresql":
            for line in found:
                UPGRADES.setdefault((line.sign, line.kind), []).append(upgrade_of(self.unit()))
        self.expect_state(self.before, "a comparison changed the database")
        self.expect(self.live.sequences() == self.sequences, "a comparison moved a sequence")

    def judge_ways(self):
        kept = self.kept_columns()
        rows = [self.live.contents(columns) for columns in (kept["before"], kept["back"])]
        keeps = [self.live.ask(sql) for sql in self.pair.keeps]
        dump = self.live.dump() if self.format == "sql" else []

        self.migrate("upgrade", "head")
        self.expect_state(self.after, "after the upgrade")
        if self.format == "sql":
            self.expect_dump(self.wanted.dump(), "after the upgrade")
        found = self.live.contents(kept["after"])
        self.expect(same_values(rows[0], found), f"rows after the upgrade: {rows[0]} became {found}\n{self.unit()}")
        self.expect([self.live.ask(sql) for sql in self.pair.keeps] == keeps, f"not kept: {self.pair.keeps}")
        result = self.autogenerate()
        self.expect(result.status == 0 and len(self.project.units()) == 1, f"there are differences left: {result}")

        self.migrate("downgrade", "base")
        self.expect_state(self.before, "after the downgrade")
        found = self.live.contents(kept["back"])
        self.expect(same_values(rows[1], found), f"rows after the downgrade: {rows[1]} became {found}\n{self.unit()}")
        if self.format == "sql":
            self.expect_dump(dump, "after the downgrade")
            self.migrate("upgrade", "head")
            self.expect_state(self.after, "after another upgrade")

    def expect_dump(self, wanted, when):
        found = self.live.dump()
        surplus, missing = ([b for b in one if b not in two] for one, two in ((found, wanted), (wanted, found)))
        if surplus and self.settled_by_catalog(when):
            return
        self.expect(not surplus and not missing, f"pg_dump {when}: {surplus}, not {missing}")

    def settled_by_catalog(self, when):
        """Whether prints differ that are known to mean the same."""
        return self.live.state() != (self.after if "upgrade" in when else self.before)

    def migrate(self, *words):
        result = self.project.run("--yes", *words)
        self.expect(result.status == 0, f"{words[0]}: {result}\n{self.unit()}")

    def kept_columns(self):
        """The columns whose values must stay, as they are called before and after, and on the way back."""
        before, after = self.live.tables(), self.wanted.tables()
        kept = {"before": {}, "after": {}, "back": {}}
        for table, columns in before.items():
            new = self.renamed("table", table)
            if new not in after:
                continue
            mine = [c for c in columns if not self.is_lost(table, c)]
            pairs_of_names = [(c, self.renamed("column", c, table)) for c in mine]
            both = [(one, two) for one, two in pairs_of_names if two in after[new]]
            kept["before"][table] = [one for one, _ in both]
            kept["after"][new] = [two for _, two in both]
            kept["back"][table] = [one for one, _ in both]
        return kept

    def is_lost(self, table, column):
        name = bare(table).split(".")[-1]
        return f"{name}.{bare(column)}" in self.pair.loses or (column == "rowid" and "rowids" in self.pair.loses)

    def renamed(self, kind, name, table=""):
        for what, old, new in self.pair.renames:
            if what != kind:
                continue
            if kind == "table" and bare(name).split(".")[-1] == old:
                return name.replace(old, new)
            if kind == "column" and f"{bare(table).split('.')[-1]}.{bare(name)}" == old:
                return name.replace(bare(name), new)
        return name


def upgrade_of(unit):
    return unit.split("-- migrate:up", 1)[-1].split("-- migrate:down", 1)[0]


def bare(name):
    return name.replace('"', "")


def same_values(before, after):
    """Texts of PostgreSQL, or values by table of SQLite, whose tables may have got other names."""
    if isinstance(before, str):
        one, two = (sorted(line.split("|", 1)[1] for line in text.split("\n") if line) for text in (before, after))
        return one == two
    return sorted(before.values()) == sorted(after.values())


def lines(found):
    return ", ".join(map(str, found)) or "none"


def judge(pair):
    """What is wrong with a pair."""
    wrong = []
    formats = ["sql", *(["spelled"] if pair.yaml else []), *extra_formats(pair)]
    for model_format in formats:
        case = Case(pair, model_format)
        try:
            case.judge()
        except Exception as error:  # pylint: disable=broad-except
            text = str(error) if isinstance(error, Wrong) else f"{type(error).__name__}: {error}"
            wrong.append(f"--- {pair.id} ({model_format})\n{text}\n")
            print(wrong[-1], flush=True)
        finally:
            case.close()
    if pair.open:
        print(f"--- {pair.id}: {'known' if wrong else 'mended, take this out'}: {pair.open}\n", flush=True)
        return []
    return wrong


def main(texts):
    began = time.monotonic()
    chosen = [pair for pair in pairs.all_pairs() if not texts or any(text in pair.id for text in texts)]
    version = server_version()
    chosen = [pair for pair in chosen if pair.database != "postgresql" or pair.since <= version <= (pair.until or version)]
    make_tablespaces({name for pair in chosen for name in pair.tablespaces})
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        wrong = [entry for entries in pool.map(judge, chosen) for entry in entries]
    if not texts:
        for problem in documented_kinds.problems(UPGRADES) + documented_kinds.version_problems(pairs.all_pairs()):
            wrong.append(problem)
            print(f"--- docs/autogenerate.md: {problem}\n")
    for name in scratch_databases():
        wrong.append(name)
        print(f"--- left behind: database {name}\n")
    print(f"{len(chosen)} pairs in {time.monotonic() - began:.0f} s, {len(wrong)} wrong")
    return 1 if wrong or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
