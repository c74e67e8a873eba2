-- schemas: public app
-- before
CREATE TABLE t (id int PRIMARY KEY);
-- rows
INSERT INTO t VALUES (1);
-- after
CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'new';
CREATE TYPE app.mood AS ENUM ('a', 'b');
CREATE SEQUENCE app.numbers;
CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE app.t (id int PRIMARY KEY DEFAULT nextval('app.numbers'), t int CONSTRAINT fk REFERENCES public.t, m app.mood DEFAULT 'a');
CREATE INDEX i ON app.t (m) WHERE m = 'b'::app.mood;
-- expect
+ schema app
+ enum app.mood
+ sequence app.numbers
+ table app.t
