-- before
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p, b int CONSTRAINT fk REFERENCES p (id));
-- after
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (a int, b int, FOREIGN KEY (a) REFERENCES p (id) MATCH SIMPLE ON DELETE NO ACTION ON UPDATE NO ACTION NOT DEFERRABLE INITIALLY IMMEDIATE);
ALTER TABLE ONLY public.c ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES public.p;
-- yaml
tables:
  - name: c
    columns:
      - {name: a, type: integer}
      - {name: b, type: integer}
    foreign_keys:
      - {unnamed: true, columns: a, referred_table: p, referred_columns: id, on_delete: no_action, match: simple}
      - {name: fk, columns: b, referred_table: p}
  - name: p
    columns:
      - {name: id, type: integer, nullable: false}
    primary_key: {name: p_pkey, columns: id}
-- expect
no change
