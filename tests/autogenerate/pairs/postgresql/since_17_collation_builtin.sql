-- since: 17
-- before
CREATE TABLE t (id int);
CREATE COLLATION other (PROVIDER = builtin, LOCALE = 'C.UTF-8');
-- after
CREATE COLLATION mine (PROVIDER = builtin, LOCALE = 'C.UTF-8');
CREATE COLLATION other (PROVIDER = builtin, LOCALE = 'C');
CREATE TABLE t (id int, name text COLLATE mine);
-- expect
+ collation mine
~ collation other
+ column t.name
