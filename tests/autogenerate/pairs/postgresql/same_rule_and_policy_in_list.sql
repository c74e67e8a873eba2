-- differs: the print of a print is another one
-- before
CREATE TABLE t (a varchar(10));
CREATE RULE r AS ON DELETE TO t WHERE old.a IN ('x', 'y') DO INSTEAD NOTHING;
CREATE POLICY p ON t USING (a IN ('x', 'y'));
-- after
CREATE TABLE t (a varchar(10));
CREATE RULE r AS ON DELETE TO t WHERE ((old.a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])) DO INSTEAD NOTHING;
CREATE POLICY p ON t USING (((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])));
-- expect
no change
