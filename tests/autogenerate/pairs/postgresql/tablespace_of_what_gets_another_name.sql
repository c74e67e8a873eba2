-- Names change, and nothing is moved.
-- options: --rename t=u --rename pk_old=pk_new --rename p_old=p_new
-- renames: table t u
-- tablespaces: fast slow
-- keeps: SELECT array_agg(pg_relation_filenode(c.oid) ORDER BY c.oid) FROM pg_class c WHERE c.relname ~ 'old|new|^[tu]_|^p_1'
-- before
CREATE TABLE t (id int CONSTRAINT pk_old PRIMARY KEY USING INDEX TABLESPACE fast, a int CONSTRAINT t_a UNIQUE USING INDEX TABLESPACE slow);
ALTER TABLE t REPLICA IDENTITY USING INDEX pk_old;
CREATE TABLE p (id int CONSTRAINT p_old PRIMARY KEY USING INDEX TABLESPACE fast) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20);
ALTER INDEX p_2_pkey SET TABLESPACE slow;
-- after
CREATE TABLE u (id int CONSTRAINT pk_new PRIMARY KEY USING INDEX TABLESPACE fast, a int CONSTRAINT t_a UNIQUE USING INDEX TABLESPACE slow);
ALTER TABLE u REPLICA IDENTITY USING INDEX pk_new;
CREATE TABLE p (id int CONSTRAINT p_new PRIMARY KEY USING INDEX TABLESPACE fast) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20);
ALTER INDEX p_2_pkey SET TABLESPACE slow;
-- expect
~ table u
~ primary key u.pk_new
~ primary key p.p_new
