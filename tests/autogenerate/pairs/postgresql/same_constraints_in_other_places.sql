-- before
CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE, b int NOT NULL CHECK (b > 0));
-- after
CREATE TABLE t (id int, a int, b int);
ALTER TABLE t ALTER b SET NOT NULL;
ALTER TABLE t ADD CHECK (b > 0), ADD UNIQUE (a), ADD PRIMARY KEY (id);
-- yaml
tables:
  - name: t
    columns:
      - {name: id, type: integer, nullable: false}
      - {name: a, type: integer}
      - {name: b, type: integer, nullable: false}
    primary_key: {unnamed: true, columns: id}
    unique:
      - {unnamed: true, columns: a}
    checks:
      - {unnamed: true, condition: "(b)>0"}
-- expect
no change
