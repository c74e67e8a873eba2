-- No sequence moves: the judge reads them before and after.
-- before
CREATE SEQUENCE numbers;
CREATE SEQUENCE others START 100;
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT nextval('numbers'), b int);
-- rows
INSERT INTO t VALUES (1), (2);
-- after
CREATE SEQUENCE numbers;
CREATE SEQUENCE others START 100;
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT nextval('others'), b int DEFAULT nextval('numbers'));
-- expect
~ column t.a
~ column t.b
