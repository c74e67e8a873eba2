-- schemas: public app
-- before
CREATE TYPE gone AS (a int, b text);
COMMENT ON TYPE gone IS 'goes';
CREATE FUNCTION over_gone(x gone) RETURNS int LANGUAGE sql AS 'SELECT x.a';
CREATE TABLE t (id int PRIMARY KEY);
-- after
CREATE SCHEMA app;
CREATE TABLE t (id int PRIMARY KEY);
CREATE DOMAIN d AS int;
CREATE TYPE app."New" AS (a d, "B" text COLLATE "C", c numeric(5, 2)[], t t);
COMMENT ON TYPE app."New" IS 'new';
COMMENT ON COLUMN app."New"."B" IS 'an attribute';
GRANT USAGE ON TYPE app."New" TO pg_monitor;
CREATE TYPE nested AS (x app."New"[], y int);
CREATE TYPE nothing AS ();
CREATE FUNCTION made() RETURNS nested LANGUAGE sql AS 'SELECT NULL::nested';
-- expect
+ schema app
- type gone
- function over_gone(gone)
+ domain d
+ type app."New"
+ type nested
+ type nothing
+ function made()
