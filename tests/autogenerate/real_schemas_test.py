#!/usr/bin/env python3
"""What `migrate inspect` writes: of schemas that nobody here wrote it differs in nothing from them, and what a
format has no words for is named.

usage: MIGRATE=path/to/migrate MIGRATE_REAL_SCHEMAS=DIR with-postgres real_schemas_test.py [TEXT ...]

DIR is not part of the project; its layout:

    postgresql/NAME.sql       a schema in one file
    postgresql/NAME/*.sql     a schema in several, each run in a session of its own, in the order of their names
    sqlite/NAME.sql

Pagila, Chinook, MusicBrainz (the files of admin/sql in the order of admin/InitDb.pl) and any structure.sql will
do. Statements that fail, for want of an extension say, are left out. Without the variable only this project's own
example is looked at. Only the schemas whose names contain one of the texts are taken.
"""

import os
import pathlib
import subprocess
import sys
import time

import observe_postgresql
from judge import DATABASES, Project, run_tool

ROOT = pathlib.Path(__file__).parents[2]
MODEL_FILES = {"yaml": "schema.yaml", "cpp": "schema.cpp", "sql": "schema.sql"}


def load(database, path):
    """Runs the files; what fails is left out."""
    files = sorted(path.glob("*.sql")) if path.is_dir() else [path]
    if path.parent.name == "sqlite":
        for file in files:
            database.execute(file.read_text(encoding="utf-8-sig"))
        return
    for file in files:
        subprocess.run(
            [observe_postgresql.PSQL, "-X", "-q", "-d", database.url, "-f", file],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def schemas_of(database, kind):
    if kind == "sqlite":
        return []
    text = database.ask("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
    return sorted(text.split("\n"))


def dumped(database):
    """The schema as pg_dump writes it; empty where the server came without pg_dump."""
    if not os.path.exists(observe_postgresql.PG_DUMP):
        return ""
    done = subprocess.run(
        [observe_postgresql.PG_DUMP, "-s", "-O", "-x", "-d", database.url], capture_output=True, text=True, check=True
    )
    return done.stdout


def judge(database, kind):
    """What is wrong with a database: [(format, text)]."""
    schemas = schemas_of(database, kind)
    wrong = []
    models = {}
    asker = Project(database, {}, schemas)
    for model_format, name in MODEL_FILES.items():
        result = asker.run("inspect", "--format", model_format)
        if result.status == 0:
            models[model_format] = {name: result.output}
        else:
            wrong.append((f"inspect --format {model_format}", str(result)))
    asker.remove()
    dump = dumped(database) if kind == "postgresql" else ""
    if dump:
        models["pg_dump"] = {"schema.sql": dump}
    state = database.state()
    for model_format, files in models.items():
        project = Project(database, files, schemas)
        result = project.run("check")
        project.remove()
        if result.status != 0:
            wrong.append((model_format, str(result)))
    if database.state() != state:
        wrong.append(("check", "it changed the database"))
    return wrong


def example(kind):
    """The database of this project's example at head."""
    database = DATABASES[kind]()
    result = run_tool("-c", str(ROOT / "alembic.yaml"), "--url", database.url, "upgrade", "heads")
    if result.status != 0:
        raise RuntimeError(str(result))
    database.execute("DROP TABLE alembic_version")
    return database


def loaded(path):
    database = DATABASES[path.parent.name]()
    load(database, path)
    return database


def sources():
    """(name, kind of database, function that makes it)."""
    found = [("the example", kind, lambda kind=kind: example(kind)) for kind in DATABASES]
    folder = os.environ.get("MIGRATE_REAL_SCHEMAS")
    if not folder:
        print("MIGRATE_REAL_SCHEMAS is not set: schemas of others are skipped")
        return found
    for path in sorted(pathlib.Path(folder).glob("*/*")):
        if path.parent.name in DATABASES:
            found.append((path.stem, path.parent.name, lambda path=path: loaded(path)))
    return found


NOTE = "note      left out, for only models in SQL can say it: "


def judge_notes():
    """What is wrong with what is said of views, functions and the like, and of what is not managed."""
    database = DATABASES["postgresql"]()
    database.execute("CREATE TABLE t (a int); CREATE TYPE shell; CREATE SCHEMA nothing_in_it")
    for number in range(9):
        database.execute(f"CREATE VIEW v{number} AS SELECT a FROM t; COMMENT ON VIEW v{number} IS 'one'")
    asker = Project(database, {}, ["public", "nothing_in_it"])
    unmanaged = "note      not managed: type shell (shell type)\n"
    left_out = NOTE + ", ".join(f"view v{number}" for number in range(8)) + ", and 1 more\n"
    wanted = {"yaml": unmanaged + left_out, "cpp": unmanaged + left_out, "sql": unmanaged, "json": ""}
    results = {model_format: asker.run("inspect", "--format", model_format) for model_format in wanted}
    asker.remove()
    database.drop()
    wrong = [(name, str(result)) for name, result in results.items() if result.errors != wanted[name]]
    document = results["json"].document
    views = [one["name"] for one in document["objects"] if one["kind"] == "view"]
    if views != [f"v{number}" for number in range(9)] or document["unmanaged"] != ["type shell (shell type)"]:
        wrong.append(("json", str(results["json"])))
    return wrong


def main(texts):
    failed = 0
    for model_format, text in [] if texts else judge_notes():
        print(f"--- what is left out: {model_format}\n{text[:20000]}")
        failed += 1
    for name, kind, make in sources():
        if texts and not any(text in name for text in texts):
            continue
        database = make()
        began = time.monotonic()
        wrong = judge(database, kind)
        print(f"{kind} {name}: {len(database.tables())} tables, {time.monotonic() - began:.1f} s, {len(wrong)} wrong")
        for model_format, text in wrong:
            print(f"--- {model_format}\n{text[:20000]}")
        failed += bool(wrong)
        database.drop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
