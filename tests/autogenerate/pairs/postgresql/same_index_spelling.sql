-- before
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (b DESC);
CREATE INDEX i3 ON t (lower(b), a) WHERE a > 0 AND b IS NOT NULL;
CREATE INDEX i4 ON t USING gin (to_tsvector('english', b));
-- after
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON public.t USING btree (a int4_ops ASC NULLS LAST);
CREATE INDEX i2 ON t USING BTREE (b text_ops DESC NULLS FIRST);
CREATE INDEX i3 ON t ((LOWER(b)), A) WHERE ((a > 0) AND (b IS NOT NULL));
CREATE INDEX i4 ON t USING gin (to_tsvector('english'::regconfig, b));
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: text}
    indexes:
      - {name: i1, columns: [{name: a, operator_class: int4_ops, nulls: last}], method: btree}
      - {name: i2, columns: [{name: b, order: descending, nulls: first}]}
      - {name: i3, columns: [{expression: "LOWER(b)"}, a], where: "((a > 0) and b is not null)"}
      - {name: i4, columns: [{expression: "to_tsvector('english', b)"}], method: gin}
-- expect
no change
