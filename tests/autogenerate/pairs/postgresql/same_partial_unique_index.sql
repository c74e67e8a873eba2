-- before
CREATE TABLE t (a int, deleted_at timestamptz);
CREATE UNIQUE INDEX u ON t (a) WHERE deleted_at IS NULL;
-- after
CREATE TABLE t (a int, deleted_at timestamptz);
CREATE UNIQUE INDEX u ON t USING btree (a) WHERE (deleted_at IS NULL);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: deleted_at, type: timestamp_with_zone}
    indexes:
      - {name: u, columns: a, unique: true, where: "deleted_at is null"}
-- expect
no change
