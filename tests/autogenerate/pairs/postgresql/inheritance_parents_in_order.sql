-- the order of parents is that in which a table came to them
-- loses: changed.a
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('turned', 'one_more', 'one_less', 'in_front', 'changed')
-- before
CREATE TABLE p (id int, a int);
CREATE TABLE q (id int, b int);
CREATE TABLE r (id int, c int DEFAULT 1);
CREATE TABLE turned () INHERITS (p, q);
CREATE TABLE one_more () INHERITS (p);
CREATE TABLE one_less () INHERITS (p, q, r);
CREATE TABLE in_front () INHERITS (q);
CREATE TABLE changed () INHERITS (r, p);
-- rows
INSERT INTO turned VALUES (1, 2, 3);
INSERT INTO one_more VALUES (1, 2);
INSERT INTO one_less VALUES (1, 2, 3, 4);
INSERT INTO in_front VALUES (1, 2);
INSERT INTO changed VALUES (1, 2, 3);
-- after
CREATE TABLE p (id int, a int);
CREATE TABLE q (id int, b int);
CREATE TABLE r (id int, c int DEFAULT 2);
CREATE TABLE turned () INHERITS (q, p);
CREATE TABLE one_more () INHERITS (p, q);
CREATE TABLE one_less (b int) INHERITS (p, r);
CREATE TABLE in_front () INHERITS (p, q);
CREATE TABLE changed () INHERITS (r, q);
-- expect
~ column r.c
~ table turned
~ table one_more
+ column one_more.b
~ table one_less
~ column one_less.c
~ table in_front
+ column in_front.a
~ table changed
- column changed.a
+ column changed.b
~ column changed.c
