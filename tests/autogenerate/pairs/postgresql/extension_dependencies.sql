-- What goes when an extension does.
-- before
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
ALTER FUNCTION g DEPENDS ON EXTENSION citext;
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
ALTER PROCEDURE p DEPENDS ON EXTENSION hstore;
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
CREATE TRIGGER fire BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
ALTER MATERIALIZED VIEW m DEPENDS ON EXTENSION citext;
CREATE INDEX m_a ON m (a);
-- after
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f DEPENDS ON EXTENSION citext;
ALTER FUNCTION f DEPENDS ON EXTENSION hstore;
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
ALTER PROCEDURE p DEPENDS ON EXTENSION citext;
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
ALTER INDEX i DEPENDS ON EXTENSION citext;
CREATE TRIGGER fire BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
ALTER TRIGGER fire ON t DEPENDS ON EXTENSION citext;
CREATE MATERIALIZED VIEW m AS SELECT a, 1 AS b FROM t;
ALTER MATERIALIZED VIEW m DEPENDS ON EXTENSION citext;
CREATE INDEX m_a ON m (a);
ALTER INDEX m_a DEPENDS ON EXTENSION citext;
-- expect
+ dependency of function f(integer) on citext
+ dependency of function f(integer) on hstore
- dependency of function g() on citext
+ dependency of procedure p() on citext
- dependency of procedure p() on hstore
+ dependency of index i on citext
+ dependency of trigger fire ON t on citext
+ dependency of index m_a on citext
~ materialized view m
