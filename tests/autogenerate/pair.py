"""Pairs of schemas: what is there, what is wanted, and what is the difference between them.

A pair is a file pairs/DATABASE/NAME.sql:

    -- a sentence, where the name does not say it all
    -- KEY: VALUE                     (see Pair)
    -- before
    SQL that makes the database
    -- rows
    SQL that fills it
    -- after
    SQL that declares what it should be
    -- yaml
    the same as a YAML model, where it is to be spelled by hand
    -- expect
    no change | a line a change: `+ table account`, `~ column account.email`, `- index account.ix`
"""

import dataclasses
import pathlib
import re
import shlex

import observe_database

FOLDER = pathlib.Path(__file__).parent / "pairs"
SECTIONS = ("before", "rows", "after", "yaml", "expect")
KINDS = (
    "schema",
    "enum",
    "sequence",
    "table",
    "column",
    "primary key",
    "unique",
    "foreign key",
    "check",
    "exclusion",
    "index",
    # Whatever else a database has; of two that begin alike, the longer one comes first.
    *observe_database.KINDS,
)


@dataclasses.dataclass(frozen=True, order=True)
class Line:
    """One difference: the sign, the kind of thing, and its name behind that of its table."""

    sign: str
    kind: str
    name: str

    def __str__(self):
        return f"{self.sign} {self.kind} {self.name}".rstrip()

    def covers(self, other):
        """Whether this line of a pair means that line of a report. A report may call any
        constraint one. Without a name the line means the kind; with a table's name alone, a part of the table that has no name."""
        if self.sign != other.sign or other.kind not in (self.kind, "constraint"):
            return False
        return self.name in ("", other.name) or other.name.startswith(self.name + ".")


@dataclasses.dataclass
class Pair:
    database: str
    name: str
    before: str = ""
    rows: str = ""
    after: str = ""
    yaml: str = ""
    expect: list = dataclasses.field(default_factory=list)  # empty: no change
    options: list = dataclasses.field(default_factory=list)  # of `revision --autogenerate`
    allows: list = dataclasses.field(default_factory=list)  # lines that may be reported besides
    loses: set = dataclasses.field(default_factory=set)  # "t.a": values become others; "rowids"
    renames: list = dataclasses.field(default_factory=list)  # ("table", old, new), ("column", "t.a", new)
    schemas: list = dataclasses.field(default_factory=list)  # include.schemas
    keeps: list = dataclasses.field(default_factory=list)  # a SELECT that says the same all the time
    unmanaged: list = dataclasses.field(default_factory=list)  # what is named as not managed, in order
    open: str = ""  # a defect that is known: what is wrong is shown, and fails nothing until it is mended
    since: int = 0  # the first version of the server that has this
    until: int = 0  # the last version of the server that takes this; 0: all do
    settings: list = dataclasses.field(default_factory=list)  # lines of alembic.yaml
    tablespaces: list = dataclasses.field(default_factory=list)  # that the cluster must have
    creation: str = ""  # of CREATE DATABASE
    differs_in_print: bool = False  # the same, though the server prints the two differently

    @property
    def id(self):
        return f"{self.database}/{self.name}"

    @property
    def is_about_objects(self):
        """Whether it can be declared as SQL only."""
        return any(line.kind in observe_database.KINDS for line in self.expect)


def parse_line(text):
    sign, rest = text[0], text[2:]
    for kind in KINDS:
        if rest == kind or rest.startswith(kind + " "):
            return Line(sign, kind, rest[len(kind) + 1 :])
    raise ValueError(f"no line of a report: {text!r}")


def sections_of(path):
    """The lines above the first section of a file, and those of each section."""
    section, sections, heads = None, {}, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("-- ") and line[3:] in SECTIONS:
            section = line[3:]
            sections[section] = []
        elif section:
            sections[section].append(line)
        else:
            heads.append(line)
    return heads, sections


def read(path):
    pair = Pair(path.parent.name, path.stem)
    heads, sections = sections_of(path)
    for name in ("before", "rows", "after", "yaml"):
        setattr(pair, name, "\n".join(sections.get(name, [])))
    lines = [line for line in sections["expect"] if line]
    pair.expect = [] if lines == ["no change"] else [parse_line(line) for line in lines]
    for head in heads:
        read_head(pair, head)
    return pair


def read_head(pair, head):
    found = re.fullmatch(r"-- (options|allows|loses|renames|schemas|keeps|open|differs|unmanaged|since|until|settings|tablespaces|creation): (.*)", head)
    if not found:
        return
    key, value = found.groups()
    if key == "options":
        pair.options += shlex.split(value)
    elif key == "allows":
        pair.allows.append(parse_line(value))
    elif key == "loses":
        pair.loses |= set(value.split())
    elif key == "renames":
        pair.renames.append(tuple(value.split()))
    elif key == "schemas":
        pair.schemas += value.split()
    elif key == "tablespaces":
        pair.tablespaces += value.split()
    elif key == "open":
        pair.open = value
    elif key == "creation":
        pair.creation = value
    elif key == "unmanaged":
        pair.unmanaged.append(value)
    elif key == "since":
        pair.since = int(value)
    elif key == "until":
        pair.until = int(value)
    elif key == "settings":
        pair.settings.append(value)
    elif key == "keeps":
        pair.keeps.append(value)
    else:
        pair.differs_in_print = True


def all_pairs():
    return [read(path) for path in sorted(FOLDER.glob("*/*.sql"))]
