-- options: --rename uq_old=uq_new --rename fk_old=fk_new --rename ck_old=ck_new --rename ix_old=ix_new
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER CONSTRAINT uq_old UNIQUE, b INTEGER CONSTRAINT fk_old REFERENCES t (id), c INTEGER CONSTRAINT ck_old CHECK (c > 0));
CREATE INDEX ix_old ON t (c);
-- rows
INSERT INTO t VALUES (1, 1, 1, 1);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER CONSTRAINT uq_new UNIQUE, b INTEGER CONSTRAINT fk_new REFERENCES t (id), c INTEGER CONSTRAINT ck_new CHECK (c > 0));
CREATE INDEX ix_new ON t (c);
-- expect
~ unique t.uq_new
~ foreign key t.fk_new
~ check t.ck_new
~ index t.ix_new
