-- before
CREATE TABLE t (a int) WITH (fillfactor = 70, autovacuum_enabled = off);
CREATE INDEX i ON t (a) WITH (fillfactor = 50);
-- after
CREATE TABLE t (a int) WITH (autovacuum_enabled = 'off', FILLFACTOR = '70');
CREATE INDEX i ON t (a) WITH (fillfactor = '50');
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
    with: {fillfactor: 70, autovacuum_enabled: "off"}
    indexes:
      - {name: i, columns: a, with: {fillfactor: 50}}
-- expect
no change
