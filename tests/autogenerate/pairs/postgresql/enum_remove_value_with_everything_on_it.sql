-- Defaults, indexes, checks, arrays, generated columns and keys on the type are made anew.
-- before
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
COMMENT ON TYPE mood IS 'kept';
CREATE TABLE t (
  id int PRIMARY KEY,
  m mood NOT NULL DEFAULT 'ok',
  list mood[] NOT NULL DEFAULT '{ok}',
  CONSTRAINT ck CHECK (m <> 'sad' OR id > 0),
  CONSTRAINT uq UNIQUE (m, id)
);
CREATE TABLE g (id int PRIMARY KEY, m mood, is_ok boolean GENERATED ALWAYS AS (m = 'ok') STORED);
CREATE TABLE k (m mood PRIMARY KEY);
CREATE TABLE r (m mood CONSTRAINT fk REFERENCES k);
CREATE INDEX i1 ON t (m);
CREATE INDEX i2 ON t (id) WHERE m = 'ok';
COMMENT ON COLUMN t.m IS 'a mood';
COMMENT ON INDEX i2 IS 'a comment';
-- rows
INSERT INTO t VALUES (1, 'ok', '{ok,sad}');
INSERT INTO g VALUES (1, 'ok'), (2, 'sad');
INSERT INTO k VALUES ('ok');
INSERT INTO r VALUES ('ok');
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok');
COMMENT ON TYPE mood IS 'kept';
CREATE TABLE t (
  id int PRIMARY KEY,
  m mood NOT NULL DEFAULT 'ok',
  list mood[] NOT NULL DEFAULT '{ok}',
  CONSTRAINT ck CHECK (m <> 'sad' OR id > 0),
  CONSTRAINT uq UNIQUE (m, id)
);
CREATE TABLE g (id int PRIMARY KEY, m mood, is_ok boolean GENERATED ALWAYS AS (m = 'ok') STORED);
CREATE TABLE k (m mood PRIMARY KEY);
CREATE TABLE r (m mood CONSTRAINT fk REFERENCES k);
CREATE INDEX i1 ON t (m);
CREATE INDEX i2 ON t (id) WHERE m = 'ok';
COMMENT ON COLUMN t.m IS 'a mood';
COMMENT ON INDEX i2 IS 'a comment';
-- expect
~ enum mood
