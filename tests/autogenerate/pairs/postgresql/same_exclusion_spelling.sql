-- before
CREATE TABLE t (r int4range, CONSTRAINT x EXCLUDE USING gist (r WITH &&) WHERE (NOT isempty(r)));
-- after
CREATE TABLE t (r int4range, CONSTRAINT x EXCLUDE USING GIST (r range_ops WITH OPERATOR(pg_catalog.&&)) WHERE ((NOT isempty((r)))));
-- yaml
tables:
  - name: t
    columns:
      - {name: r, type: verbatim("int4range")}
    excludes:
      - {name: x, elements: [{column: r, with: "&&", operator_class: range_ops}], where: "not isempty((r))"}
-- expect
no change
