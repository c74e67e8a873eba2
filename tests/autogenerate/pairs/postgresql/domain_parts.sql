-- before
CREATE DOMAIN d AS int DEFAULT 1 NOT NULL CONSTRAINT c CHECK (value > 0) CONSTRAINT gone CHECK (value < 9);
CREATE TABLE t (a d);
-- rows
INSERT INTO t VALUES (2);
-- after
CREATE DOMAIN d AS int DEFAULT 2 CONSTRAINT c CHECK (value > 1) CONSTRAINT new CHECK (value < 9);
CREATE TABLE t (a d);
-- expect
~ default
- NOT NULL
~ constraint
+ constraint
- constraint
