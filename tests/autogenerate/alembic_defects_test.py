#!/usr/bin/env python3
"""What Alembic gets wrong, done right: a test each for its defects and for what its autogenerate reports falsely.

usage: MIGRATE=path/to/migrate with-postgres alembic_defects_test.py [unittest options]
"""

import json
import subprocess
import unittest

from judge import DATABASES, MIGRATE, Project, reported_lines
from pair import Line, parse_line

HEADER = "-- ---\n-- revision: {}\n-- down_revision: {}\n{}-- message: {}\n-- ---\n-- migrate:up\n{}\n"


def lines(*found):
    return {parse_line(line) for line in found}


class DefectTest(unittest.TestCase):
    def database(self, kind="sqlite", sql=""):
        database = DATABASES[kind]()
        self.addCleanup(database.drop)
        if sql:
            database.execute(sql)
        return database

    def project(self, database, models=None, settings=()):
        project = Project(database, models or {}, (), settings)
        self.addCleanup(project.remove)
        return project

    def run_well(self, project, *words):
        result = project.run(*words)
        self.assertEqual(result.status, 0, f"{words}: {result}")
        return result

    def unit(self, project, revision, parent="null", up="", down=None, header=""):
        text = HEADER.format(revision, parent, header, revision, up)
        if down is not None:
            text += f"-- migrate:down\n{down}\n"
        project.write(f"versions/{revision}.sql", text)

    def autogenerate(self, project, *words):
        result = self.run_well(project, "revision", "--autogenerate", "-m", "x", "--format", "json", *words)
        return reported_lines(result.document)

    def branches(self, project):
        """account: a1 <- a2; network: n1 <- n2, which depends on a2."""
        self.unit(project, "aaaa1", "null", "CREATE TABLE a1 (i int);", "DROP TABLE a1;", "-- branch_labels: account\n")
        self.unit(project, "aaaa2", "aaaa1", "CREATE TABLE a2 (i int);", "DROP TABLE a2;")
        self.unit(project, "nnnn1", "null", "CREATE TABLE n1 (i int);", "DROP TABLE n1;", "-- branch_labels: network\n")
        self.unit(project, "nnnn2", "nnnn1", "CREATE TABLE n2 (i int);", "DROP TABLE n2;", "-- depends_on: aaaa2\n")


class Graph(DefectTest):
    """Defects 1, 2, 10 and 11: names and heads."""

    def test_01_check_heads_is_content_when_a_head_is_applied_as_a_dependency(self):
        project = self.project(self.database())
        self.branches(project)
        self.run_well(project, "upgrade", "heads")
        self.run_well(project, "current", "--check-heads")

    def test_02_reserved_words_are_no_revision_ids(self):
        project = self.project(self.database())
        for word in ("head", "heads", "base", "current"):
            result = project.run("revision", "-m", "x", "--rev-id", word)
            self.assertNotEqual(result.status, 0, word)
            self.assertIn("illegal_revision_id", result.errors)
        self.assertEqual(project.units(), [])
        self.unit(project, "heads")
        self.assertNotEqual(project.run("upgrade", "heads").status, 0)

    def test_10_a_branch_and_a_revision_of_another_branch_are_refused(self):
        project = self.project(self.database())
        self.branches(project)
        self.run_well(project, "upgrade", "heads")
        result = project.run("downgrade", "account@nnnn1")
        self.assertNotEqual(result.status, 0, result)
        self.assertIn("not_in_branch", result.errors)

    def test_11_stamp_refuses_rows_that_imply_one_another(self):
        project = self.project(self.database())
        self.branches(project)
        result = project.run("stamp", "aaaa2", "nnnn2")
        self.assertIn("overlapping_revisions", result.errors)
        self.run_well(project, "stamp", "nnnn2")
        self.run_well(project, "upgrade", "heads")


class Files(DefectTest):
    """Defects 3, 5, 8, 9 and 12: what commands read, write and print."""

    def test_03_commands_that_read_make_no_version_table(self):
        for kind in DATABASES:
            database = self.database(kind, "CREATE TABLE t (a integer);")
            project = self.project(database, {"schema.sql": "CREATE TABLE t (a integer);"})
            state = database.state()
            for words in (["current"], ["history", "-i"], ["heads"], ["check"], ["inspect", "--format", "sql"]):
                self.run_well(project, *words)
            self.autogenerate(project)
            self.assertEqual(database.state(), state)
            self.assertNotIn("alembic_version", str(database.tables() if kind == "sqlite" else database.ask("\\dt")))

    def test_05_two_runs_at_once_do_the_work_once(self):
        for kind in DATABASES:
            database = self.database(kind)
            project = self.project(database)
            self.unit(project, "aaaa1", "null", "CREATE TABLE a1 (i integer);", "DROP TABLE a1;")
            command = [MIGRATE, "-c", project.folder + "/alembic.yaml", "upgrade", "head"]
            runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(4)]
            self.assertEqual([run.wait(60) for run in runs], [0] * 4)

    def test_08_a_hook_that_fails_fails_the_command(self):
        project = self.project(self.database(), {}, ['hooks: { post_write: ["false {path}"] }'])
        self.assertNotEqual(project.run("revision", "-m", "x").status, 0)

    def test_08_a_label_or_an_id_that_is_taken_leaves_no_file(self):
        project = self.project(self.database())
        self.branches(project)
        files = project.units()
        for words in (["--branch-label", "account", "--head", "base"], ["--rev-id", "aaaa1", "--head", "aaaa2"]):
            self.assertNotEqual(project.run("revision", "-m", "x", *words).status, 0, words)
        self.assertEqual(project.units(), files)

    def test_08_a_stray_file_does_not_stop_commands_that_read(self):
        project = self.project(self.database())
        self.unit(project, "aaaa1")
        project.write("versions/notes.txt", "not a unit")
        project.write("versions/__init__.py", "import nothing")
        self.run_well(project, "heads")
        self.run_well(project, "history")

    def test_09_quiet_prints_results_and_errors_go_to_stderr(self):
        database = self.database("sqlite", "CREATE TABLE t (a INTEGER);")
        project = self.project(database, {"schema.sql": "CREATE TABLE t (a INTEGER, b TEXT);"})
        self.unit(project, "aaaa1")
        self.assertIn("aaaa1", self.run_well(project, "-q", "heads").output)
        failed = project.run("upgrade", "nope")
        self.assertEqual(failed.output, "")
        self.assertIn("no_such_revision", failed.errors)

    def test_09_check_prints_lines_for_people(self):
        database = self.database("sqlite", "CREATE TABLE t (a INTEGER);")
        project = self.project(database, {"schema.sql": "CREATE TABLE t (a INTEGER, b TEXT);"})
        result = project.run("check")
        self.assertEqual(result.status, 3, result)
        self.assertRegex(result.output, r"(?m)^\s*\+ .*\bt\.b\b")
        self.assertNotIn("(", result.output.split("t.b")[0])

    def test_12_a_unit_can_be_irreversible_and_an_environment_protected(self):
        database = self.database()
        project = self.project(database, {}, ["environments: { production: { protected: true } }"])
        self.unit(project, "aaaa1", "null", "CREATE TABLE a1 (i int);")
        self.unit(project, "bbbb1", "aaaa1", "CREATE TABLE b1 (i int);", "DROP TABLE b1;")
        self.run_well(project, "upgrade", "head")
        self.assertNotEqual(project.run("--env", "production", "downgrade", "aaaa1").status, 0)
        self.run_well(project, "downgrade", "aaaa1")
        result = project.run("downgrade", "base")
        self.assertNotEqual(result.status, 0)
        self.assertIn("irreversible", result.errors)


class Sqlite(DefectTest):
    """Defect 4: a table that is made anew."""

    SCHEMA = """CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT) STRICT;
        CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id) ON DELETE CASCADE);
        CREATE VIEW v AS SELECT a FROM p;
        CREATE TRIGGER tr AFTER INSERT ON p BEGIN UPDATE p SET a = 'x' WHERE a IS NULL; END;
        INSERT INTO p VALUES (1, 'a');
        INSERT INTO c VALUES (1, 1), (2, 1);"""

    def test_04_children_views_triggers_and_options_survive(self):
        database = self.database("sqlite", self.SCHEMA)
        wanted = self.SCHEMA.replace("a TEXT)", "a TEXT NOT NULL DEFAULT 'z' CHECK (a <> ''))").split("INSERT INTO p V")[0]
        project = self.project(database, {"schema.sql": wanted})
        self.autogenerate(project)
        self.run_well(project, "upgrade", "head")
        self.assertEqual(database.ask("SELECT count(*) FROM c"), [(2,)])
        self.assertEqual(database.state(), self.database("sqlite", wanted).state())

    def test_04_a_unit_that_fails_leaves_nothing(self):
        database = self.database("sqlite", "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (NULL), (1);")
        project = self.project(database, {"schema.sql": "CREATE TABLE t (a INTEGER NOT NULL, b TEXT); CREATE TABLE u (a INTEGER);"})
        self.autogenerate(project)
        state = database.state()
        self.assertNotEqual(project.run("upgrade", "head").status, 0)
        self.assertEqual(database.state(), state)
        database.execute("UPDATE t SET a = 0 WHERE a IS NULL")
        self.run_well(project, "upgrade", "head")


class Order(DefectTest):
    """Defect 6, and the orders of 6.3."""

    DROPPED = """CREATE TABLE p1 (id integer PRIMARY KEY);
        CREATE TABLE c1 (id integer PRIMARY KEY, p integer REFERENCES p1 (id));
        CREATE TABLE c2 (id integer PRIMARY KEY, c integer REFERENCES c1 (id), x integer, y integer, z integer);
        INSERT INTO p1 VALUES (1); INSERT INTO c1 VALUES (1, 1); INSERT INTO c2 VALUES (1, 1, 1, 1, 1);"""

    def unit_body(self, kind, before, after):
        database = self.database(kind, before)
        project = self.project(database, {"schema.sql": after})
        self.autogenerate(project, "--no-renames")
        text = project.unit_text()
        return project, text.split("-- ---\n", 2)[-1]

    def test_06_the_same_input_gives_the_same_bytes(self):
        after = "".join(f"CREATE TABLE n{i} (a integer, b text);\n" for i in range(8))
        for kind in DATABASES:
            bodies = {self.unit_body(kind, self.DROPPED, after)[1] for _ in range(4)}
            self.assertEqual(len(bodies), 1, kind)

    def test_63_referring_tables_are_dropped_first(self):
        for kind in DATABASES:
            project, _ = self.unit_body(kind, self.DROPPED, "CREATE TABLE other (id integer);")
            self.run_well(project, "upgrade", "head")
            self.run_well(project, "downgrade", "base")

    def test_63_tables_that_refer_to_each_other_can_be_made(self):
        for kind, late in (("sqlite", ""), ("postgresql", "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b (id);")):
            inline = "" if late else " REFERENCES b (id)"
            after = f"""CREATE TABLE a (id integer PRIMARY KEY, b integer{inline});
                CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a (id));{late}"""
            project, _ = self.unit_body(kind, "", after)
            self.run_well(project, "upgrade", "head")
            self.assertEqual(self.autogenerate(project), set())
            self.run_well(project, "downgrade", "base")


class Defaults(DefectTest):
    """Defect 7, and what 6.3 says of defaults, checks and indexes."""

    SCHEMA = """CREATE SEQUENCE s;
        CREATE TABLE b (id serial PRIMARY KEY, v int CHECK (v > 0), j json DEFAULT '{"a": 1}', q text DEFAULT 'it''s',
          n bigint DEFAULT nextval('s'), e text, t timestamptz DEFAULT now(), u varchar(5) DEFAULT 'x');
        CREATE INDEX ix_lower ON b (lower(e), (v + 1) DESC) WHERE (e IS NOT NULL);
        INSERT INTO b (v) VALUES (1);"""
    YAML = """
tables:
  b:
    columns:
      - { name: id, type: integer, nullable: false, server_default: { expression: "nextval('b_id_seq')" } }
      - { name: v, type: integer }
      - { name: j, type: json, server_default: '{"a": 1}' }
      - { name: q, type: text, server_default: "it's" }
      - { name: n, type: bigint, server_default: { expression: "nextval('s')" } }
      - { name: e, type: text }
      - { name: t, type: timestamptz, server_default: { expression: "NOW()" } }
      - { name: u, type: varchar(5), server_default: x }
"""

    def check(self, models):
        database = self.database("postgresql", self.SCHEMA)
        sequences = database.sequences()
        project = self.project(database, models)
        for _ in range(2):
            self.run_well(project, "check")
            self.assertEqual(self.autogenerate(project), set())
        self.assertEqual(database.sequences(), sequences)
        self.assertEqual(project.units(), [])

    def test_07_nothing_is_reported_and_no_sequence_moves_with_models_in_sql(self):
        self.check({"schema.sql": self.SCHEMA.split("INSERT")[0]})

    def test_07_nothing_is_reported_and_no_sequence_moves_with_inspected_models(self):
        database = self.database("postgresql", self.SCHEMA)
        for model_format in ("yaml", "cpp"):
            text = self.run_well(self.project(database), "inspect", "--format", model_format).output
            self.check({"schema." + model_format: text})


class Data(DefectTest):
    """What 6.3 says of rows: said in the unit, refused with --strict."""

    CASES = [
        ("CREATE TABLE t (a integer); INSERT INTO t VALUES (1);", "CREATE TABLE t (a integer, b integer NOT NULL);"),
        ("CREATE TABLE t (a integer); INSERT INTO t VALUES (NULL);", "CREATE TABLE t (a integer NOT NULL);"),
        ("CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1);", "CREATE TABLE t (a integer UNIQUE);"),
    ]

    def test_63_what_rows_may_refuse_is_said_and_strict_refuses_it(self):
        for kind in DATABASES:
            for before, after in self.CASES:
                with self.subTest(database=kind, after=after):
                    database = self.database(kind, before)
                    project = self.project(database, {"schema.sql": after})
                    result = project.run("revision", "--autogenerate", "-m", "x", "--strict")
                    self.assertNotEqual(result.status, 0, result)
                    self.assertEqual(project.units(), [])
                    self.autogenerate(project)
                    self.assertRegex(project.unit_text(), r"(?im)^-- .*(warning|decide|fails)")

    def test_63_a_type_change_across_families_gets_its_using(self):
        database = self.database("postgresql", "CREATE TABLE t (a text); INSERT INTO t VALUES ('{1,2}');")
        project = self.project(database, {"schema.sql": "CREATE TABLE t (a integer[]);"})
        self.autogenerate(project)
        self.run_well(project, "upgrade", "head")
        self.assertEqual(database.ask("SELECT a FROM t"), "{1,2}")

    def test_63_an_enumeration_goes_with_the_downgrade_and_comes_again(self):
        database = self.database("postgresql")
        project = self.project(database, {"schema.sql": "CREATE TYPE s AS ENUM ('a'); CREATE TABLE t (s s);"})
        self.assertEqual(self.autogenerate(project), lines("+ enum s", "+ table t"))
        for words in (["upgrade", "head"], ["downgrade", "base"], ["upgrade", "head"]):
            self.run_well(project, *words)

    def test_63_changed_options_are_said_in_words(self):
        database = self.database("postgresql", "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT f REFERENCES p);")
        wanted = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT f REFERENCES p ON DELETE CASCADE);"
        project = self.project(database, {"schema.sql": wanted})
        result = project.run("check", "--format", "json")
        self.assertEqual(reported_lines(json.loads(result.output)), {Line("~", "foreign key", "c.f")})
        self.assertNotIn("o, p, t", result.output)


if __name__ == "__main__":
    unittest.main()
