-- since: 18
-- before
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int, p int, CONSTRAINT ck CHECK (id > 0), CONSTRAINT fk FOREIGN KEY (p) REFERENCES p);
-- rows
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1, 1);
-- after
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int, p int, CONSTRAINT ck CHECK (id > 0) NOT ENFORCED, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p NOT ENFORCED, CONSTRAINT more CHECK (id < 9) NOT ENFORCED);
-- expect
~ check t.ck
~ foreign key t.fk
+ check t.more
