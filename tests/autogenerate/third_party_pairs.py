#!/usr/bin/env python3
"""Pairs of schemas that other tools are tried with: how many of them `migrate` gets from `before` to `after` and back.

usage: MIGRATE=path/to/migrate MIGRATE_THIRD_PARTY_PAIRS=DIR with-postgres third_party_pairs.py [TEXT ...]

DIR is not part of the project; its layout, where NAME may be several folders deep:

    SOURCE/NAME/before.sql    also called old.sql or a.sql: SQL that makes the database
    SOURCE/NAME/after.sql     new.sql or b.sql: SQL that declares what it should be
    SOURCE/NAME/setup.sql     what either begins with; may be missing
    SOURCE/NAME/roles.sql     roles to be made in the cluster; may be missing, and those that are there stay

The folders of such files that other schema tools are tested with (tests/FIXTURES of migra, testdata/diff of
pgschema) have this layout already. A model without a word on privileges leaves them as they are: where only
`before` speaks of them, `after` gets a word that changes nothing. Each pair comes to one of

    converged      the observer of pairs_test.py sees `after`, and `before` again after the downgrade
    refused        `revision --autogenerate` says why it writes no unit, or what it does not manage
    wrong          anything else
    not loadable   the server itself does not take the SQL, for want of an extension say

Only the pairs whose names contain one of the texts are taken. It fails where something is wrong.
"""

import collections
import concurrent.futures
import os
import pathlib
import re
import sys

import observe_postgresql
import pair as pairs
from judge import POSTGRES, Project, explain, scratch_databases
from pairs_test import Case, Wrong
from real_schemas_test import schemas_of

PRIVILEGES = re.compile(r"^\s*(GRANT|REVOKE|ALTER\s+DEFAULT\s+PRIVILEGES)\b", re.IGNORECASE | re.MULTILINE)

NAMES = (("before.sql", "after.sql"), ("old.sql", "new.sql"), ("a.sql", "b.sql"))
OUTCOMES = ("converged", "refused", "wrong", "not loadable")


class Refused(Exception):
    """Why the tool writes no unit."""


class NotLoadable(Exception):
    """What the server says against the SQL of a pair."""


class ThirdPartyCase(Case):
    """A pair of which nobody says what its difference is."""

    def __init__(self, pair):
        super().__init__(pair, "sql")
        self.unit_format = "sql"

    def judge(self):
        try:
            self.live.execute(self.pair.before)
            self.wanted.execute(self.pair.after)
        except RuntimeError as error:
            raise NotLoadable(str(error)) from error
        self.before, self.after = self.live.state(), self.wanted.state()
        schemas = {*schemas_of(self.live, "postgresql"), *schemas_of(self.wanted, "postgresql")}
        self.project = Project(self.live, self.models(), sorted(schemas), self.pair.settings)
        result = self.autogenerate("--no-renames")
        if result.status != 0:
            raise Refused(result.errors)
        if "unmanaged" in result.document:
            raise Refused(f"not managed: {', '.join(result.document['unmanaged'])}")
        self.expect_state(self.before, "a comparison changed the database")
        if self.project.units():
            self.expect(not self.is_same(), f"the two are the same:\n{self.unit()}")
            self.judge_ways()
        elif not self.is_same():
            raise Wrong(f"no unit, yet they differ:\n{explain(self.after, self.before)}\n{result}")

    def is_same(self):
        return self.live.settle(self.before, self.after) == self.before


def source_of(path, folder):
    """(source, name) of a pair's folder."""
    parts = path.relative_to(folder).parts
    return parts[0], "/".join(parts[1:])


def read(path, folder, names):
    setup = path / "setup.sql"
    begin = setup.read_text(encoding="utf-8-sig") + "\n" if setup.exists() else ""
    before, after = (begin + (path / name).read_text(encoding="utf-8-sig") for name in names)
    if PRIVILEGES.search(before) and not PRIVILEGES.search(after):
        after += "\n;GRANT USAGE ON SCHEMA public TO PUBLIC;\n"
    source, name = source_of(path, folder)
    return pairs.Pair(
        "postgresql",
        f"{source}/{name}",
        before=before,
        after=after,
        expect=[pairs.Line("~", "", "")],
        settings=["compare: { owners: true }"],  # the observer sees them
    )


def all_pairs(folder):
    found = []
    for names in NAMES:
        paths = sorted(path.parent for path in folder.rglob(names[0]) if (path.parent / names[1]).exists())
        found += [read(path, folder, names) for path in paths]
    return sorted(found, key=lambda pair: pair.name)


def make_roles(folder):
    """Roles belong to the cluster: they are made once for all pairs."""
    roles = {line for path in folder.rglob("roles.sql") for line in path.read_text(encoding="utf-8-sig").split("\n")}
    for statement in sorted(role for role in roles if role):
        try:
            observe_postgresql.psql(POSTGRES, statement)
        except RuntimeError as error:
            print(f"roles: {error}", end="")


def judge(pair):
    """(pair, outcome, message)."""
    case = ThirdPartyCase(pair)
    outcome, message = "converged", ""
    try:
        case.judge()
    except Refused as error:
        outcome, message = "refused", str(error)
    except NotLoadable as error:
        outcome, message = "not loadable", str(error)
    except Exception as error:  # pylint: disable=broad-except
        outcome, message = "wrong", str(error) if isinstance(error, Wrong) else f"{type(error).__name__}: {error}"
    finally:
        case.close()
    if message:
        print(f"--- {outcome}: {pair.name}\n{message}\n", flush=True)
    return pair, outcome, message


def print_scores(results):
    counts = collections.defaultdict(collections.Counter)
    for pair, outcome, _ in results:
        counts[pair.name.split("/")[0]][outcome] += 1
    for source, count in sorted(counts.items()):
        print(f"{source}: " + ", ".join(f"{count[outcome]} {outcome}" for outcome in OUTCOMES))


def print_list(results):
    for wanted in OUTCOMES[1:]:
        for pair, outcome, message in results:
            if outcome == wanted:
                print(f"{outcome}: {pair.name}: {message.strip().splitlines()[0]}")


def main(texts):
    place = os.environ.get("MIGRATE_THIRD_PARTY_PAIRS")
    if not place:
        print("MIGRATE_THIRD_PARTY_PAIRS is not set: pairs of others are skipped")
        return 0
    folder = pathlib.Path(place)
    chosen = [pair for pair in all_pairs(folder) if not texts or any(text in pair.name for text in texts)]
    make_roles(folder)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(judge, chosen))
    print_list(results)
    print_scores(results)
    left = scratch_databases()
    for name in left:
        print(f"left behind: database {name}")
    return 1 if left or not results or any(outcome == "wrong" for _, outcome, _ in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
