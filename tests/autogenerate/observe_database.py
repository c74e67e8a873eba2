"""The part of the observer of PostgreSQL that is about what belongs to the database, and about what the server is
extended with: text search, operators, casts, languages, foreign data, publications, subscriptions, default privileges."""

import os
import shutil
import subprocess

BIN = os.environ.get("MIGRATE_TEST_POSTGRES_BIN", "")
PSQL = os.path.join(BIN, "psql") if os.path.exists(os.path.join(BIN, "psql")) else shutil.which("psql")

# What reports call them.
KINDS = (
    "default privilege",
    "withheld privilege",
    "privilege",
    "comment",
    "owner",
    "option",
    "options",
    "default",
    "NOT NULL",
    "constraint",
    "view",
    "function",
    "procedure",
    "type",
    "text search parser",
    "text search template",
    "text search dictionary",
    "text search configuration",
    "mapping",
    "operator family",
    "operator class",
    "operator",
    "member",
    "cast",
    "language",
    "transform",
    "conversion",
    "access method",
    "foreign data wrapper",
    "server",
    "user mapping",
    "foreign table",
    "publications",
    "publication",
    "subscription",
    "connection",
    "materialized view",
    "aggregate",
    "trigger",
    "event trigger",
    "firing",
    "rule",
    "policy",
    "row security",
    "forced row security",
    "domain",
    "attribute",
    "collation",
    "extension",
    "version",
    "statistics target",
    "statistics",
    "target",
    "attachment",
    "key attachment",
    "name",
    "validation",
    "storage",
    "compression",
    "replica identity",
    "clustering",
    "tablespace",
    "logging",
    "dependency",
)

# As in observe_postgresql, where `ns` are the schemas of users, `rel` their relations. `own(catalog, oid)` cannot be
# said once for all: what is of the server has an oid below this one, what is of an extension has such a row.
OWN = """{0}.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend own WHERE own.classid = {0}.tableoid
         AND own.objid = {0}.oid AND own.deptype = 'e')"""


def own(row):
    return OWN.format(row)


QUERIES = [
    f"""
    SELECT 'text search parser', p.prsnamespace::regnamespace || '.' || p.prsname, jsonb_build_object(
      'functions', ARRAY[p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype]::text[],
      'comment', obj_description(p.oid, 'pg_ts_parser'))
    FROM pg_ts_parser p WHERE {own("p")}""",
    f"""
    SELECT 'text search template', t.tmplnamespace::regnamespace || '.' || t.tmplname, jsonb_build_object(
      'functions', ARRAY[t.tmplinit, t.tmpllexize]::text[], 'comment', obj_description(t.oid, 'pg_ts_template'))
    FROM pg_ts_template t WHERE {own("t")}""",
    f"""
    SELECT 'text search dictionary', d.oid::regdictionary::text, jsonb_build_object(
      'template', (SELECT t.tmplnamespace::regnamespace || '.' || t.tmplname FROM pg_ts_template t
                   WHERE t.oid = d.dicttemplate),
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM regexp_split_to_table(d.dictinitoption, ', ') o),
      'owner', d.dictowner::regrole::text, 'comment', obj_description(d.oid, 'pg_ts_dict'))
    FROM pg_ts_dict d WHERE {own("d")}""",
    f"""
    SELECT 'text search configuration', c.oid::regconfig::text, jsonb_build_object(
      'parser', (SELECT p.prsnamespace::regnamespace || '.' || p.prsname FROM pg_ts_parser p WHERE p.oid = c.cfgparser),
      'mappings', (SELECT jsonb_agg(jsonb_build_array(m.maptokentype, m.mapdict::regdictionary::text)
                                    ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = c.oid),
      'owner', c.cfgowner::regrole::text, 'comment', obj_description(c.oid, 'pg_ts_config'))
    FROM pg_ts_config c WHERE {own("c")}""",
    f"""
    SELECT 'operator', o.oid::regoperator::text, jsonb_build_object(
      'function', o.oprcode::regprocedure::text, 'result', o.oprresult::regtype::text,
      'commutator', o.oprcom::regoperator::text, 'negator', o.oprnegate::regoperator::text,
      'estimators', ARRAY[o.oprrest, o.oprjoin]::text[], 'hashes', o.oprcanhash, 'merges', o.oprcanmerge,
      'owner', o.oprowner::regrole::text, 'comment', obj_description(o.oid, 'pg_operator'))
    FROM pg_operator o WHERE {own("o")}""",
    f"""
    SELECT 'operator family', pg_describe_object(f.tableoid, f.oid, 0), jsonb_build_object(
      'operators', (SELECT jsonb_agg(jsonb_build_array(i.amopstrategy, i.amopopr::regoperator::text, i.amoppurpose,
                      (SELECT jsonb_agg(pg_describe_object(d.refclassid, d.refobjid, 0) || d.deptype::text
                                         ORDER BY pg_describe_object(d.refclassid, d.refobjid, 0), d.deptype)
                       FROM pg_depend d WHERE d.classid = i.tableoid AND d.objid = i.oid
                         AND d.refclassid <> 'pg_operator'::regclass))
                      ORDER BY i.amopstrategy, i.amopopr::regoperator::text) FROM pg_amop i WHERE i.amopfamily = f.oid),
      'functions', (SELECT jsonb_agg(jsonb_build_array(i.amprocnum, i.amproc::regprocedure::text,
                      i.amproclefttype::regtype::text, i.amprocrighttype::regtype::text)
                      ORDER BY i.amprocnum, i.amproc::regprocedure::text) FROM pg_amproc i WHERE i.amprocfamily = f.oid),
      'owner', f.opfowner::regrole::text, 'comment', obj_description(f.oid, 'pg_opfamily'))
    FROM pg_opfamily f WHERE {own("f")}""",
    f"""
    SELECT 'operator class', pg_describe_object(c.tableoid, c.oid, 0), jsonb_build_object(
      'family', pg_describe_object('pg_opfamily'::regclass, c.opcfamily, 0), 'type', c.opcintype::regtype::text,
      'default', c.opcdefault, 'storage', c.opckeytype::regtype::text, 'owner', c.opcowner::regrole::text,
      'comment', obj_description(c.oid, 'pg_opclass'))
    FROM pg_opclass c WHERE {own("c")}""",
    f"""
    SELECT 'cast', pg_describe_object(c.tableoid, c.oid, 0), jsonb_build_object(
      'function', c.castfunc::regprocedure::text, 'context', c.castcontext, 'method', c.castmethod,
      'comment', obj_description(c.oid, 'pg_cast'))
    FROM pg_cast c WHERE {own("c")}""",
    f"""
    SELECT 'language', l.lanname, jsonb_build_object(
      'trusted', l.lanpltrusted, 'functions', ARRAY[l.lanplcallfoid, l.laninline, l.lanvalidator]::regprocedure[]::text[],
      'owner', l.lanowner::regrole::text, 'acl', (SELECT jsonb_agg(a ORDER BY a) FROM unnest(l.lanacl::text[]) a),
      'comment', obj_description(l.oid, 'pg_language'))
    FROM pg_language l WHERE {own("l")}""",
    f"""
    SELECT 'access method', a.amname, jsonb_build_object('handler', a.amhandler::text, 'type', a.amtype,
      'comment', obj_description(a.oid, 'pg_am'))
    FROM pg_am a WHERE {own("a")}""",
    f"""
    SELECT 'transform', pg_describe_object(f.tableoid, f.oid, 0), jsonb_build_object(
      'from', f.trffromsql::text, 'to', f.trftosql::text, 'comment', obj_description(f.oid, 'pg_transform'))
    FROM pg_transform f WHERE {own("f")}""",
    f"""
    SELECT 'conversion', pg_describe_object(c.tableoid, c.oid, 0), jsonb_build_object(
      'encodings', ARRAY[c.conforencoding, c.contoencoding], 'function', c.conproc::text, 'default', c.condefault,
      'owner', c.conowner::regrole::text, 'comment', obj_description(c.oid, 'pg_conversion'))
    FROM pg_conversion c WHERE {own("c")}""",
    f"""
    SELECT 'foreign data wrapper', w.fdwname, jsonb_build_object(
      'functions', ARRAY[w.fdwhandler, w.fdwvalidator]::regprocedure[]::text[],
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(w.fdwoptions) o),
      'owner', w.fdwowner::regrole::text, 'acl', (SELECT jsonb_agg(a ORDER BY a) FROM unnest(w.fdwacl::text[]) a),
      'comment', obj_description(w.oid, 'pg_foreign_data_wrapper'))
    FROM pg_foreign_data_wrapper w WHERE {own("w")}""",
    f"""
    SELECT 'server', s.srvname, jsonb_build_object(
      'type', s.srvtype, 'version', s.srvversion,
      'wrapper', (SELECT w.fdwname FROM pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw),
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(s.srvoptions) o),
      'owner', s.srvowner::regrole::text, 'acl', (SELECT jsonb_agg(a ORDER BY a) FROM unnest(s.srvacl::text[]) a),
      'comment', obj_description(s.oid, 'pg_foreign_server'))
    FROM pg_foreign_server s WHERE {own("s")}""",
    """
    SELECT 'user mapping', s.srvname || ' ' || u.umuser::regrole, jsonb_build_object(
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(u.umoptions) o))
    FROM pg_user_mapping u JOIN pg_foreign_server s ON s.oid = u.umserver""",
    """
    SELECT 'foreign table', r.name, jsonb_build_object(
      'server', (SELECT s.srvname FROM pg_foreign_server s WHERE s.oid = f.ftserver),
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(f.ftoptions) o),
      'columns', (SELECT jsonb_agg(jsonb_build_array(a.attname, (SELECT jsonb_agg(o ORDER BY o)
                                     FROM unnest(a.attfdwoptions) o)) ORDER BY a.attnum)
                  FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped))
    FROM rel r JOIN pg_foreign_table f ON f.ftrelid = r.oid""",
    """
    SELECT 'publication', p.pubname, to_jsonb(p) - ARRAY['oid', 'pubowner'] || jsonb_build_object(
      'owner', p.pubowner::regrole::text, 'comment', obj_description(p.oid, 'pg_publication'),
      'tables', (SELECT jsonb_agg(jsonb_build_array(v.schemaname, v.tablename, to_jsonb(v) ->> 'rowfilter',
                                    (SELECT jsonb_agg(a ORDER BY a) FROM jsonb_array_elements(to_jsonb(v) -> 'attnames') a))
                                  ORDER BY v.schemaname, v.tablename) FROM pg_publication_tables v
                 WHERE v.pubname = p.pubname AND v.tablename <> 'alembic_version'),
      'lists', (SELECT jsonb_agg(r.prrelid::regclass::text || (to_jsonb(r) ->> 'prattrs' IS NOT NULL)
                                 ORDER BY r.prrelid::regclass::text)
                FROM pg_publication_rel r WHERE r.prpubid = p.oid),
      'schemas', (SELECT jsonb_agg(d.refobjid::regnamespace::text ORDER BY d.refobjid::regnamespace::text) FROM pg_depend b JOIN pg_depend d
                    ON d.classid = b.classid AND d.objid = b.objid AND d.refclassid = 'pg_namespace'::regclass
                  WHERE b.refclassid = p.tableoid AND b.refobjid = p.oid))
    FROM pg_publication p""",
    """
    SELECT 'subscription', s.subname, to_jsonb(s) - ARRAY['oid', 'subdbid', 'subowner', 'subskiplsn'] || jsonb_build_object(
      'owner', s.subowner::regrole::text, 'comment', obj_description(s.oid, 'pg_subscription'),
      'subpublications', (SELECT jsonb_agg(u ORDER BY u) FROM unnest(s.subpublications) u))
    FROM pg_subscription s WHERE s.subdbid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())""",
    """
    SELECT 'dependency', concat(pg_describe_object(d.classid, d.objid, 0), ' ', x.extname), '{}'::jsonb
    FROM pg_depend d JOIN pg_extension x ON x.tableoid = d.refclassid AND x.oid = d.refobjid WHERE d.deptype = 'x'""",
    """
    SELECT 'default privilege', concat(d.defaclrole::regrole, ' ', d.defaclnamespace::regnamespace, ' ', d.defaclobjtype),
      jsonb_build_object('acl', (SELECT jsonb_agg(a ORDER BY a) FROM unnest(d.defaclacl::text[]) a))
    FROM pg_default_acl d""",
]


def drop_subscriptions(url):
    """Nothing drops a database that has some."""
    sql = """SELECT format(q, s.subname) FROM pg_subscription s, unnest(ARRAY['ALTER SUBSCRIPTION %I DISABLE',
               'ALTER SUBSCRIPTION %I SET (slot_name = NONE)', 'DROP SUBSCRIPTION %I']) WITH ORDINALITY u (q, n)
             WHERE s.subdbid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())
             ORDER BY s.subname, n \\gexec"""
    subprocess.run([PSQL, "-X", "-q", "-d", url], input=sql, capture_output=True, text=True, check=False)
