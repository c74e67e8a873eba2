-- before
CREATE TABLE gone (x text, y text);
CREATE UNIQUE INDEX gone_x ON gone (x);
ALTER TABLE gone ADD CONSTRAINT of_gone FOREIGN KEY (y) REFERENCES gone (x);
-- after
CREATE TABLE t (a int, b int, c int, d int);
CREATE UNIQUE INDEX t_a_b ON t (a, b);
ALTER TABLE t ADD CONSTRAINT of_t FOREIGN KEY (c, d) REFERENCES t (a, b);
-- expect
- table gone
+ table t
