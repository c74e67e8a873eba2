-- A sequence that is owned by a column has the owner of its table.
-- settings: compare: { owners: true }
-- before
CREATE TABLE t (id int PRIMARY KEY, b int);
ALTER TABLE t OWNER TO pg_monitor;
CREATE TABLE mine (id int);
CREATE SEQUENCE comes;
CREATE SEQUENCE comes_too;
ALTER SEQUENCE comes_too OWNER TO pg_monitor;
CREATE SEQUENCE comes_from_a_third;
ALTER SEQUENCE comes_from_a_third OWNER TO pg_database_owner;
CREATE SEQUENCE leaves;
ALTER SEQUENCE leaves OWNER TO pg_monitor;
ALTER SEQUENCE leaves OWNED BY t.id;
CREATE SEQUENCE leaves_alone;
ALTER SEQUENCE leaves_alone OWNER TO pg_monitor;
ALTER SEQUENCE leaves_alone OWNED BY t.id;
CREATE SEQUENCE moves OWNED BY mine.id;
CREATE SEQUENCE moves_back;
ALTER SEQUENCE moves_back OWNER TO pg_monitor;
ALTER SEQUENCE moves_back OWNED BY t.b;
CREATE TABLE serials (c text);
ALTER TABLE serials OWNER TO pg_monitor;
CREATE TABLE changes (id int);
CREATE SEQUENCE goes_along OWNED BY changes.id;
CREATE SEQUENCE comes_as_it_changes;
CREATE SEQUENCE leaves_as_it_changes OWNED BY changes.id;
-- rows
SELECT nextval('moves'), nextval('leaves'), nextval('leaves');
-- after
CREATE TABLE t (id int PRIMARY KEY, b int);
ALTER TABLE t OWNER TO pg_monitor;
CREATE TABLE mine (id int);
CREATE SEQUENCE comes;
ALTER SEQUENCE comes OWNER TO pg_monitor;
ALTER SEQUENCE comes OWNED BY t.id;
CREATE SEQUENCE comes_too;
ALTER SEQUENCE comes_too OWNER TO pg_monitor;
ALTER SEQUENCE comes_too OWNED BY t.id;
CREATE SEQUENCE comes_from_a_third;
ALTER SEQUENCE comes_from_a_third OWNER TO pg_monitor;
ALTER SEQUENCE comes_from_a_third OWNED BY t.id;
CREATE SEQUENCE leaves;
CREATE SEQUENCE leaves_alone;
ALTER SEQUENCE leaves_alone OWNER TO pg_monitor;
CREATE SEQUENCE moves;
ALTER SEQUENCE moves OWNER TO pg_monitor;
ALTER SEQUENCE moves OWNED BY t.b;
CREATE SEQUENCE moves_back OWNED BY mine.id;
CREATE TABLE serials (c text, a serial);
ALTER TABLE serials OWNER TO pg_monitor;
CREATE TABLE changes (id int);
ALTER TABLE changes OWNER TO pg_monitor;
CREATE SEQUENCE goes_along;
ALTER SEQUENCE goes_along OWNER TO pg_monitor;
ALTER SEQUENCE goes_along OWNED BY changes.id;
CREATE SEQUENCE comes_as_it_changes;
ALTER SEQUENCE comes_as_it_changes OWNER TO pg_monitor;
ALTER SEQUENCE comes_as_it_changes OWNED BY changes.id;
CREATE SEQUENCE leaves_as_it_changes;
-- expect
~ sequence comes
~ sequence comes_too
~ sequence comes_from_a_third
~ sequence leaves
~ sequence leaves_alone
~ sequence moves
~ sequence moves_back
~ sequence comes_as_it_changes
~ sequence leaves_as_it_changes
+ owner of table changes
+ column serials.a
