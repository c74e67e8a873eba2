-- loses: t.id
-- before
CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE t (id int PRIMARY KEY);
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
-- after
CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE t (id int PRIMARY KEY) USING other;
CREATE MATERIALIZED VIEW m USING other AS SELECT id FROM t;
CREATE TABLE new (id int) USING other;
-- expect
~ table t
~ materialized view m
+ table new
