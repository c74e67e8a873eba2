#!/usr/bin/env python3
"""The worked example on both databases: up, down and up again, and the offline script, end in the same schema.

usage: MIGRATE=path/to/migrate with-postgres example_test.py
"""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from project import MIGRATE, POSTGRES, POSTGRES_BIN, psql

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def without_times(dump):
    """The audit columns hold when a row was written."""
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?", "TIME", dump)


class ExampleTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="migrate-example-")
        self.addCleanup(shutil.rmtree, self.folder)

    def migrate(self, url, *words):
        command = [MIGRATE, "-c", os.path.join(ROOT, "alembic.yaml"), "--url", url, *words]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def expect_round_trip(self, url, dump):
        self.migrate(url, "upgrade", "head")
        at_head = dump()
        self.assertIn("course_roles", at_head)
        self.migrate(url, "downgrade", "base")
        at_base = dump()
        self.assertNotIn("course_roles", at_base)
        self.migrate(url, "upgrade", "head")
        self.assertEqual(dump(), at_head)
        return at_head

    def sqlite_dump(self, path):
        connection = sqlite3.connect(path)
        try:
            return without_times("\n".join(sorted(connection.iterdump())))
        finally:
            connection.close()

    def postgresql_database(self, name):
        psql(POSTGRES, f"CREATE DATABASE {name}")
        self.addCleanup(psql, POSTGRES, f"DROP DATABASE {name} WITH (FORCE)")
        return POSTGRES.replace("/postgres?", f"/{name}?", 1)

    def postgresql_dump(self, url):
        command = [os.path.join(POSTGRES_BIN, "pg_dump"), "--inserts", "-d", url]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        # newer versions put a random word into the first and the last line
        lines = [line for line in text.split("\n") if not line.startswith(("\\restrict", "\\unrestrict"))]
        return without_times("\n".join(lines))

    def test_sqlite(self):
        path = os.path.join(self.folder, "app.db")
        online = self.expect_round_trip("sqlite:///" + path, lambda: self.sqlite_dump(path))
        script = self.migrate("sqlite:///" + path, "upgrade", "head", "--sql")
        replayed = os.path.join(self.folder, "replayed.db")
        subprocess.run(["sqlite3", "-bail", replayed], input=script, text=True, check=True)
        self.assertEqual(self.sqlite_dump(replayed), online)

    def test_postgresql(self):
        url = self.postgresql_database("example_online")
        online = self.expect_round_trip(url, lambda: self.postgresql_dump(url))
        script = self.migrate(url, "upgrade", "head", "--sql")
        replayed = self.postgresql_database("example_replayed")
        psql(replayed, script)
        self.assertEqual(self.postgresql_dump(replayed), online)


if __name__ == "__main__":
    unittest.main(verbosity=2)
