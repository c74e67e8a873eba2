-- before
CREATE TABLE t (a int, b text, d date, CONSTRAINT c1 CHECK (a BETWEEN 1 AND 5), CONSTRAINT c2 CHECK (a <> 3), CONSTRAINT c3 CHECK (b LIKE 'x%'), CONSTRAINT c4 CHECK (NOT b = 'y' AND a IS NOT NULL), CONSTRAINT c5 CHECK (EXTRACT(year FROM d) > 2000), CONSTRAINT c6 CHECK (coalesce(a, 0) >= 0));
-- after
CREATE TABLE t (a int, b text, d date, CONSTRAINT c1 CHECK (((a >= 1) AND (a <= 5))), CONSTRAINT c2 CHECK (a != 3), CONSTRAINT c3 CHECK (b ~~ 'x%'), CONSTRAINT c4 CHECK ((NOT (b = 'y'::text)) AND (a IS NOT NULL)), CONSTRAINT c5 CHECK (extract(YEAR from d) > 2000::numeric), CONSTRAINT c6 CHECK (COALESCE(a,0)>=0));
-- expect
no change
