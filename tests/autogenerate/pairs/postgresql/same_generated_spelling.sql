-- before
CREATE TABLE t (a int, b text, c int GENERATED ALWAYS AS (a * 2 + 1) STORED, d text GENERATED ALWAYS AS (upper(b)) STORED);
-- after
CREATE TABLE t (a int, b text, c int GENERATED ALWAYS AS (((a * 2) + 1)) STORED, d text GENERATED ALWAYS AS (UPPER(b)) STORED);
-- expect
no change
