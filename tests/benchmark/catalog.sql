-- The least that anybody must ask a PostgreSQL 15 catalog to know every table, column, constraint, index, sequence and
-- enumeration of a schema: bulk queries, one a kind, in one snapshot. autogenerate.py runs it with psql.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL search_path = 'public';
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.reloptions, c.reltablespace, c.relam, d.description
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'S');
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation, t.typcollation, a.attnotnull,
       CASE WHEN a.atthasdef THEN pg_get_expr(ad.adbin, a.attrelid) END, a.attgenerated, a.attidentity, d.description
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
LEFT JOIN pg_description d ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped;
SELECT k.oid, k.conrelid, k.conname, k.contype,
       CASE WHEN k.contype IN ('c', 'x') THEN pg_get_constraintdef(k.oid) END, k.conkey, k.confrelid, k.confkey,
       k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable, k.condeferred, k.convalidated, k.connoinherit,
       k.conindid, d.description
FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
LEFT JOIN pg_description d ON d.objoid = k.oid AND d.classoid = 'pg_constraint'::regclass AND d.objsubid = 0
WHERE n.nspname = 'public' AND k.contype <> 't';
SELECT i.indexrelid, i.indrelid, c.relname, c.relam, c.reloptions, i.indisunique, i.indkey, i.indclass, i.indcollation,
       i.indoption, i.indnkeyatts, i.indnullsnotdistinct,
       CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN pg_get_indexdef(i.indexrelid) END, d.description
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE n.nspname = 'public';
SELECT s.seqrelid, s.seqtypid, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, d.refobjid,
       d.refobjsubid, d.deptype
FROM pg_sequence s LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid
 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i');
SELECT t.oid, t.typname, array_agg(e.enumlabel ORDER BY e.enumsortorder)
FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.oid;
SELECT oid, opcname, opcmethod, opcintype, opcdefault FROM pg_opclass;
SELECT oid, nspname FROM pg_namespace;
COMMIT;
