-- A copy of one that is for all encodings.
-- before
CREATE COLLATION bytes FROM "C";
CREATE COLLATION plain FROM "POSIX";
CREATE COLLATION spelled (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C');
-- after
CREATE COLLATION plain FROM "C";
CREATE COLLATION other FROM "C";
CREATE COLLATION spelled (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C');
-- expect
- collation bytes
+ collation other
~ collation plain
