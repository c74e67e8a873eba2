-- What a sequence behind an identity column is called says nothing: its table was called otherwise.
-- keeps: SELECT array_agg(oid ORDER BY oid) FROM pg_class WHERE relkind = 'S' AND relname <> 'more_a_seq'
-- before
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED ALWAYS AS IDENTITY, c int);
COMMENT ON SEQUENCE t_a_seq IS 'stays';
COMMENT ON SEQUENCE t_b_seq IS 'old';
GRANT SELECT ON SEQUENCE t_a_seq TO pg_monitor;
GRANT SELECT ON SEQUENCE t_b_seq TO pg_monitor;
GRANT UPDATE (a, c) ON t TO pg_monitor;
ALTER TABLE t RENAME TO u;
-- rows
INSERT INTO u VALUES (DEFAULT, DEFAULT, 1);
-- after
CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY, b int GENERATED ALWAYS AS IDENTITY, c bigint);
COMMENT ON SEQUENCE t_a_seq IS 'stays';
COMMENT ON SEQUENCE t_b_seq IS 'new';
GRANT SELECT ON SEQUENCE t_a_seq TO pg_monitor;
GRANT UPDATE (a, c) ON t TO pg_monitor;
ALTER TABLE t RENAME TO u;
CREATE TABLE more (a int GENERATED ALWAYS AS IDENTITY);
GRANT SELECT ON SEQUENCE more_a_seq TO pg_monitor;
-- expect
~ column u.a
~ column u.c
~ comment of sequence of column u.b
- privilege SELECT ON SEQUENCE OF COLUMN u.b TO pg_monitor
+ table more
