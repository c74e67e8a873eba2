-- before
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY);
-- after
CREATE TABLE t (id int NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1 NO CYCLE));
-- yaml
tables:
  - name: t
    columns:
      - {name: id, type: integer, nullable: false, identity: {always: true, start: 1, increment: 1, minimum: 1, maximum: 2147483647, cache: 1}}
-- expect
no change
