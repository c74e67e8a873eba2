-- Alembic always removes a check whose name is the server's.
-- before
CREATE TABLE b (v int CHECK (v > 0), w int, CHECK (w > v));
-- after
CREATE TABLE b (v int, w int, CONSTRAINT b_v_check CHECK (v > 0), CONSTRAINT b_check CHECK (((w) > (v))));
-- yaml
tables:
  - name: b
    columns:
      - {name: v, type: integer}
      - {name: w, type: integer}
    checks:
      - {unnamed: true, condition: "v > 0"}
      - {unnamed: true, condition: "w > v"}
-- expect
no change
