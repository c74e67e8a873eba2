-- before
CREATE TABLE t (a varchar(10) DEFAULT 'draft', b text DEFAULT 'x', c int DEFAULT 0, d numeric(5,1) DEFAULT 1.5, e boolean DEFAULT true, f char(2) DEFAULT 'ab', g bigint DEFAULT 5);
-- after
CREATE TABLE t (a varchar(10) DEFAULT 'draft'::character varying, b text DEFAULT CAST('x' AS text), c int DEFAULT (0), d numeric(5,1) DEFAULT 1.5::numeric, e boolean DEFAULT 'true', f char(2) DEFAULT 'ab'::bpchar, g bigint DEFAULT 5);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: varchar(10), server_default: draft}
      - {name: b, type: text, server_default: {expression: "CAST('x' AS text)"}}
      - {name: c, type: integer, server_default: {expression: "(0)"}}
      - {name: d, type: "numeric(5, 1)", server_default: {expression: "1.5"}}
      - {name: e, type: boolean, server_default: true}
      - {name: f, type: character(2), server_default: ab}
      - {name: g, type: big_integer, server_default: 5}
-- expect
no change
