-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE TABLE u (id int PRIMARY KEY, gone int);
CREATE TABLE w (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (id > 5), u WITH (publish = 'insert');
CREATE PUBLICATION q FOR TABLE w;
CREATE PUBLICATION r FOR TABLES IN SCHEMA public;
-- after
CREATE TABLE t (id bigint PRIMARY KEY, a int, b text);
CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE w (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE t (id, b) WHERE (id > 7), w WITH (publish = 'insert, delete', publish_via_partition_root);
CREATE PUBLICATION q FOR ALL TABLES;
CREATE PUBLICATION r;
-- expect
~ column t.id
- column u.gone
~ publication p
~ table t of publication p
- table u of publication p
+ table w of publication p
~ publication q
- schema public of publication r
