-- before
CREATE TABLE t (r int4range, CONSTRAINT x EXCLUDE USING gist (r WITH &&) WHERE (NOT isempty(r)));
-- after
CREATE TABLE t (r int4range, CONSTRAINT x EXCLUDE USING GIST (r range_ops WITH OPERATOR(pg_catalog.&&)) WHERE ((NOT isempty((r)))));
-- expect
no change
