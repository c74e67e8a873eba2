-- differs: in print
-- The server prints a printed list otherwise once more: both texts must be parsed again.
-- before
CREATE TABLE t (a varchar(10) CONSTRAINT ck CHECK (a IN ('x', 'y')), b int CONSTRAINT ck2 CHECK (b IN (1, 2, 3)));
-- after
CREATE TABLE t (a varchar(10) CONSTRAINT ck CHECK ((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])), b int CONSTRAINT ck2 CHECK (b = ANY (ARRAY[1, 2, 3])));
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: varchar(10)}
      - {name: b, type: integer}
    checks:
      - {name: ck, condition: "a in ('x', 'y')"}
      - {name: ck2, condition: "b IN (1,2,3)"}
-- expect
no change
