#!/usr/bin/env python3
"""What `revision --autogenerate` refuses on PostgreSQL, and what docs/autogenerate.md says of it.

usage: MIGRATE=path/to/migrate with-postgres refusals_test.py [TEXT ...]

A refusal is a file refusals/NAME.sql, with the sections before, rows, after and yaml of pairs, of which `yaml` is the
model where it is there. Its head:

    -- refuses: TEXT       of the first column of the table there; single letters and `...` stand for any words
    -- code: CODE          of the error; docs/errors.md says its exit status
    -- options: ...        of the command
    -- settings: ...       lines of alembic.yaml
    -- role: NAME          who connects, a role without any rights of its own
    -- way out: TEXT       what the unit has that `--no-prove` writes

The database stays as it was, no unit is written, and nothing is left behind. Each text of the table has a refusal.
"""

import dataclasses
import json
import pathlib
import re
import shlex
import sys

import observe_postgresql
from documented_kinds import ROOT, rows_behind
from judge import DATABASES, POSTGRES, Project, explain, scratch_databases
from pair import sections_of

FOLDER = pathlib.Path(__file__).parent / "refusals"
HEADING = "## What it refuses"
ERRORS = ROOT / "docs" / "errors.md"


@dataclasses.dataclass
class Refusal:
    name: str
    sections: dict
    refuses: list = dataclasses.field(default_factory=list)
    code: str = ""
    options: list = dataclasses.field(default_factory=list)
    settings: list = dataclasses.field(default_factory=list)
    role: str = ""
    way_out: str = ""

    def text(self, section):
        return "\n".join(self.sections.get(section, []))


def read(path):
    heads, sections = sections_of(path)
    refusal = Refusal(path.stem, sections)
    for head in heads:
        found = re.fullmatch(r"-- (refuses|code|options|settings|role|way out): (.*)", head)
        if not found:
            continue
        key, value = found[1].replace(" ", "_"), found[2]
        known = getattr(refusal, key)
        if not isinstance(known, list):
            setattr(refusal, key, value)
        elif key == "options":
            known += shlex.split(value)
        else:
            known.append(value)
    return refusal


def documented():
    """The texts of errors in the first column of the table."""
    return [text for row in rows_behind(HEADING) for text in re.findall(r"`([^`]+)`", row[0]) if text[0] != "-"]


def pattern(text):
    """The words of an error, where a single letter is a name and dots are anything."""
    words = [{"...": ".+"}.get(word, r"\S+" if len(word) == 1 and word != "a" else re.escape(word)) for word in text.split()]
    return re.compile(r"\s+".join(words), re.S)


def exit_status(code):
    text = ERRORS.read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(code)}\n+.*?exit status (\d+)", text, re.M | re.S)
    return int(found[1]) if found else None


def make_role(name):
    known = observe_postgresql.psql(POSTGRES, f"SELECT count(*) FROM pg_roles WHERE rolname = '{name}'")
    if known == "0":
        observe_postgresql.psql(POSTGRES, f"CREATE ROLE {name} LOGIN")


class Case:
    """A database, and a project that declares what is refused."""

    def __init__(self, refusal):
        self.refusal = refusal
        self.live = DATABASES["postgresql"]()
        self.project = None
        self.wrong = []

    def close(self):
        self.live.drop()
        if self.project:
            self.project.remove()

    def expect(self, holds, message):
        if not holds:
            self.wrong.append(message)

    def autogenerate(self, *options):
        words = ["--url", self.url(), "revision", "--autogenerate", "-m", "x", "--format", "json"]
        return self.project.run(*words, *options)

    def url(self):
        return self.live.url.replace("user=postgres", f"user={self.refusal.role or 'postgres'}")

    def judge(self):
        refusal = self.refusal
        if refusal.role:
            make_role(refusal.role)
        self.live.execute(refusal.text("before"))
        self.live.execute(refusal.text("rows"))
        state = self.live.state()
        model = refusal.text("yaml")
        models = {"schema.yaml": model} if model else {"schema.sql": refusal.text("after")}
        self.project = Project(self.live, models, (), refusal.settings)
        self.judge_error(self.autogenerate(*refusal.options))
        self.expect(not self.project.units(), "a unit was written")
        if refusal.way_out:
            self.judge_way_out()
        self.expect(self.live.state() == state, f"the database changed: {explain(state, self.live.state())}")

    def judge_error(self, result):
        refusal = self.refusal
        wanted = exit_status(refusal.code)
        self.expect(wanted is not None, f"docs/errors.md has no {refusal.code}")
        self.expect(result.status == wanted, f"the exit status is not {wanted}: {result}")
        if result.status == 0:
            return
        error = json.loads(result.errors.strip().split("\n")[-1])["error"]
        self.expect(error["code"] == refusal.code, f"the code is {error['code']}: {result}")
        said = f"{error['message']}\n{error['state'] or ''}"
        for text in refusal.refuses:
            self.expect(pattern(text).search(said), f"it does not say `{text}`: {result}")
        self.expect(error["hint"], f"it has no hint: {result}")

    def judge_way_out(self):
        result = self.autogenerate(*self.refusal.options, "--no-prove")
        self.expect(result.status == 0, f"--no-prove: {result}")
        text = self.project.unit_text() if self.project.units() else ""
        self.expect(self.refusal.way_out in text, f"--no-prove does not write {self.refusal.way_out}:\n{text}")


def judge(refusal):
    case = Case(refusal)
    try:
        case.judge()
    except Exception as error:  # pylint: disable=broad-except
        case.wrong.append(f"{type(error).__name__}: {error}")
    finally:
        case.close()
    for problem in case.wrong:
        print(f"--- {refusal.name}: {problem}\n", flush=True)
    return case.wrong


def undocumented(refusals):
    """What the table says and no refusal shows, or the other way round."""
    texts = documented()
    shown = {text for refusal in refusals for text in refusal.refuses}
    wrong = [f"docs/autogenerate.md: no refusal for `{text}`" for text in texts if text not in shown]
    return wrong + [f"docs/autogenerate.md: no row for `{text}`" for text in sorted(shown.difference(texts))]


def main(texts):
    refusals = [read(path) for path in sorted(FOLDER.glob("*.sql"))]
    chosen = [one for one in refusals if not texts or any(text in one.name for text in texts)]
    wrong = [problem for refusal in chosen for problem in judge(refusal)]
    others = [f"left behind: database {name}" for name in scratch_databases()]
    if not texts:
        others += undocumented(refusals)
    for problem in others:
        print(f"--- {problem}\n")
    print(f"{len(chosen)} refusals, {len(wrong) + len(others)} wrong")
    return 1 if wrong or others or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
