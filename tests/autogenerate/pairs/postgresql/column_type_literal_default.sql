-- before
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) DEFAULT '7', b integer DEFAULT 7, c text DEFAULT '1.5', d integer DEFAULT 0);
-- rows
INSERT INTO t VALUES (1, '12', 13, '2.5', 1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a integer DEFAULT 7, b text DEFAULT '7', c numeric DEFAULT 1.5, d bigint DEFAULT 0);
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
