-- before
CREATE TYPE mood AS ENUM ('good', 'bad', 'gone');
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'good');
CREATE VIEW v AS SELECT m FROM t WHERE m = 'good';
CREATE FUNCTION f(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1';
COMMENT ON FUNCTION f(mood) IS 'stays';
CREATE TYPE pair AS (a mood);
CREATE DOMAIN d AS mood DEFAULT 'bad';
-- rows
INSERT INTO t VALUES (1, 'bad');
-- after
CREATE TYPE mood AS ENUM ('bad', 'good');
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'good');
CREATE VIEW v AS SELECT m FROM t WHERE m = 'good';
CREATE FUNCTION f(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1';
COMMENT ON FUNCTION f(mood) IS 'stays';
CREATE TYPE pair AS (a mood);
CREATE DOMAIN d AS mood DEFAULT 'bad';
-- expect
~ enum mood
