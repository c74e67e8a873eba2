-- before
CREATE TABLE t (a date DEFAULT '2020-02-29', b timestamptz DEFAULT '2020-01-01 00:00:00+00', c interval DEFAULT '1 day', d timestamp DEFAULT '2020-01-01 00:00:00');
-- after
CREATE TABLE t (a date DEFAULT 'Feb 29, 2020', b timestamptz DEFAULT '2020-01-01 02:00+02', c interval DEFAULT interval '1' day, d timestamp DEFAULT '20200101T000000');
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: date, server_default: "2020-02-29"}
      - {name: b, type: timestamp_with_zone, server_default: {expression: "'2020-01-01 02:00+02'"}}
      - {name: c, type: interval, server_default: {expression: "interval '1' day"}}
      - {name: d, type: timestamp, server_default: {expression: "timestamp '20200101T000000'"}}
-- expect
no change
