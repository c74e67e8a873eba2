-- refuses: names are exchanged
-- code: unsupported
-- options: --rename t.a=b --rename t.b=a
-- before
CREATE TABLE t (a int, b text);
-- after
CREATE TABLE t (b int, a text);
