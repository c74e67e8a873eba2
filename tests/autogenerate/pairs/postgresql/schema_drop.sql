-- schemas: public app
-- before
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('a', 'b');
CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE app.t (id int PRIMARY KEY, t int CONSTRAINT fk REFERENCES public.t, m app.mood DEFAULT 'a');
CREATE VIEW v AS SELECT 1 AS one;
-- after
CREATE TABLE t (id int PRIMARY KEY);
CREATE VIEW v AS SELECT 1 AS one;
-- expect
- schema app
- enum app.mood
- table app.t
