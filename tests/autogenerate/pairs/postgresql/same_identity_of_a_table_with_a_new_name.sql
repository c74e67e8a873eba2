-- differs: the sequence is called as the table was
-- before
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
COMMENT ON SEQUENCE t_a_seq IS 'a comment';
GRANT SELECT ON SEQUENCE t_a_seq TO pg_monitor;
ALTER TABLE t RENAME TO u;
-- after
CREATE TABLE u (a int GENERATED ALWAYS AS IDENTITY);
COMMENT ON SEQUENCE u_a_seq IS 'a comment';
GRANT SELECT ON SEQUENCE u_a_seq TO pg_monitor;
-- expect
no change
