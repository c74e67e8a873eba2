-- refuses: table t is to be a partition, or none any more
-- code: unsupported
-- before
CREATE TABLE p (a integer) PARTITION BY LIST (a);
CREATE TABLE t (a integer);
-- yaml
tables:
  - name: p
    partition_by: LIST (a)
    columns:
      - {name: a, type: integer}
  - name: t
    partition_of: p
    partition_bound: FOR VALUES IN (1)
    columns:
      - {name: a, type: integer}
