"""A project to migrate: a folder of units, a database, and the tool run on them."""

import json
import os
import sqlite3
import subprocess
import tempfile
import urllib.parse

MIGRATE = os.environ["MIGRATE"]
POSTGRES = os.environ["MIGRATE_TEST_POSTGRES"]
POSTGRES_BIN = os.environ["MIGRATE_TEST_POSTGRES_BIN"]


class SqliteDatabase:
    """A file in the project's folder."""

    name = "sqlite"
    number = "INTEGER"

    def __init__(self, folder):
        self.path = os.path.join(folder, "app.db")
        self.url = "sqlite:///" + self.path

    def rows(self, sql):
        if not os.path.exists(self.path):
            return []
        connection = sqlite3.connect(self.path, timeout=30)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def schema_and_versions(self):
        """(tables, rows of the version table) at one moment."""
        tables = {row[0] for row in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if "alembic_version" not in tables:
            return tables, []
        versions = [row[0] for row in self.rows("SELECT version_num FROM alembic_version")]
        return tables - {"alembic_version"}, versions

    def drop(self):
        pass


class PostgresDatabase:
    """A database of its own in the test cluster."""

    name = "postgresql"
    number = "integer"

    def __init__(self, folder):
        self.database = "t" + os.path.basename(folder).replace("-", "_").lower()
        self.url = POSTGRES.replace("/postgres?", "/" + self.database + "?", 1)
        psql(POSTGRES, f'CREATE DATABASE "{self.database}"')

    def schema_and_versions(self):
        text = psql(
            self.url,
            """BEGIN ISOLATION LEVEL REPEATABLE READ;
            SELECT coalesce(string_agg(tablename, ' '), '') FROM pg_tables WHERE schemaname = 'public';
            SELECT to_regclass('public.alembic_version') IS NOT NULL AS found \\gset
            \\if :found
            SELECT version_num FROM alembic_version;
            \\endif
            """,
        )
        lines = text.split("\n")
        tables = set(lines[0].split())
        versions = lines[1:]
        return tables - {"alembic_version"}, versions

    def rows(self, sql):
        return [tuple(line.split("|")) for line in psql(self.url, sql).split("\n") if line]

    def drop(self):
        psql(POSTGRES, f'DROP DATABASE "{self.database}" WITH (FORCE)')


def psql(url, sql):
    """What psql prints, unaligned and without headings."""
    done = subprocess.run(
        [os.path.join(POSTGRES_BIN, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url],
        input=sql,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout.strip("\n")


class Project:
    """Units in a line, each made from a pair of texts, and a database."""

    def __init__(self, database_type, units):
        self.folder = tempfile.mkdtemp(prefix="migrate-running-")
        os.chmod(self.folder, 0o755)
        self.database = database_type(self.folder)
        self.ids = []
        os.mkdir(os.path.join(self.folder, "versions"))
        with open(os.path.join(self.folder, "alembic.yaml"), "w", encoding="utf-8") as file:
            file.write(f"url: {json.dumps(self.database.url)}\n")
        for number, (up, down) in enumerate(units):
            self.add(f"{number:04}aaaa", up, down)

    def add(self, revision, up, down, header=""):
        parent = self.ids[-1] if self.ids else None
        self.ids.append(revision)
        path = os.path.join(self.folder, "versions", revision + ".sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(
                f"-- ---\n-- revision: {revision}\n-- down_revision: {parent or 'null'}\n"
                f"-- message: unit {len(self.ids)}\n{header}-- ---\n"
                f"-- migrate:up\n{up}\n-- migrate:down\n{down}\n"
            )

    def command(self, *words, url=None):
        options = ["--url", url] if url else []
        return [MIGRATE, "-c", os.path.join(self.folder, "alembic.yaml"), "--format", "json", *options, *words]

    def start(self, *words, url=None, **options):
        return subprocess.Popen(
            self.command(*words, url=url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *words, url=None):
        process = self.start(*words, url=url)
        output, errors = process.communicate(timeout=120)
        return Result(process.returncode, output, errors)


class Result:
    """What a run of the tool came to."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors

    @property
    def document(self):
        return json.loads(self.output)

    @property
    def error(self):
        return json.loads(self.errors.strip().split("\n")[-1])["error"]

    def __repr__(self):
        return f"exit {self.status}\n{self.output}{self.errors}"


def tcp_parts(url):
    """(socket path, rest of the query) of the test cluster's URL."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
    return query["host"][0], query["user"][0]
