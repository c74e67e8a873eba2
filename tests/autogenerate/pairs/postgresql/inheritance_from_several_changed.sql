-- a new child of several tables whose defaults do not go together before, and one that has no default of its parent's
-- before
CREATE TABLE p (a int DEFAULT 1);
CREATE TABLE q (a int DEFAULT 2, b int);
CREATE TABLE r (a int DEFAULT 3, b int);
CREATE TABLE stays () INHERITS (p);
-- after
CREATE TABLE p (a int DEFAULT 1);
CREATE TABLE q (a int DEFAULT 1, b int);
CREATE TABLE r (b int);
CREATE TABLE c () INHERITS (p, q, r);
CREATE TABLE d (a int) INHERITS (p);
ALTER TABLE d ALTER a DROP DEFAULT;
CREATE TABLE stays () INHERITS (p);
ALTER TABLE stays ALTER a SET DEFAULT 5;
CREATE TABLE e (a int DEFAULT 6) INHERITS (stays);
-- expect
~ column q.a
- column r.a
+ table c
+ table d
+ table e
+ default
