-- what a child has of its own, too, goes with what it has from its parent, or stays as its own
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('p', 'c', 'cc', 'd')
-- loses: p.gone c.gone cc.gone d.gone p.own cc.own d.own
-- allows: - column d.gone
-- allows: - column d.own
-- allows: ~ column c.id
-- before
CREATE TABLE p (id int, gone int, own int, CONSTRAINT changed CHECK (id > 0), CONSTRAINT dropped CHECK (id > 1));
CREATE TABLE c (gone int, own int, CONSTRAINT changed CHECK (id > 0), CONSTRAINT dropped CHECK (id > 1)) INHERITS (p);
CREATE TABLE cc (gone int) INHERITS (c);
CREATE TABLE d (id int, gone int, own int, CONSTRAINT changed CHECK (id > 0), CONSTRAINT dropped CHECK (id > 1));
ALTER TABLE d INHERIT p;
-- rows
INSERT INTO c VALUES (5, 3, 4);
INSERT INTO cc VALUES (5, 3, 4);
INSERT INTO d VALUES (5, 3, 4);
-- after
CREATE TABLE p (id bigint DEFAULT 7, CONSTRAINT changed CHECK (id > 2));
CREATE TABLE c (own int) INHERITS (p);
CREATE TABLE cc () INHERITS (c);
CREATE TABLE d () INHERITS (p);
-- expect
~ column p.id
- column p.gone
- column p.own
~ check p.changed
- check p.dropped
- column c.gone
~ check c.changed
- check c.dropped
- column cc.gone
- check d.changed
- check d.dropped
