-- before
CREATE TABLE t (a int, b text, d date, CONSTRAINT c1 CHECK (a BETWEEN 1 AND 5), CONSTRAINT c2 CHECK (a <> 3), CONSTRAINT c3 CHECK (b LIKE 'x%'), CONSTRAINT c4 CHECK (NOT b = 'y' AND a IS NOT NULL), CONSTRAINT c5 CHECK (EXTRACT(year FROM d) > 2000), CONSTRAINT c6 CHECK (coalesce(a, 0) >= 0));
-- after
CREATE TABLE t (a int, b text, d date, CONSTRAINT c1 CHECK (((a >= 1) AND (a <= 5))), CONSTRAINT c2 CHECK (a != 3), CONSTRAINT c3 CHECK (b ~~ 'x%'), CONSTRAINT c4 CHECK ((NOT (b = 'y'::text)) AND (a IS NOT NULL)), CONSTRAINT c5 CHECK (extract(YEAR from d) > 2000::numeric), CONSTRAINT c6 CHECK (COALESCE(a,0)>=0));
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: text}
      - {name: d, type: date}
    checks:
      - {name: c1, condition: "a between 1 and 5"}
      - {name: c2, condition: "a != 3"}
      - {name: c3, condition: "b ~~ 'x%'"}
      - {name: c4, condition: "(NOT (b = 'y')) AND (a IS NOT NULL)"}
      - {name: c5, condition: "extract(YEAR from d) > 2000"}
      - {name: c6, condition: "COALESCE(a,0)>=0"}
-- expect
no change
