-- before
CREATE UNLOGGED SEQUENCE a;
CREATE SEQUENCE b;
CREATE UNLOGGED TABLE t (a serial);
-- rows
SELECT nextval('a');
-- after
CREATE SEQUENCE a;
CREATE UNLOGGED SEQUENCE b;
CREATE UNLOGGED SEQUENCE c;
CREATE UNLOGGED TABLE t (a serial);
-- expect
- logging of sequence a
+ logging of sequence b
+ sequence c
