-- Functions of the database itself, called in checks, indexes and defaults.
-- before
CREATE FUNCTION is_fine(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0';
CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS 'SELECT ''x''';
CREATE TABLE t (a int CONSTRAINT ck CHECK (is_fine(a)), b text DEFAULT next_code());
CREATE INDEX i ON t (is_fine(a));
-- after
CREATE FUNCTION is_fine(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0';
CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS 'SELECT ''x''';
CREATE TABLE t (a int CONSTRAINT ck CHECK (public.is_fine(a)), b text DEFAULT public.next_code());
CREATE INDEX i ON t (public.is_fine((a)));
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: text, server_default: {expression: "public.next_code()"}}
    checks:
      - {name: ck, condition: "public.is_fine(a)"}
    indexes:
      - {name: i, columns: [{expression: "public.is_fine((a))"}]}
-- expect
no change
