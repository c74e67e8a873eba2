-- before
CREATE TABLE t (a int PRIMARY KEY, b int CONSTRAINT ck CHECK (b > a));
CREATE INDEX i ON t (b);
-- after
CREATE TABLE "public"."t" ("a" int PRIMARY KEY, "b" int CONSTRAINT "ck" CHECK ("b" > "t"."a"));
CREATE INDEX I ON T ("b");
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer, nullable: false}
      - {name: b, type: integer}
    primary_key: {name: t_pkey, columns: a}
    checks:
      - {name: ck, condition: '"b" > "t"."a"'}
    indexes:
      - {name: i, columns: [b]}
-- expect
no change
