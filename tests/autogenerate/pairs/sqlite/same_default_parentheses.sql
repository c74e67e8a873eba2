-- before
CREATE TABLE t (a INTEGER DEFAULT 1, b INTEGER DEFAULT -1, c TEXT DEFAULT 'x', d TIMESTAMP DEFAULT CURRENT_TIMESTAMP, e INTEGER DEFAULT (1 + 1), f TEXT DEFAULT NULL, g BLOB DEFAULT x'00ff');
-- after
CREATE TABLE t (a INTEGER DEFAULT (1), b INTEGER DEFAULT (-1), c TEXT DEFAULT ('x'), d TIMESTAMP DEFAULT current_timestamp, e INTEGER DEFAULT ((1+1)), f TEXT, g BLOB DEFAULT X'00FF');
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer, server_default: 1}
      - {name: b, type: integer, server_default: -1}
      - {name: c, type: text, server_default: x}
      - {name: d, type: timestamp, server_default: {expression: current_timestamp}}
      - {name: e, type: integer, server_default: {expression: "(1+1)"}}
      - {name: f, type: text}
      - {name: g, type: binary, server_default: {expression: "X'00FF'"}}
-- expect
no change
