-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE t (
  id int OPTIONS (column_name 'ID', x '1') NOT NULL DEFAULT 1,
  name text DEFAULT 'a', n int NOT NULL, CONSTRAINT k CHECK (n > 0), CONSTRAINT gone CHECK (n < 9)
) SERVER s OPTIONS (table_name 'T', schema_name 's');
CREATE VIEW v AS SELECT id, name FROM t;
-- after
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FUNCTION one() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION fine(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FOREIGN TABLE t (
  id int OPTIONS (column_name 'id', y '2') DEFAULT one(),
  name text NOT NULL, n int NOT NULL DEFAULT 2, CONSTRAINT k CHECK (n > 1), CONSTRAINT new CHECK (fine(n))
) SERVER s OPTIONS (table_name 't', other 'x');
CREATE VIEW v AS SELECT id, name FROM t;
-- expect
+ function one()
+ function fine(integer)
~ option column_name of column t.id
- option x of column t.id
+ option y of column t.id
- NOT NULL of column t.id
+ NOT NULL of column t.name
~ default of column t.id
- default of column t.name
+ default of column t.n
~ constraint k ON t
- constraint gone ON t
+ constraint new ON t
~ option table_name of foreign table t
- option schema_name of foreign table t
+ option other of foreign table t
