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
-- expect
no change
