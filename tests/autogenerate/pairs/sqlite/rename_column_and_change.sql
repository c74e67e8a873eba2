-- options: --rename t.mail=email
-- renames: column t.mail email
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, mail VARCHAR(20));
-- rows
INSERT INTO t VALUES (1, 'a');
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT NOT NULL DEFAULT 'none');
-- expect
~ column t.email
