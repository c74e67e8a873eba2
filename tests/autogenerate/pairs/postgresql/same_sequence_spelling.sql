-- before
CREATE SEQUENCE a;
CREATE SEQUENCE b INCREMENT -1;
-- after
CREATE SEQUENCE a AS bigint START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1 NO CYCLE OWNED BY NONE;
CREATE SEQUENCE b AS bigint START -1 INCREMENT BY -1 NO MINVALUE NO MAXVALUE;
-- yaml
sequences:
  - {name: a, type: big_integer, start: 1, increment: 1, minimum: 1, maximum: 9223372036854775807, cache: 1, cycle: false}
  - {name: b, start: -1, increment: -1}
-- expect
no change
