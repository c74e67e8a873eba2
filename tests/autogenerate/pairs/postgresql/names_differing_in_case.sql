-- before
CREATE TABLE "Thing" (id int);
CREATE TABLE t (a int);
-- rows
INSERT INTO "Thing" VALUES (1);
INSERT INTO t VALUES (1);
-- after
CREATE TABLE "Thing" (id int);
CREATE TABLE thing (id int);
CREATE TABLE t (a int, "A" int);
-- expect
+ table thing
+ column t.A
