-- before
CREATE TABLE t (a integer, b varchar(10), c TEXT, d numeric(10,2), e Double Precision);
-- after
CREATE TABLE T (A INTEGER, B VARCHAR( 10 ), c text, d NUMERIC (10, 2), e double   precision);
-- expect
no change
