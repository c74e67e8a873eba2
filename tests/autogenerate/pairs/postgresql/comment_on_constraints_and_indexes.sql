-- before
CREATE TABLE p (id int CONSTRAINT pk PRIMARY KEY, a int CONSTRAINT uq UNIQUE, b int CONSTRAINT fk REFERENCES p, c int CONSTRAINT ck CHECK (c > 0), r int4range, CONSTRAINT ex EXCLUDE USING gist (r WITH &&));
CREATE INDEX ix ON p (c);
CREATE INDEX ix2 ON p (c, a);
COMMENT ON CONSTRAINT ck ON p IS 'gone';
COMMENT ON INDEX ix2 IS 'gone too';
-- after
CREATE TABLE p (id int CONSTRAINT pk PRIMARY KEY, a int CONSTRAINT uq UNIQUE, b int CONSTRAINT fk REFERENCES p, c int CONSTRAINT ck CHECK (c > 0), r int4range, CONSTRAINT ex EXCLUDE USING gist (r WITH &&));
CREATE INDEX ix ON p (c);
CREATE INDEX ix2 ON p (c, a);
COMMENT ON CONSTRAINT pk ON p IS 'the key';
COMMENT ON CONSTRAINT uq ON p IS 'it''s unique';
COMMENT ON CONSTRAINT fk ON p IS 'the parent';
COMMENT ON CONSTRAINT ex ON p IS 'no overlap';
COMMENT ON INDEX ix IS 'fast';
-- expect
~ primary key p.pk
~ unique p.uq
~ foreign key p.fk
~ check p.ck
~ exclusion p.ex
~ index p.ix
~ index p.ix2
