-- It makes columns NOT NULL that the parent lets be NULL.
-- before
CREATE TABLE p (a int, b int, c int) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_key PRIMARY KEY (a, b)) FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
CREATE TABLE p3 PARTITION OF p (CONSTRAINT p3_key PRIMARY KEY (a, b)) FOR VALUES IN (3);
-- after
CREATE TABLE p (a int, b int, c int) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p (CONSTRAINT p2_key PRIMARY KEY (a, b)) FOR VALUES IN (2);
CREATE TABLE p3 PARTITION OF p (CONSTRAINT p3_key PRIMARY KEY (a, c)) FOR VALUES IN (3);
-- expect
- primary key p1.p1_key
+ primary key p2.p2_key
~ primary key p3.p3_key
- NOT NULL of column p1.a
- NOT NULL of column p1.b
+ NOT NULL of column p2.a
+ NOT NULL of column p2.b
- NOT NULL of column p3.b
+ NOT NULL of column p3.c
