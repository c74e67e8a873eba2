-- options: --no-renames
-- schemas: public app
-- loses: gone.id gone.a gone_one.id gone_one.a
-- before
CREATE TABLE gone (id int NOT NULL, a text) PARTITION BY RANGE (id);
CREATE TABLE gone_one PARTITION OF gone FOR VALUES FROM (1) TO (10);
CREATE INDEX gone_a ON gone (a);
-- rows
INSERT INTO gone VALUES (1, 'x');
-- after
CREATE SCHEMA app;
CREATE TABLE "New" (id int NOT NULL, a text NOT NULL DEFAULT 'none', at date NOT NULL CHECK (at > '2000-01-01'), PRIMARY KEY (id, at, a)) PARTITION BY RANGE (at);
CREATE INDEX new_a ON "New" (a);
CREATE TABLE first PARTITION OF "New" FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE TABLE app.second PARTITION OF "New" (a DEFAULT 'other', CONSTRAINT longer CHECK (length(a) > 1)) FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX second_own ON app.second (at);
CREATE TABLE rest PARTITION OF "New" DEFAULT PARTITION BY LIST (a);
CREATE TABLE rest_x PARTITION OF rest FOR VALUES IN ('x', 'it''s');
CREATE TABLE rest_rest PARTITION OF rest DEFAULT;
CREATE TABLE hashed (id int, a text) PARTITION BY HASH (id);
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
COMMENT ON TABLE hashed_1 IS 'one';
CREATE VIEW v AS SELECT * FROM "New";
GRANT SELECT ON first TO pg_monitor;
-- expect
+ schema app
- table gone
- table gone_one
+ table New
+ table first
+ table app.second
+ table rest
+ table rest_x
+ table rest_rest
+ table hashed
+ table hashed_0
+ table hashed_1
+ view v
