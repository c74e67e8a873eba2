-- before
CREATE TABLE t (a timestamptz DEFAULT now(), b date DEFAULT CURRENT_DATE, c text DEFAULT ('a' || 'b'), d int[] DEFAULT '{1,2}', e bytea DEFAULT '\x00ff', f uuid DEFAULT gen_random_uuid());
-- after
CREATE TABLE t (a timestamptz DEFAULT NOW( ), b date DEFAULT current_date, c text DEFAULT 'a'::text||'b', d int[] DEFAULT '{ 1 , 2 }', e bytea DEFAULT '\000\377', f uuid DEFAULT pg_catalog.gen_random_uuid());
-- expect
no change
