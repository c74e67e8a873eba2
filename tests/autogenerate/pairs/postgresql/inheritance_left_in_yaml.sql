-- what was said of a column of a parent's goes when a model in YAML lists the column
-- allows: ~ column leaves.b
-- allows: ~ column leaves.c
-- allows: - NOT NULL
-- allows: - default
-- allows: - comment
-- before
CREATE TABLE p (a int DEFAULT 1, b text, c int);
CREATE TABLE leaves () INHERITS (p);
ALTER TABLE leaves ALTER a SET DEFAULT 8, ALTER c SET NOT NULL;
COMMENT ON COLUMN leaves.b IS 'it''s gone';
CREATE TABLE same () INHERITS (p);
ALTER TABLE same ALTER a SET DEFAULT 9;
-- after
CREATE TABLE p (a int DEFAULT 1, b text, c int);
CREATE TABLE leaves (a int, b text, c int);
CREATE TABLE same () INHERITS (p);
ALTER TABLE same ALTER a SET DEFAULT 9;
-- yaml
tables:
  - name: p
    columns:
      - { name: a, type: integer, server_default: 1 }
      - { name: b, type: text }
      - { name: c, type: integer }
  - name: leaves
    columns:
      - { name: a, type: integer }
      - { name: b, type: text }
      - { name: c, type: integer }
  - name: same
    inherits: [p]
    columns: []
-- expect
~ table leaves
~ column leaves.a
