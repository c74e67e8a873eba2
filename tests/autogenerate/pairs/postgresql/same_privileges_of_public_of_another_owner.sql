-- What the role that owned it by default could do there is no privilege that is withheld.
-- differs: in the owner, which is not compared
-- before
CREATE TABLE t (id int PRIMARY KEY);
ALTER SCHEMA public OWNER TO pg_monitor;
GRANT SELECT ON t TO PUBLIC;
-- after
CREATE TABLE t (id int PRIMARY KEY);
GRANT SELECT ON t TO PUBLIC;
-- expect
no change
