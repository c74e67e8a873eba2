-- before
CREATE TABLE t (a varchar(10) DEFAULT 'draft', b text DEFAULT 'x', c int DEFAULT 0, d numeric(5,1) DEFAULT 1.5, e boolean DEFAULT true, f char(2) DEFAULT 'ab', g bigint DEFAULT 5);
-- after
CREATE TABLE t (a varchar(10) DEFAULT 'draft'::character varying, b text DEFAULT CAST('x' AS text), c int DEFAULT (0), d numeric(5,1) DEFAULT 1.5::numeric, e boolean DEFAULT 'true', f char(2) DEFAULT 'ab'::bpchar, g bigint DEFAULT 5);
-- expect
no change
