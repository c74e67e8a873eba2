-- schemas: public app
-- before
CREATE TYPE gone AS RANGE (SUBTYPE = float8);
CREATE TABLE t (id int PRIMARY KEY);
-- after
CREATE SCHEMA app;
CREATE TABLE t (id int PRIMARY KEY);
CREATE FUNCTION app.distance(a text, b text) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT (length(a) - length(b))::float8';
CREATE TYPE app."Texts" AS RANGE (SUBTYPE = text, COLLATION = "C", SUBTYPE_DIFF = app.distance, MULTIRANGE_TYPE_NAME = app."Many");
COMMENT ON TYPE app."Texts" IS 'from one to the other';
GRANT USAGE ON TYPE app."Texts" TO pg_monitor;
REVOKE USAGE ON TYPE app."Texts" FROM PUBLIC;
CREATE TABLE u (a app."Texts", b app."Many", CHECK (NOT isempty(a)));
CREATE INDEX u_a ON u USING gist (a);
CREATE VIEW v AS SELECT a, b FROM u;
-- expect
+ schema app
- type gone
+ function app.distance(text,text)
+ type app."Texts"
+ table u
+ view v
