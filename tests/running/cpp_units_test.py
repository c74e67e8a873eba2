#!/usr/bin/env python3
"""C++ units as they are lived with: beside SQL units, offline, crashing, killed, several at once, without a compiler.

usage: MIGRATE=path/to/migrate with-postgres cpp_units_test.py [unittest options]
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

from project import MIGRATE, POSTGRES_BIN, PostgresDatabase, Project, Result, SqliteDatabase, psql

DATABASES = [SqliteDatabase, PostgresDatabase]
ROUNDS = int(os.environ.get("MIGRATE_ROUNDS", "50")) // 10 + 1

WORLD = """
void upgrade(Operations& op) {
  op.create_table("account", {
      Column{.name = "id", .type = integer(), .primary_key = true},
      Column{.name = "email", .type = varchar(320), .nullable = false},
      Column{.name = "age", .type = varchar(10)},
  });
  op.create_table("orders", {
      Column{.name = "id", .type = integer(), .primary_key = true},
      Column{.name = "account_id", .type = integer(), .nullable = false, .index = true,
             .references = Reference{.table = "account", .column = "id", .on_delete = Action::cascade}},
  });
  op.bulk_insert("account", {"id", "email", "age"}, {{1, "a@b", "30"}, {2, "it's", nullptr}});
  op.bulk_insert("orders", {"id", "account_id"}, {{10, 1}, {20, 2}});
}

void downgrade(Operations& op) {
  op.drop_table("orders");
  op.drop_table("account");
}
"""

CHANGES = """
void upgrade(Operations& op) {
  op.alter_column("account", "age", {.type = integer(), .using_expression = "CAST(age AS integer)"});
  op.batch_alter_table("account", [](Batch& batch) {
    batch.add_column(Column{.name = "name", .type = text(), .nullable = false, .server_default = "nobody"});
    batch.create_unique_constraint("", {"email"});
    batch.create_check_constraint("ck_account_age", "age > 0");
  });
  op.create_index("", "account", {"name"});
}

void downgrade(Operations& op) {
  op.drop_column("account", "name");
  op.drop_constraint("uq_account_email", "account");
  op.drop_constraint("ck_account_age", "account");
  op.alter_column("account", "age", {.type = varchar(10), .using_expression = "CAST(age AS varchar(10))"});
}
"""


def table_unit(name):
    return f"""
void upgrade(Operations& op) {{ op.create_table("{name}", {{Column{{.name = "id", .type = integer()}}}}); }}
void downgrade(Operations& op) {{ op.drop_table("{name}"); }}
"""


def add_cpp(project, revision, body, header=""):
    parent = project.ids[-1] if project.ids else None
    project.ids.append(revision)
    with open(os.path.join(project.folder, "versions", revision + ".cpp"), "w", encoding="utf-8") as file:
        file.write(
            f"// ---\n// revision: {revision}\n// down_revision: {parent or 'null'}\n"
            f"// message: unit {len(project.ids)}\n{header}// ---\n"
            f"#include <migrate/unit.hpp>\nusing namespace migrate;\n{body}"
        )


def dump(database):
    """All of a database's schema and rows, as its own tool prints them."""
    if database.name == "sqlite":
        connection = sqlite3.connect(database.path)
        try:
            # a rebuilt table has its name in quotes
            return sorted(line.replace('"', "") for line in connection.iterdump())
        finally:
            connection.close()
    command = [os.path.join(POSTGRES_BIN, "pg_dump"), "--inserts", "-d", database.url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in text.split("\n") if not line.startswith(("\\restrict", "\\unrestrict"))]


class CppTest(unittest.TestCase):
    def setUp(self):
        self.cache = tempfile.mkdtemp(prefix="migrate-cache-")
        self.addCleanup(shutil.rmtree, self.cache, ignore_errors=True)
        os.environ["XDG_CACHE_HOME"] = self.cache

    def project(self, database_type):
        project = Project(database_type, [])
        self.addCleanup(shutil.rmtree, project.folder, ignore_errors=True)
        self.addCleanup(project.database.drop)
        return project

    def expect_done(self, project, *words):
        result = project.run(*words)
        self.assertEqual(result.status, 0, result)
        return result

    def on_both(self):
        return [self.project(database_type) for database_type in DATABASES]


class Beside(CppTest):
    def test_a_sql_unit_and_a_cpp_unit_that_say_the_same_leave_the_same_database(self):
        table = """CREATE TABLE grade (
  id integer NOT NULL,
  score numeric(5, 2) DEFAULT 0 NOT NULL,
  note text,
  CONSTRAINT pk_grade PRIMARY KEY (id),
  CONSTRAINT ck_grade_score CHECK (score >= 0)
);
CREATE INDEX ix_grade_score ON grade (score);
INSERT INTO grade (id, score, note) VALUES
  (1, 2.5, 'it''s');"""
        body = """
void change(Operations& op) {
  op.create_table("grade", {
      Column{.name = "id", .type = integer(), .primary_key = true},
      Column{.name = "score", .type = numeric(5, 2), .nullable = false, .index = true, .server_default = 0},
      Column{.name = "note", .type = text()},
      Check{.name = "ck_grade_score", .condition = "score >= 0"},
  });
  op.execute("INSERT INTO grade (id, score, note) VALUES ($1, $2, $3)", {1, 2.5, "it's"},
             {.reverse = "DELETE FROM grade"});
}
"""
        for database_type in DATABASES:
            with self.subTest(database=database_type.name):
                in_sql, in_cpp = self.project(database_type), self.project(database_type)
                in_sql.add("aaaa", table, "DROP TABLE grade;")
                add_cpp(in_cpp, "aaaa", body)
                for project in (in_sql, in_cpp):
                    self.expect_done(project, "upgrade", "head")
                self.assertEqual(dump(in_cpp.database), dump(in_sql.database))
                for project in (in_sql, in_cpp):
                    self.expect_done(project, "downgrade", "base")
                self.assertEqual(dump(in_cpp.database), dump(in_sql.database))

    def test_a_script_leaves_what_a_run_leaves(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", WORLD)
            add_cpp(project, "bbbb", CHANGES)
            self.expect_done(project, "upgrade", "head")
            for script_range, base in (("head", None), ("aaaa:bbbb", "aaaa")):
                other = self.project(type(project.database))
                add_cpp(other, "aaaa", WORLD)
                add_cpp(other, "bbbb", CHANGES)
                if base:
                    self.expect_done(other, "upgrade", base)
                self.replay(other, "upgrade", script_range)
                self.assertEqual(dump(other.database), dump(project.database))
            self.replay(project, "downgrade", "head:aaaa")
            other = self.project(type(project.database))
            add_cpp(other, "aaaa", WORLD)
            add_cpp(other, "bbbb", CHANGES)
            self.expect_done(other, "upgrade", "aaaa")
            self.assertEqual(dump(other.database), dump(project.database))

    def replay(self, project, *words):
        command = [MIGRATE, "-c", os.path.join(project.folder, "alembic.yaml"), *words, "--sql"]
        script = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(script.returncode, 0, script.stderr)
        if project.database.name == "sqlite":
            subprocess.run(["sqlite3", "-bail", project.database.path], input=script.stdout, text=True, check=True)
        else:
            psql(project.database.url, script.stdout)

    def test_rows_of_children_survive_what_a_parent_goes_through(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", WORLD)
            add_cpp(project, "bbbb", CHANGES)
            self.expect_done(project, "upgrade", "head")
            rows = project.database.rows("SELECT id, account_id FROM orders ORDER BY id")
            self.assertEqual([tuple(map(int, row)) for row in rows], [(10, 1), (20, 2)])
            self.expect_done(project, "downgrade", "-1")
            self.assertEqual(len(project.database.rows("SELECT id FROM orders")), 2)

    def test_a_query_has_no_answer_in_a_script(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", 'void upgrade(Operations& op) { op.query("SELECT 1"); }')
            command = [MIGRATE, "-c", os.path.join(project.folder, "alembic.yaml"), "upgrade", "head", "--sql"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("the script is not complete", done.stderr)
            self.assertIn("a script has no database to ask", done.stderr)
            self.assertIn("aaaa.cpp:8", done.stderr)

    def test_a_name_is_filled_in_by_the_configured_convention(self):
        project = self.project(SqliteDatabase)
        with open(os.path.join(project.folder, "alembic.yaml"), "a", encoding="utf-8") as file:
            file.write('naming_convention: { pk: "{table}_key", ix: "{table}_{columns}_index" }\n')
        add_cpp(project, "aaaa", WORLD)
        self.expect_done(project, "upgrade", "head")
        text = "\n".join(dump(project.database))
        self.assertIn("CONSTRAINT account_key PRIMARY KEY", text)
        self.assertIn("orders_account_id_index", text)


class Crashes(CppTest):
    DEEP = """
int deep(int n) { volatile char room[1000]; room[0] = static_cast<char>(n); return deep(n + 1) + room[0]; }
"""

    def test_a_crash_is_an_error_of_the_unit_and_takes_it_back(self):
        bodies = {
            "its calls took the whole stack: a recursion without end": self.DEEP
            + 'void upgrade(Operations& op) { op.execute("CREATE TABLE t (id int)"); if (deep(0) == 5) op.execute("x"); }',
            "it used memory that is not there (SIGSEGV)":
            'void upgrade(Operations& op) { op.execute("CREATE TABLE t (id int)"); *static_cast<volatile int*>(nullptr) = 1; }',
            "it called abort, or threw out of a function that may not (SIGABRT)":
            'void up() noexcept { throw 1; }\nvoid upgrade(Operations& op) { op.execute("CREATE TABLE t (id int)"); up(); }',
        }
        for what, body in bodies.items():
            for project in self.on_both():
                add_cpp(project, "aaaa", body)
                result = project.run("upgrade", "head")
                self.assertEqual(result.status, 1, result)
                self.assertEqual(result.error["code"], "unit_error")
                self.assertEqual(result.error["message"], f"the unit crashed: {what}")
                self.wait_for_nothing(project)

    def wait_for_nothing(self, project):
        """The server notices a moment later that the session is gone."""
        for _ in range(100):
            if not project.database.schema_and_versions()[0]:
                return
            time.sleep(0.1)
        self.fail("the table stays")

    def test_a_crash_without_a_transaction_leaves_what_it_did_and_says_so(self):
        for project in self.on_both():
            add_cpp(
                project,
                "aaaa",
                self.DEEP + 'void upgrade(Operations& op) { op.execute("CREATE TABLE t (id int)"); if (deep(0)) op.execute("x"); }',
                "// transactional: false\n",
            )
            result = project.run("upgrade", "head")
            self.assertEqual(result.status, 6, result)
            self.assertEqual(result.error["code"], "partially_applied")
            self.assertEqual(project.database.schema_and_versions(), ({"t"}, []))

    def test_a_crash_in_an_autocommit_block_leaves_what_was_done_and_says_so(self):
        for project in self.on_both():
            body = self.DEEP + """void upgrade(Operations& op) {
  op.execute("CREATE TABLE t (id int)");
  op.autocommit_block([&] { if (deep(0) == 5) op.execute("x"); });
}"""
            add_cpp(project, "aaaa", body)
            result = project.run("upgrade", "head")
            self.assertEqual(result.status, 6, result)
            self.assertEqual(result.error["code"], "partially_applied")
            self.assertEqual(project.database.schema_and_versions(), ({"t"}, []))

    def test_what_a_unit_throws_takes_it_back(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", table_unit("a"))
            add_cpp(project, "bbbb", 'void upgrade(Operations& op) { op.execute("CREATE TABLE t (id int)"); throw 5; }')
            result = project.run("upgrade", "head")
            self.assertEqual(result.status, 1, result)
            self.assertEqual(result.error["message"], "the unit threw an exception: one that is no std::exception")
            self.assertEqual(project.database.schema_and_versions(), ({"a"}, ["aaaa"]))

    def test_an_error_of_the_database_cannot_be_swallowed(self):
        for project in self.on_both():
            body = """void upgrade(Operations& op) {
  try { op.execute("CREATE TABEL t (id int)"); op.query("SELECT 1"); } catch (...) {}
  try { op.execute("CREATE TABLE t (id int)"); } catch (...) {}
}"""
            add_cpp(project, "aaaa", body)
            result = project.run("upgrade", "head")
            self.assertEqual(result.status, 1, result)
            self.assertEqual(result.error["code"], "sql_error")
            self.assertEqual(result.error["line"], 9)
            self.assertEqual(project.database.schema_and_versions()[0], set())


class Ends(CppTest):
    """Ways out of a unit that must not look like an end that is well."""

    def expect_error(self, project, code, message):
        result = project.run("upgrade", "head")
        self.assertNotEqual(result.status, 0, result)
        self.assertEqual(result.error["code"], code, result)
        self.assertIn(message, result.error["message"])
        for _ in range(100):
            if not project.database.schema_and_versions()[0]:
                return
            time.sleep(0.1)
        self.fail("the table stays")

    def test_a_call_of_exit_is_no_end(self):
        for call in ("std::exit(0)", "std::quick_exit(0)"):
            for project in self.on_both():
                add_cpp(project, "aaaa", f'#include <cstdlib>\nvoid upgrade(Operations& op) {{ op.execute("CREATE TABLE t (id int)"); {call}; }}')
                self.expect_error(project, "unit_error", "it ended the process")

    def test_what_runs_when_a_unit_is_loaded_cannot_end_the_run_without_a_word(self):
        for what in ("throw 1;", "std::exit(0);"):
            project = self.project(SqliteDatabase)
            add_cpp(project, "aaaa", f"#include <cstdlib>\nstatic int x = [] {{ {what} return 1; }}();\n" + table_unit("t"))
            result = project.run("upgrade", "head")
            self.assertEqual(result.status, 1, result)
            self.assertEqual((result.error["code"], result.error["state"]), ("unit_error", "nothing was run"))
            self.assertIn("aaaa.cpp", result.error["file"])

    def test_a_block_that_an_exception_leaves_does_not_count(self):
        bodies = {
            "batch_alter_table": 'try { op.batch_alter_table("t", [](Batch& b) { b.drop_column("id"); throw 1; }); } catch (int) {}',
            "autocommit_block": "try { op.autocommit_block([&] { throw 1; }); } catch (int) {}",
        }
        for block, body in bodies.items():
            for project in self.on_both():
                add_cpp(project, "aaaa", 'void upgrade(Operations& op) { op.execute("CREATE TABLE t (id int)"); ' + body + "}")
                result = project.run("upgrade", "head")
                self.assertNotEqual(result.status, 0, result)
                self.assertEqual(result.error["message"], f"an exception left the block of {block}")
                self.assertEqual(project.database.schema_and_versions()[1], [])

    def test_blocks_are_not_nested(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", "void upgrade(Operations& op) { op.autocommit_block([&] { op.autocommit_block([] {}); }); }")
            self.assertIn("autocommit_block inside autocommit_block", project.run("upgrade", "head").error["message"])

    def test_a_query_does_not_end_the_transaction(self):
        for statement in ("COMMIT", "ROLLBACK"):
            for project in self.on_both():
                add_cpp(project, "aaaa", f'void upgrade(Operations& op) {{ op.execute("CREATE TABLE t (id int)"); op.query("{statement}"); }}')
                self.expect_error(project, "invalid_unit", "would end the transaction")

    def test_a_query_is_one_statement_and_no_copy(self):
        for text, message in (("SELECT 1; SELECT 2", "a query is one statement"), ("COPY t TO STDOUT", "COPY is no query")):
            project = self.project(PostgresDatabase)
            add_cpp(project, "aaaa", f'void upgrade(Operations& op) {{ op.execute("CREATE TABLE t (id int)"); op.query("{text}"); }}')
            self.expect_error(project, "unit_error", message)

    def test_a_parameter_without_a_value_is_an_error(self):
        for text in ("UPDATE t SET id = $1", "UPDATE t SET id = $0"):
            for project in self.on_both():
                add_cpp(project, "aaaa", f'void upgrade(Operations& op) {{ op.execute("CREATE TABLE t (id int)"); op.execute("{text}"); }}')
                self.expect_error(project, "unit_error", "there is no value for $")
        project = self.project(SqliteDatabase)
        add_cpp(project, "aaaa", 'void upgrade(Operations& op) { op.execute("CREATE TABLE t (id int)"); op.execute("UPDATE t SET id = :x"); }')
        self.expect_error(project, "sql_error", "the statement has the parameter `:x`, and no value for it")
        for database_type in DATABASES:
            project = self.project(database_type)
            project.add("aaaa", "CREATE TABLE t (id int);\nUPDATE t SET id = $1;", "")
            result = project.run("upgrade", "head")
            self.assertEqual((result.status, result.error["code"]), (1, "sql_error"), result)

    def test_what_a_unit_prints_spoils_no_result(self):
        project = self.project(SqliteDatabase)
        add_cpp(project, "aaaa", '#include <cstdio>\nvoid upgrade(Operations& op) { std::puts("PRINTED"); op.execute("CREATE TABLE t (id int)"); }')
        command = [MIGRATE, "-c", os.path.join(project.folder, "alembic.yaml"), "upgrade", "head", "--sql"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        self.assertNotIn("PRINTED", done.stdout)
        self.assertIn("PRINTED", done.stderr)
        self.assertEqual(self.expect_done(project, "upgrade", "head").document["heads"], ["aaaa"])

    def test_reading_a_wrong_column_cannot_be_swallowed(self):
        for project in self.on_both():
            body = """void upgrade(Operations& op) {
  op.execute("CREATE TABLE t (id int)");
  const auto rows = op.query("SELECT 1 AS a");
  try { rows[0].text("b"); } catch (...) {}
}"""
            add_cpp(project, "aaaa", body)
            self.expect_error(project, "unit_error", "the query has no column `b`")


class Values(CppTest):
    def test_values_mean_what_they_mean_in_cpp(self):
        for project in self.on_both():
            body = r"""
void upgrade(Operations& op) {
  op.create_table("t", {Column{.name = "a", .type = double_precision()}, Column{.name = "b", .type = text()}});
  op.execute("INSERT INTO t VALUES (7 / $1, $2)", {2.0, "back\\slash 'quoted' $1"});
}
void downgrade(Operations& op) { op.drop_table("t"); }
"""
            add_cpp(project, "aaaa", body)
            self.expect_done(project, "upgrade", "head")
            ((number, text),) = project.database.rows("SELECT a, b FROM t")
            self.assertEqual((float(number), text), (3.5, "back\\slash 'quoted' $1"))


class WaysBack(CppTest):
    def test_an_identity_and_a_function_with_defaults_are_taken_back(self):
        project = self.project(PostgresDatabase)
        add_cpp(project, "aaaa", WORLD)
        body = """void change(Operations& op) {
  op.add_column("account", Column{.name = "n", .type = integer()});
  op.execute("UPDATE account SET n = id", {}, {.reverse = "SELECT 1"});
  op.alter_column("account", "n", {.nullable = false, .identity = Identity{}, .existing_nullable = true});
  op.create_function("f", {.arguments = "a integer, b text DEFAULT 'x,y'", .returns = "integer", .language = "sql", .body = "SELECT a"});
  op.create_function("g", {.arguments = "a integer, OUT b text", .language = "sql", .body = "SELECT 'x'"});
}"""
        add_cpp(project, "bbbb", body)
        self.expect_done(project, "upgrade", "aaaa")
        before = dump(project.database)
        self.expect_done(project, "upgrade", "head")
        self.expect_done(project, "downgrade", "-1")
        self.assertEqual(dump(project.database), before)

    def test_the_way_back_of_a_script_is_recorded_as_a_script(self):
        project = self.project(SqliteDatabase)
        body = """void change(Operations& op) {
  op.create_table(op.is_offline() ? "offline" : "online", {Column{.name = "id", .type = integer()}});
}"""
        add_cpp(project, "aaaa", body)
        command = [MIGRATE, "-c", os.path.join(project.folder, "alembic.yaml"), "downgrade", "aaaa:base", "--sql"]
        script = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        self.assertIn("DROP TABLE offline", script)

    def test_a_column_that_is_there_is_passed_over_with_its_constraints(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", WORLD)
            add = """void upgrade(Operations& op) {
  op.add_column("account", Column{.name = "code", .type = integer(), .unique = true,
      .references = Reference{.table = "account", .column = "id"}}, {.if_not_exists = true});
}"""
            add_cpp(project, "bbbb", add)
            add_cpp(project, "cccc", add)
            self.expect_done(project, "upgrade", "bbbb")
            before = [line for line in dump(project.database) if "alembic_version" not in line]
            self.assertIn("uq_account_code", "\n".join(before))
            self.expect_done(project, "upgrade", "cccc")
            after = [line for line in dump(project.database) if "alembic_version" not in line]
            self.assertEqual(after, before)

    def test_a_reverse_may_use_the_parameters(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", WORLD)
            body = """void change(Operations& op) {
  op.execute("INSERT INTO account (id, email) VALUES ($1, $2)", {7, "x@y"}, {.reverse = "DELETE FROM account WHERE id = $1"});
}"""
            add_cpp(project, "bbbb", body)
            self.expect_done(project, "upgrade", "head")
            self.expect_done(project, "downgrade", "-1")
            self.assertEqual(len(project.database.rows("SELECT id FROM account")), 2)

    def test_what_would_be_lost_on_the_way_back_is_refused(self):
        changes = [
            'op.alter_column("account", "age", {.type = text(), .collation = "C", .existing_type = varchar(10)})',
            'op.alter_column("account", "id", {.identity = Identity{.start = 5}, .existing_identity = Identity{}})',
        ]
        for change in changes:
            project = self.project(PostgresDatabase)
            add_cpp(project, "aaaa", WORLD)
            self.expect_done(project, "upgrade", "head")
            self.expect_done(project, "stamp", "head")
            add_cpp(project, "bbbb", "void change(Operations& op) { " + change + "; }")
            self.expect_done(project, "stamp", "bbbb")
            self.assertEqual(project.run("downgrade", "-1").error["code"], "irreversible", change)


class Transactions(CppTest):
    def test_a_rebuild_outside_a_transaction_happens_as_a_whole_or_not_at_all(self):
        for header in ("// transactional: false\n", ""):
            project = self.project(SqliteDatabase)
            add_cpp(project, "aaaa", WORLD)
            change = 'op.create_unique_constraint("", "account", {"age"});'
            body = f"op.autocommit_block([&] {{ {change} }});" if not header else change
            add_cpp(project, "bbbb", 'void upgrade(Operations& op) { op.execute("UPDATE account SET age = 1"); ' + body + "}", header)
            result = project.run("upgrade", "head")
            self.assertEqual(result.status, 6, result)
            tables, versions = project.database.schema_and_versions()
            self.assertEqual((tables, versions), ({"account", "orders"}, ["aaaa"]))
            self.assertEqual(len(project.database.rows("SELECT id FROM account")), 2)

    def test_a_script_attaches_no_file(self):
        project = self.project(SqliteDatabase)
        other = os.path.join(project.folder, "other.db")
        add_cpp(project, "aaaa", f'void upgrade(Operations& op) {{ op.execute("ATTACH \'{other}\' AS x; CREATE TABLE x.y (a)"); }}', "// transactional: false\n")
        add_cpp(project, "bbbb", table_unit("t"))
        command = [MIGRATE, "-c", os.path.join(project.folder, "alembic.yaml"), "upgrade", "aaaa:bbbb", "--sql"]
        subprocess.run(command, capture_output=True, check=True)
        self.assertFalse(os.path.exists(other))

    def test_an_autocommit_block_runs_what_no_transaction_allows(self):
        project = self.project(PostgresDatabase)
        add_cpp(project, "aaaa", WORLD)
        body = """void upgrade(Operations& op) {
  op.add_column("account", Column{.name = "name", .type = text()});
  op.autocommit_block([&] { op.create_index("", "account", {"email"}, {.concurrently = true}); });
  op.add_column("account", Column{.name = "size", .type = integer()});
}
void downgrade(Operations& op) {}"""
        add_cpp(project, "bbbb", body)
        self.expect_done(project, "upgrade", "head")
        self.assertIn("CREATE INDEX ix_account_email", "\n".join(dump(project.database)))
        self.assertEqual(project.database.schema_and_versions()[1], ["bbbb"])

    def test_an_index_cannot_be_made_concurrently_in_a_transaction(self):
        project = self.project(PostgresDatabase)
        add_cpp(project, "aaaa", WORLD)
        add_cpp(project, "bbbb", 'void upgrade(Operations& op) { op.create_index("", "account", {"email"}, {.concurrently = true}); }')
        result = project.run("upgrade", "head")
        self.assertEqual(result.error["code"], "invalid_unit", result)
        self.assertEqual(result.error["message"], "CREATE INDEX CONCURRENTLY cannot run inside a transaction")
        self.assertEqual(project.database.schema_and_versions()[1], ["aaaa"])

    def test_a_failure_behind_an_autocommit_block_leaves_a_part(self):
        for project in self.on_both():
            body = """void upgrade(Operations& op) {
  op.execute("CREATE TABLE a (id int)");
  op.autocommit_block([&] { op.execute("CREATE TABLE b (id int)"); });
  op.execute("CREATE TABLE c (id int)");
  op.execute("CREATE TABLE a (id int)");
}"""
            add_cpp(project, "aaaa", body)
            result = project.run("upgrade", "head")
            self.assertEqual(result.status, 6, result)
            self.assertIn("stopped at a statement behind its autocommit_block; 2 before it ran and stay", result.error["state"])
            self.assertEqual(project.database.schema_and_versions(), ({"a", "b"}, []))


class Processes(CppTest):
    def test_several_upgrades_at_once_compile_and_do_the_work_once(self):
        for database_type in DATABASES:
            for _ in range(ROUNDS):
                shutil.rmtree(self.cache, ignore_errors=True)
                project = self.project(database_type)
                for i in range(3):
                    add_cpp(project, f"{i}aaa", table_unit(f"t{i}"))
                processes = [project.start("upgrade", "head") for _ in range(3)]
                for process in processes:
                    output, errors = process.communicate(timeout=120)
                    self.assertEqual(process.returncode, 0, Result(process.returncode, output, errors))
                self.assertEqual(project.database.schema_and_versions(), ({"t0", "t1", "t2"}, ["2aaa"]))

    def test_kill_at_any_moment_loses_nothing(self):
        for database_type in DATABASES:
            project = self.project(database_type)
            for i in range(8):
                add_cpp(project, f"{i}aaa", table_unit(f"t{i}"))
            for _ in range(ROUNDS):
                shutil.rmtree(self.cache, ignore_errors=True)
                process = project.start("upgrade", "head")
                time.sleep(random.uniform(0, 0.8))
                process.send_signal(signal.SIGKILL)
                process.communicate()
                for _ in range(100):
                    tables, versions = project.database.schema_and_versions()
                    applied = int(versions[0][0]) + 1 if versions else 0
                    if len(tables) == applied:
                        break
                    time.sleep(0.05)
                self.assertEqual(tables, {f"t{i}" for i in range(applied)})
                self.expect_done(project, "upgrade", "head")
                self.expect_done(project, "downgrade", "base")

    def test_interrupting_the_compiler_stops_the_run(self):
        project = self.project(SqliteDatabase)
        add_cpp(project, "aaaa", table_unit("t"))
        started = os.path.join(project.folder, "started")
        slow = os.path.join(project.folder, "slow-compiler")
        with open(slow, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\ntouch '{started}'\nsleep 60\n")
        os.chmod(slow, 0o755)
        environment = {**os.environ, "CXX": slow}
        process = project.start("upgrade", "head", start_new_session=True, env=environment)
        while not os.path.exists(started):
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=30)
        result = Result(process.returncode, output, errors)
        self.assertEqual((result.status, result.error["code"]), (130, "interrupted"), result)
        self.assertEqual(project.database.schema_and_versions(), (set(), []))
        self.expect_done(project, "upgrade", "head")

    def test_a_build_runs_where_there_is_no_compiler(self):
        for project in self.on_both():
            add_cpp(project, "aaaa", WORLD)
            add_cpp(project, "bbbb", CHANGES)
            exported = os.path.join(project.folder, "dist")
            self.expect_done(project, "build", "--output", exported)
            shutil.rmtree(self.cache, ignore_errors=True)
            environment = {**os.environ, "PATH": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent", "HOME": "/nonexistent"}
            command = [MIGRATE, "-c", os.path.join(exported, "alembic.yaml"), "--url", project.database.url]
            for words in (["upgrade", "head"], ["downgrade", "base"]):
                done = subprocess.run([*command, *words], capture_output=True, text=True, env=environment, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
            with open(os.path.join(exported, "versions", "bbbb.cpp"), "a", encoding="utf-8") as file:
                file.write("// edited\n")
            done = subprocess.run([*command, "upgrade", "head"], capture_output=True, text=True, env=environment, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("bbbb.cpp", done.stderr)
            self.assertEqual(project.database.schema_and_versions(), (set(), []))


if __name__ == "__main__":
    unittest.main(verbosity=2)
