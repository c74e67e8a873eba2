-- the type of a column that is NOT NULL changes, with that of a table that became a child later
-- allows: ~ column became.id
-- allows: ~ column became.a
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('p', 'became', 'made')
-- before
CREATE TABLE p (id int NOT NULL, a text);
CREATE TABLE made () INHERITS (p);
CREATE TABLE became (id int NOT NULL, a text);
ALTER TABLE became INHERIT p;
-- rows
INSERT INTO made VALUES (1, 'x');
INSERT INTO became VALUES (1, 'x');
-- after
CREATE TABLE p (id bigint NOT NULL, a varchar(9));
CREATE TABLE made () INHERITS (p);
CREATE TABLE became () INHERITS (p);
-- expect
~ column p.id
~ column p.a
