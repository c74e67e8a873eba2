-- schemas: public app
-- before
CREATE DOMAIN gone AS int CHECK (value > 0);
COMMENT ON DOMAIN gone IS 'goes';
CREATE TABLE t (id int PRIMARY KEY);
-- after
CREATE SCHEMA app;
CREATE TABLE t (id int PRIMARY KEY);
CREATE FUNCTION app.good(x text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT x <> ''''';
CREATE DOMAIN app."Text" AS varchar(9) COLLATE "C" DEFAULT 'it''s' NOT NULL CONSTRAINT "Good" CHECK (app.good(value)) CONSTRAINT short CHECK (length(value) < 5);
COMMENT ON DOMAIN app."Text" IS 'a text';
COMMENT ON CONSTRAINT short ON DOMAIN app."Text" IS 'it is short';
GRANT USAGE ON TYPE app."Text" TO pg_monitor WITH GRANT OPTION;
REVOKE USAGE ON TYPE app."Text" FROM PUBLIC;
CREATE DOMAIN over AS app."Text" CHECK (value <> 'x');
CREATE DOMAIN many AS int[] CHECK (array_length(value, 1) < 3);
ALTER DOMAIN many ADD CONSTRAINT later CHECK (value <> '{}') NOT VALID;
CREATE TABLE u (a app."Text", b over[], c many);
-- expect
+ schema app
- domain gone
+ function app.good(text)
+ domain app."Text"
+ domain over
+ domain many
+ table u
