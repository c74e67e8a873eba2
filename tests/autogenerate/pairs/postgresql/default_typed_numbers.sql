-- numbers that are written as literals of a type are written so again
-- before
CREATE TABLE t (a int, kept bigint DEFAULT '5', gone real DEFAULT '2.5', other numeric DEFAULT 1.5);
-- after
CREATE TABLE t (a int, kept bigint DEFAULT '5', other numeric DEFAULT 1.5, small smallint DEFAULT '3', plain smallint DEFAULT -3, big bigint DEFAULT '2', f real DEFAULT '3.5', d double precision DEFAULT double precision '4.5', n numeric DEFAULT '7');
-- expect
+ column t.small
+ column t.plain
+ column t.big
+ column t.f
+ column t.d
+ column t.n
- column t.gone
