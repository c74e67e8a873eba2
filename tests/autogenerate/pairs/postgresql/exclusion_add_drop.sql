-- before
CREATE TABLE a (r int4range);
CREATE TABLE b (r int4range, CONSTRAINT no_overlap EXCLUDE USING gist (r WITH &&));
-- rows
INSERT INTO a VALUES ('[1,2)');
INSERT INTO b VALUES ('[1,2)');
-- after
CREATE TABLE a (r int4range, CONSTRAINT no_overlap_a EXCLUDE USING gist (r WITH &&) WHERE (NOT isempty(r)));
CREATE TABLE b (r int4range);
-- expect
+ exclusion a.no_overlap_a
- exclusion b.no_overlap
