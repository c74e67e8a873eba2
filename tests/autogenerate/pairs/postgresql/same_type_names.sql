-- before
CREATE TABLE t (a integer, b bigint, c character varying(10), d boolean, e timestamp with time zone, f double precision, g numeric(10,2), h character(3), i time without time zone, j real, k smallint, l character varying, m bit varying(5), n text[], o time with time zone);
-- after
CREATE TABLE T (A INT4, b int8, c VARCHAR(10), d bool, e timestamptz, f FLOAT8, g DECIMAL( 10 , 2 ), h char(3), i time, j float4, k INT2, l varchar, m varbit(5), n text ARRAY, o timetz);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: big_integer}
      - {name: c, type: varchar(10)}
      - {name: d, type: boolean}
      - {name: e, type: timestamp_with_zone}
      - {name: f, type: double_precision}
      - {name: g, type: "numeric(10, 2)"}
      - {name: h, type: character(3)}
      - {name: i, type: time}
      - {name: j, type: verbatim("float4")}
      - {name: k, type: small_integer}
      - {name: l, type: varchar}
      - {name: m, type: verbatim("varbit(5)")}
      - {name: n, type: "text[]"}
      - {name: o, type: time_with_zone}
-- expect
no change
