-- keeps: SELECT array_agg(ispopulated ORDER BY matviewname) FROM pg_matviews
-- before
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE MATERIALIZED VIEW filled AS SELECT id, a FROM t;
CREATE UNIQUE INDEX filled_id ON filled (id);
CREATE MATERIALIZED VIEW hollow AS SELECT id, a FROM t WITH NO DATA;
CREATE MATERIALIZED VIEW over AS SELECT a FROM filled;
-- rows
INSERT INTO t VALUES (1, 2);
REFRESH MATERIALIZED VIEW filled;
-- after
CREATE TABLE t (id int PRIMARY KEY, a bigint);
CREATE MATERIALIZED VIEW filled AS SELECT id, a FROM t;
CREATE UNIQUE INDEX filled_id ON filled (id);
CREATE MATERIALIZED VIEW hollow AS SELECT id, a FROM t WITH NO DATA;
CREATE MATERIALIZED VIEW over AS SELECT a FROM filled;
-- expect
~ column t.a
