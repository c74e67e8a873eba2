-- before
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, a text, b text, c numeric NOT NULL);
CREATE UNIQUE INDEX t_c ON t (c);
ALTER TABLE t CLUSTER ON k;
ALTER TABLE t REPLICA IDENTITY FULL;
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER a SET STATISTICS 50, ALTER a SET (n_distinct = 5), ALTER a SET COMPRESSION pglz;
CREATE TABLE u (id int PRIMARY KEY, c int NOT NULL);
CREATE UNIQUE INDEX u_c ON u (c);
-- rows
INSERT INTO t VALUES (1, 'x', 'y', 5);
-- after
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, a text, b text, c numeric NOT NULL);
CREATE UNIQUE INDEX t_c ON t (c);
ALTER TABLE t ALTER b SET STORAGE MAIN, ALTER b SET STATISTICS 0, ALTER b SET (n_distinct_inherited = -0.5), ALTER c SET STORAGE EXTERNAL, ALTER b SET COMPRESSION pglz;
CREATE TABLE u (id int PRIMARY KEY, c int NOT NULL);
CREATE UNIQUE INDEX u_c ON u (c);
ALTER TABLE u CLUSTER ON u_c;
ALTER TABLE u REPLICA IDENTITY USING INDEX u_c;
CREATE TABLE new (id int CONSTRAINT new_k PRIMARY KEY, a text);
ALTER TABLE new CLUSTER ON new_k, REPLICA IDENTITY NOTHING, ALTER a SET STORAGE EXTERNAL, ALTER a SET STATISTICS 7;
-- expect
- clustering
+ clustering
- replica identity
+ replica identity
- storage
+ storage
- statistics target
+ statistics target
- options
+ options
- compression
+ compression
+ table new
