-- before
CREATE FUNCTION old(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE OPERATOR <<>> (FUNCTION = old, LEFTARG = int, RIGHTARG = int);
-- after
CREATE TABLE t (a int, b int);
CREATE FUNCTION is_near(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2 BETWEEN -1 AND 1';
CREATE FUNCTION is_far(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT NOT $1 - $2 BETWEEN -1 AND 1';
CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE OPERATOR ~~~ (FUNCTION = is_near, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ~~~, NEGATOR = !~~~, RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR !~~~ (FUNCTION = is_far, LEFTARG = int, RIGHTARG = int, COMMUTATOR = !~~~, NEGATOR = ~~~, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR ~~~ (int, int) IS 'near';
CREATE OPERATOR ## (FUNCTION = twice, RIGHTARG = int);
CREATE VIEW v AS SELECT a ~~~ b AS near, ## a AS twice FROM t;
-- expect
- function old(integer,integer)
- operator <<>>(integer,integer)
+ table t
+ function is_near(integer,integer)
+ function is_far(integer,integer)
+ function twice(integer)
+ operator ~~~(integer,integer)
+ operator !~~~(integer,integer)
+ operator ##(NONE,integer)
+ view v
