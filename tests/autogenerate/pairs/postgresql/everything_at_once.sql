-- Old and new have little in common.
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE TABLE p (id int PRIMARY KEY, s s DEFAULT 'a', gone text, kept varchar(5) NOT NULL);
CREATE TABLE q (id int PRIMARY KEY, p_id int CONSTRAINT fk REFERENCES p, v int CONSTRAINT ck CHECK (v > 0));
CREATE TABLE old (id int PRIMARY KEY, q_id int REFERENCES q);
CREATE INDEX i1 ON p (s);
CREATE INDEX i2 ON p (gone);
-- rows
INSERT INTO p VALUES (1, 'b', 'x', 'y');
INSERT INTO q VALUES (1, 1, 1);
-- after
CREATE TYPE s AS ENUM ('a', 'b');
CREATE TABLE fresh (id bigint PRIMARY KEY, s s NOT NULL);
CREATE TABLE p (id bigint PRIMARY KEY, s s NOT NULL DEFAULT 'b', kept text NOT NULL DEFAULT 'k', f_id bigint CONSTRAINT p_f REFERENCES fresh);
CREATE TABLE q (id int PRIMARY KEY, p_id bigint CONSTRAINT fk REFERENCES p ON DELETE SET NULL, v bigint CONSTRAINT ck CHECK (v > 1 OR v = 1));
CREATE INDEX i1 ON p (s, id DESC);
-- expect
~ enum s
+ table fresh
- table old
~ column p.id
~ column p.s
~ column p.kept
- column p.gone
+ column p.f_id
+ foreign key p.p_f
~ column q.p_id
~ column q.v
~ foreign key q.fk
~ check q.ck
~ index p.i1
- index p.i2
