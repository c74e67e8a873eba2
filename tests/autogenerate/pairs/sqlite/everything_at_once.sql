-- options: --no-renames
-- before
CREATE TABLE p (id INTEGER PRIMARY KEY, s TEXT DEFAULT 'a', gone TEXT, kept VARCHAR(5) NOT NULL);
CREATE TABLE q (id INTEGER PRIMARY KEY, p_id INTEGER CONSTRAINT fk REFERENCES p (id) ON DELETE CASCADE, v INTEGER CONSTRAINT ck CHECK (v > 0));
CREATE TABLE old (id INTEGER PRIMARY KEY, q_id INTEGER REFERENCES q (id));
CREATE INDEX i1 ON p (s);
CREATE INDEX i2 ON p (gone);
-- rows
INSERT INTO p VALUES (1, 'b', 'x', 'y');
INSERT INTO q VALUES (1, 1, 1);
-- after
CREATE TABLE fresh (id INTEGER PRIMARY KEY, s TEXT NOT NULL);
CREATE TABLE p (id INTEGER PRIMARY KEY, s TEXT NOT NULL DEFAULT 'b', kept TEXT NOT NULL DEFAULT 'k', f_id INTEGER CONSTRAINT p_f REFERENCES fresh (id));
CREATE TABLE q (id INTEGER PRIMARY KEY, p_id INTEGER CONSTRAINT fk REFERENCES p (id) ON DELETE SET NULL, v BIGINT CONSTRAINT ck CHECK (v > 1 OR v = 1));
CREATE INDEX i1 ON p (s, id DESC);
-- expect
+ table fresh
- table old
~ column p.s
~ column p.kept
- column p.gone
+ column p.f_id
+ foreign key p.p_f
~ column q.v
~ foreign key q.fk
~ check q.ck
~ index p.i1
- index p.i2
