-- schemas: public app
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE TABLE gone (id int PRIMARY KEY);
CREATE PUBLICATION old FOR TABLE t, gone;
-- after
CREATE SCHEMA app;
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE TABLE app.u (id int PRIMARY KEY);
CREATE PUBLICATION "P" FOR TABLE t (id, b) WHERE (id > 5 AND id < 9), app.u WITH (publish = 'insert, update');
COMMENT ON PUBLICATION "P" IS 'some of it';
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish_via_partition_root = true);
CREATE PUBLICATION schemas FOR TABLES IN SCHEMA app;
CREATE PUBLICATION nothing;
-- expect
+ schema app
- table gone
- publication old
+ table app.u
+ publication "P"
+ publication everything
+ publication schemas
+ publication nothing
