-- A table is published without those that inherit from it.
-- before
CREATE TABLE t (a int);
CREATE TABLE child () INHERITS (t);
CREATE TABLE u (a int);
CREATE TABLE child_of_u () INHERITS (u);
CREATE PUBLICATION p FOR TABLE u;
-- after
CREATE TABLE t (a int);
CREATE TABLE child () INHERITS (t);
CREATE TABLE u (a int);
CREATE TABLE child_of_u () INHERITS (u);
CREATE PUBLICATION p FOR TABLE ONLY t, child_of_u;
CREATE PUBLICATION q;
-- expect
+ publication q
+ table t of publication p
- table u of publication p
