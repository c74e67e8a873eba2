-- a copy is for all encodings, which pg_dump does not write
-- differs: in the encoding
-- before
CREATE COLLATION bytes FROM "C";
CREATE COLLATION spelled (PROVIDER = libc, LOCALE = 'POSIX');
CREATE TABLE t (a text COLLATE bytes);
-- after
CREATE COLLATION bytes (PROVIDER = libc, LOCALE = 'C');
CREATE COLLATION spelled FROM "POSIX";
CREATE TABLE t (a text COLLATE bytes);
-- expect
no change
