-- refuses: cannot prove what would be generated
-- code: unsupported
-- options: --prove
-- role: judge_nobody
-- before
CREATE TABLE t (a integer);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: big_integer}
