-- before
CREATE TABLE t (a int, b int);
CREATE FUNCTION one(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2';
CREATE FUNCTION two(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 > $2';
CREATE OPERATOR <~ (FUNCTION = one, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ~>);
CREATE OPERATOR ~> (FUNCTION = two, LEFTARG = int, RIGHTARG = int, COMMUTATOR = <~);
CREATE OPERATOR <~~ (FUNCTION = one, LEFTARG = int, RIGHTARG = int, RESTRICT = scalarltsel);
CREATE OPERATOR ~@ (FUNCTION = one, LEFTARG = int, RIGHTARG = int);
CREATE VIEW v AS SELECT a <~ b AS x, a <~~ b AS y, a ~@ b AS z FROM t;
COMMENT ON VIEW v IS 'stays';
-- after
CREATE TABLE t (a int, b int);
CREATE FUNCTION one(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2';
CREATE FUNCTION two(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 > $2';
CREATE OPERATOR <~ (FUNCTION = one, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR <~~ (FUNCTION = one, LEFTARG = int, RIGHTARG = int, JOIN = scalarltjoinsel);
CREATE OPERATOR ~@ (FUNCTION = two, LEFTARG = int, RIGHTARG = int);
CREATE VIEW v AS SELECT a <~ b AS x, a <~~ b AS y, a ~@ b AS z FROM t;
COMMENT ON VIEW v IS 'stays';
-- expect
~ operator <~(integer,integer)
- operator ~>(integer,integer)
~ operator <~~(integer,integer)
~ operator ~@(integer,integer)
