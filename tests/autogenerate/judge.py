"""Databases to compare with, projects that declare models, the tool run on them, and what it reports."""

import itertools
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile

import observe_database
import observe_postgresql
import observe_sqlite
from pair import Line

MIGRATE = os.environ["MIGRATE"]
POSTGRES = os.environ["MIGRATE_TEST_POSTGRES"]

NUMBERS = itertools.count(1)


class SqliteDatabase:
    """A file; the observer's questions are put to it."""

    def __init__(self, _=""):
        self.folder = tempfile.mkdtemp(prefix="migrate-judge-")
        self.path = os.path.join(self.folder, "app.db")
        self.url = "sqlite:///" + self.path

    def execute(self, sql):
        connection = sqlite3.connect(self.path)
        connection.executescript(sql)
        connection.close()

    def ask(self, sql):
        connection = sqlite3.connect(self.path)
        found = connection.execute(sql).fetchall()
        connection.close()
        return found

    def state(self):
        return observe_sqlite.state(self.path)

    def dump(self):
        return []

    def settle(self, _, wanted):
        return wanted

    def sequences(self):
        if not self.ask("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'"):
            return []
        return sorted(self.ask("SELECT name, seq FROM sqlite_sequence"))

    def tables(self):
        return observe_sqlite.tables(self.path)

    def contents(self, wanted):
        return observe_sqlite.contents(self.path, wanted)

    def drop(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgresDatabase:
    """A database of its own in the cluster."""

    def __init__(self, creation=""):
        self.name = f"judge_{os.getpid()}_{next(NUMBERS)}"
        self.url = POSTGRES.replace("/postgres?", f"/{self.name}?", 1)
        observe_postgresql.psql(POSTGRES, f"CREATE DATABASE {self.name} TEMPLATE template0 {creation}")

    def execute(self, sql):
        observe_postgresql.psql(self.url, sql)

    def ask(self, sql):
        return observe_postgresql.psql(self.url, sql)

    def state(self):
        return observe_postgresql.state(self.url)

    def dump(self):
        if not observe_postgresql.has_merged_parts(self.url):
            return observe_postgresql.dump(self.url)
        copy = f"{self.name}_copy"
        url = POSTGRES.replace("/postgres?", f"/{copy}?", 1)
        observe_postgresql.psql(POSTGRES, f"CREATE DATABASE {copy} TEMPLATE {self.name}")
        try:
            observe_postgresql.unmerge_parts(url)
            return observe_postgresql.dump(url)
        finally:
            observe_postgresql.psql(POSTGRES, f"DROP DATABASE {copy} WITH (FORCE)")

    def settle(self, found, wanted):
        """Of the wanted state, what differs from the found one in nothing but a print of a print is as found."""
        settled = dict(wanted)
        for key in found.keys() & wanted.keys():
            one, two = found[key], wanted[key]
            if one != two and key[0] in ("constraint", "index") and one == {**two, "definition": one["definition"]}:
                settled[key] = one if self.has_same_print(key, one, two) else two
            if settled[key] != one and len({observe_postgresql.reprinted(what) for what in (one, two)}) == 1:
                settled[key] = one
        return settled

    def has_same_print(self, key, one, two):
        try:
            prints = {observe_postgresql.stable_print(self.url, *key, what["definition"]) for what in (one, two)}
        except RuntimeError:  # about something that is not there
            return False
        return len(prints) == 1

    def sequences(self):
        return observe_postgresql.sequences(self.url)

    def tables(self):
        return observe_postgresql.tables(self.url)

    def contents(self, wanted):
        return observe_postgresql.contents(self.url, wanted)

    def drop(self):
        observe_database.drop_subscriptions(self.url)
        observe_postgresql.psql(POSTGRES, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


DATABASES = {"sqlite": SqliteDatabase, "postgresql": PostgresDatabase}


def server_version():
    """The number in front of the point."""
    return int(observe_postgresql.psql(POSTGRES, "SHOW server_version_num")) // 10000


def make_tablespaces(names):
    """Those that the cluster does not have yet, within its own folder."""
    known = observe_postgresql.psql(POSTGRES, "SELECT spcname FROM pg_tablespace").split("\n")
    for name in sorted(names.difference(known)):
        sql = f"SET allow_in_place_tablespaces = on; CREATE TABLESPACE {name} LOCATION ''"
        observe_postgresql.psql(POSTGRES, sql)


def scratch_databases():
    """Databases in the cluster that nobody here made: what the tool left behind."""
    names = observe_postgresql.psql(POSTGRES, "SELECT datname FROM pg_database").split("\n")
    known = ("postgres", "template0", "template1")
    return [name for name in names if name not in known and not name.startswith("judge_")]


class Result:
    """What a run of the tool came to."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors

    @property
    def document(self):
        return json.loads(self.output)

    def __str__(self):
        return f"exit {self.status}\n{self.output}{self.errors}"


def run_tool(*words, cwd=None):
    done = subprocess.run(
        [MIGRATE, *words], capture_output=True, text=True, check=False, timeout=300, stdin=subprocess.DEVNULL, cwd=cwd
    )
    return Result(done.returncode, done.stdout, done.stderr)


class Project:
    """A folder with a configuration, models and units."""

    def __init__(self, database, models, schemas=(), settings=()):
        self.folder = tempfile.mkdtemp(prefix="migrate-judge-")
        os.chmod(self.folder, 0o755)
        self.versions = os.path.join(self.folder, "versions")
        os.mkdir(self.versions)
        lines = [f"url: {json.dumps(database.url)}", f"models: {json.dumps(sorted(models))}", *settings]
        if schemas:
            lines.append(f"include: {{ schemas: {json.dumps(list(schemas))} }}")
        self.write("alembic.yaml", "\n".join(lines) + "\n")
        for name, text in models.items():
            self.write(name, text)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *words):
        return run_tool("-c", os.path.join(self.folder, "alembic.yaml"), "--no-input", *words)

    def units(self):
        return sorted(os.listdir(self.versions))

    def unit_text(self):
        with open(os.path.join(self.versions, self.units()[-1]), encoding="utf-8") as file:
            return file.read()

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


WORDS = {
    "enumeration": "enum",
    "unique constraint": "unique",
    "check constraint": "check",
    "exclusion constraint": "exclusion",
}


def reported_lines(document):
    """The lines of a report in JSON, as pairs write them."""
    signs = {"added": "+", "changed": "~", "removed": "-"}
    lines = set()
    for operation in document["operations"]:
        kind = WORDS.get(operation["kind"], operation["kind"])
        name = f"{operation['table']}.{operation['name']}" if operation["table"] else operation["name"]
        lines.add(Line(signs[operation["change"]], kind, name))
    return lines


def explain(before, after):
    """Where two states differ, for a message."""
    texts = []
    for key in sorted(before.keys() | after.keys(), key=str):
        one, two = before.get(key), after.get(key)
        if one == two:
            continue
        if one and two:
            parts = {name: (one.get(name), two.get(name)) for name in one.keys() | two.keys() if one.get(name) != two.get(name)}
            texts.append(f"{key}: {parts}")
        else:
            texts.append(f"{key}: {'is not there' if one else 'should not be there'}: {one or two}")
    return "\n".join(texts)


def strip_ids(text):
    """A unit without its id and its date."""
    return re.sub(r"(revision|create_date): .*", r"\1", text)
