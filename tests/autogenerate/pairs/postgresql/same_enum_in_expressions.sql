-- before
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (m mood DEFAULT 'a', n mood[] DEFAULT '{a}', CONSTRAINT ck CHECK (m IN ('a', 'b')));
CREATE INDEX i ON t (m) WHERE m = 'b';
-- after
CREATE TYPE public.mood AS ENUM ('a', 'b');
CREATE TABLE t (m public.mood DEFAULT 'a'::public.mood, n mood[] DEFAULT ARRAY['a']::mood[], CONSTRAINT ck CHECK (m = ANY (ARRAY['a'::mood, 'b'::public.mood])));
CREATE INDEX i ON t (m) WHERE (m = 'b'::mood);
-- yaml
enumerations:
  - {name: mood, values: [a, b]}
tables:
  - name: t
    columns:
      - {name: m, type: enumeration("mood"), server_default: a}
      - {name: n, type: 'enumeration("mood")[]', server_default: {expression: "ARRAY['a']::mood[]"}}
    checks:
      - {name: ck, condition: "m in ('a', 'b')"}
    indexes:
      - {name: i, columns: m, where: "m = 'b'"}
-- expect
~ column t.n
