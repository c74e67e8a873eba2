-- before
CREATE TABLE t (id int, a text);
CREATE POLICY p ON t USING (id > 0) WITH CHECK (id > 1);
CREATE POLICY q ON t FOR SELECT USING (id > 0);
CREATE POLICY s ON t USING (id > 0);
COMMENT ON POLICY s ON t IS 'stays';
-- after
CREATE TABLE t (id bigint, a text);
CREATE POLICY p ON t USING (id > 0) WITH CHECK (id > 2);
CREATE POLICY q ON t FOR UPDATE USING (id > 0);
CREATE POLICY s ON t USING (id > 0);
COMMENT ON POLICY s ON t IS 'stays';
-- expect
~ column t.id
~ policy
