COPY t (a, b) FROM STDIN WITH (FORMAT csv);
1;'x
-- migrate:up
\.
COPY t FROM STDIN;
\.
\connect other
