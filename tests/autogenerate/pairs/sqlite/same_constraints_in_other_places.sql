-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b INTEGER CHECK (b > 0), c INTEGER REFERENCES t (id) ON DELETE CASCADE);
-- after
CREATE TABLE t (id INTEGER, a TEXT, b INTEGER, c INTEGER, FOREIGN KEY (c) REFERENCES t (id) ON DELETE CASCADE, CHECK (b > 0), UNIQUE (a), PRIMARY KEY (id));
-- yaml
tables:
  - name: t
    columns:
      - {name: id, type: integer, primary_key: true}
      - {name: a, type: text}
      - {name: b, type: integer}
      - {name: c, type: integer}
    unique:
      - {unnamed: true, columns: a}
    checks:
      - {unnamed: true, condition: "(b>0)"}
    foreign_keys:
      - {unnamed: true, columns: c, referred_table: t, on_delete: cascade}
-- expect
no change
