-- settings: compare: { owners: true }
-- schemas: public app
-- before
CREATE SCHEMA app;
CREATE TABLE app.t (id int PRIMARY KEY, n serial, k int);
CREATE TABLE p (a int) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
CREATE SEQUENCE s;
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TYPE app.pair AS (a int, b int);
CREATE TYPE span AS RANGE (subtype = int);
CREATE DOMAIN app.d AS int CHECK (VALUE > 0);
CREATE VIEW v AS SELECT id FROM app.t;
CREATE MATERIALIZED VIEW app.m AS SELECT id FROM app.t;
CREATE FUNCTION f(a int, OUT b int) LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE app.q() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE COLLATION c (LOCALE = 'C');
CREATE STATISTICS app.st ON id, k FROM app.t;
ALTER SCHEMA app OWNER TO pg_monitor;
ALTER TABLE app.t OWNER TO pg_monitor;
ALTER TABLE p OWNER TO pg_monitor;
ALTER TABLE p1 OWNER TO pg_monitor;
ALTER SEQUENCE s OWNER TO pg_monitor;
ALTER TYPE mood OWNER TO pg_monitor;
ALTER TYPE app.pair OWNER TO pg_monitor;
ALTER TYPE span OWNER TO pg_monitor;
ALTER DOMAIN app.d OWNER TO pg_monitor;
ALTER VIEW v OWNER TO pg_monitor;
ALTER MATERIALIZED VIEW app.m OWNER TO pg_monitor;
ALTER FUNCTION f(int) OWNER TO pg_monitor;
ALTER PROCEDURE app.q() OWNER TO pg_monitor;
ALTER AGGREGATE total(int) OWNER TO pg_monitor;
ALTER COLLATION c OWNER TO pg_monitor;
ALTER STATISTICS app.st OWNER TO pg_monitor;
-- after
CREATE SCHEMA app;
CREATE TABLE app.t (id int PRIMARY KEY, n serial, k int);
CREATE TABLE p (a int) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
CREATE SEQUENCE s;
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TYPE app.pair AS (a int, b int);
CREATE TYPE span AS RANGE (subtype = int);
CREATE DOMAIN app.d AS int CHECK (VALUE > 0);
CREATE VIEW v AS SELECT id FROM app.t;
CREATE MATERIALIZED VIEW app.m AS SELECT id FROM app.t;
CREATE FUNCTION f(a int, OUT b int) LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE app.q() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE COLLATION c (LOCALE = 'C');
CREATE STATISTICS app.st ON id, k FROM app.t;
ALTER SCHEMA app OWNER TO pg_read_all_data;
ALTER TABLE app.t OWNER TO pg_read_all_data;
ALTER TABLE p OWNER TO pg_read_all_data;
ALTER TABLE p1 OWNER TO pg_read_all_data;
ALTER SEQUENCE s OWNER TO pg_read_all_data;
ALTER TYPE mood OWNER TO pg_read_all_data;
ALTER TYPE app.pair OWNER TO pg_read_all_data;
ALTER TYPE span OWNER TO pg_read_all_data;
ALTER DOMAIN app.d OWNER TO pg_read_all_data;
ALTER VIEW v OWNER TO pg_read_all_data;
ALTER MATERIALIZED VIEW app.m OWNER TO pg_read_all_data;
ALTER FUNCTION f(int) OWNER TO pg_read_all_data;
ALTER PROCEDURE app.q() OWNER TO pg_read_all_data;
ALTER AGGREGATE total(int) OWNER TO pg_read_all_data;
ALTER COLLATION c OWNER TO pg_read_all_data;
ALTER STATISTICS app.st OWNER TO pg_read_all_data;
-- expect
~ owner of schema app
~ owner of table app.t
~ owner of table p
~ owner of table p1
~ owner of sequence s
~ owner of enumeration mood
~ owner of type app.pair
~ owner of type span
~ owner of domain app.d
~ owner of view v
~ owner of materialized view app.m
~ owner of function f(integer)
~ owner of procedure app.q()
~ owner of aggregate total(integer)
~ owner of collation c
~ owner of statistics app.st
