"""An independent observer of PostgreSQL: its own catalog queries, and pg_dump besides."""

import json
import os
import re
import shutil
import subprocess

import observe_database

BIN = os.environ["MIGRATE_TEST_POSTGRES_BIN"]
PSQL = os.path.join(BIN, "psql") if os.path.exists(os.path.join(BIN, "psql")) else shutil.which("psql")
PG_DUMP = os.path.join(BIN, "pg_dump")  # it must be of the server's version

PIN = """
SET search_path = '';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET TimeZone = 'UTC';
SET extra_float_digits = 1;
SET bytea_output = 'hex';
SET jit = off;
"""

# Each gives (kind, name, attributes), the name as text, for of a `name` the end would be cut; an access list that is not there is the usual one. `ns` are the schemas of users, `rel` their relations.
QUERIES = [
    """
    SELECT 'schema', n.nspname::text, jsonb_build_object('owned by', n.nspowner::regrole::text, 'comment', obj_description(n.oid, 'pg_namespace'),
      'acl', ARRAY(SELECT x::text FROM unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) x ORDER BY 1))
    FROM ns JOIN pg_namespace n USING (oid)""",
    """
    SELECT 'extension', x.extname, jsonb_build_object('schema', x.extnamespace::regnamespace::text, 'version', x.extversion,
      'comment', obj_description(x.oid, 'pg_extension'))
    FROM pg_extension x""",
    """
    SELECT 'table', r.name, jsonb_build_object(
      'kind', c.relkind, 'owned by', c.relowner::regrole::text, 'persistence', c.relpersistence, 'comment', obj_description(c.oid, 'pg_class'),
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(c.reloptions) o),
      'toast', (SELECT jsonb_agg(o ORDER BY o) FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = c.reltoastrelid),
      'tablespace', c.reltablespace, 'method', (SELECT m.amname FROM pg_am m WHERE m.oid = c.relam), 'replica', c.relreplident,
      'rls', c.relrowsecurity, 'forced', c.relforcerowsecurity,
      'acl', ARRAY(SELECT x::text FROM unnest(coalesce(c.relacl, acldefault('r', c.relowner))) x ORDER BY 1),
      'partition', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
      'bound', pg_get_expr(c.relpartbound, c.oid),
      'parents', (SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i
                  WHERE i.inhrelid = c.oid))
    FROM rel r JOIN pg_class c ON c.oid = r.oid WHERE c.relkind IN ('r', 'p', 'f')""",
    """
    SELECT 'column', r.name || '.' || a.attname, jsonb_build_object(
      'type', format_type(a.atttypid, a.atttypmod), 'null', NOT a.attnotnull,
      'collation', CASE WHEN a.attcollation <> 0 THEN a.attcollation::regcollation::text END,
      'default', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated, 'identity', a.attidentity,
      'storage', a.attstorage, 'compression', a.attcompression, 'target', nullif(a.attstattarget, -1),
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(a.attoptions) o WHERE o LIKE 'n_distinct%'),
      -- A table that became a child later has by itself, too, what it has from its parents. Nothing takes that back.
      'local', CASE WHEN c.relispartition THEN a.attislocal ELSE a.attislocal AND a.attinhcount = 0 END, 'acl', a.attacl::text, 'comment', col_description(a.attrelid, a.attnum))
    FROM rel r JOIN pg_class c ON c.oid = r.oid JOIN pg_attribute a ON a.attrelid = r.oid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f', 'c', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped""",
    """
    SELECT 'sequence', r.name, jsonb_build_object(
      'type', format_type(s.seqtypid, NULL), 'start', s.seqstart, 'increment', s.seqincrement,
      'minimum', s.seqmin, 'maximum', s.seqmax, 'cache', s.seqcache, 'cycle', s.seqcycle,
      'comment', obj_description(s.seqrelid, 'pg_class'), 'persistence', c.relpersistence, 'owned by', c.relowner::regrole::text,
      'acl', ARRAY(SELECT x::text FROM unnest(coalesce(c.relacl, acldefault('s', c.relowner))) x ORDER BY 1),
      'owner', (SELECT d.deptype::text || ' ' || d.refobjid::regclass::text || '.' || a.attname
                FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                WHERE d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
                  AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0))
    FROM rel r JOIN pg_sequence s ON s.seqrelid = r.oid JOIN pg_class c ON c.oid = r.oid""",
    """
    SELECT 'constraint', r.name || '.' || k.conname, jsonb_build_object(
      'kind', k.contype, 'definition', pg_get_constraintdef(k.oid), 'valid', k.convalidated,
      'no inherit', k.connoinherit AND k.contype = 'c', 'deferrable', k.condeferrable, 'deferred', k.condeferred,
      'update', k.confupdtype, 'delete', k.confdeltype, 'match', k.confmatchtype,
      'local', CASE WHEN c.relispartition THEN k.conislocal ELSE k.conislocal AND k.coninhcount = 0 END,
      'index', (SELECT jsonb_build_object('definition', pg_get_indexdef(i.indexrelid), 'options', x.reloptions, 'tablespace', x.reltablespace,
                  'valid', i.indisvalid, 'clustered', i.indisclustered, 'identity', i.indisreplident,
                  'distinct', NOT i.indnullsnotdistinct, 'comment', obj_description(x.oid, 'pg_class'))
                FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                WHERE k.contype IN ('p', 'u', 'x') AND i.indexrelid = k.conindid),
      'comment', obj_description(k.oid, 'pg_constraint'))
    FROM rel r JOIN pg_constraint k ON k.conrelid = r.oid JOIN pg_class c ON c.oid = r.oid WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
      -- The server has one more of a foreign key for each partition that it refers to, under names of its own.
      AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid)""",
    """
    SELECT 'index', r.name || '.' || c.relname, jsonb_build_object(
      'definition', pg_get_indexdef(i.indexrelid), 'valid', i.indisvalid, 'clustered', i.indisclustered,
      'identity', i.indisreplident, 'unique', i.indisunique, 'distinct', NOT i.indnullsnotdistinct,
      'options', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(c.reloptions) o),
      'targets', (SELECT jsonb_agg(jsonb_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum) FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attstattarget >= 0),
      'tablespace', c.reltablespace, 'comment', obj_description(c.oid, 'pg_class'))
    FROM rel r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))""",
    """
    SELECT 'type', n.nspname || '.' || t.typname, jsonb_build_object(
      'kind', t.typtype, 'owned by', t.typowner::regrole::text, 'comment', obj_description(t.oid, 'pg_type'),
      'acl', ARRAY(SELECT x::text FROM unnest(coalesce(t.typacl, acldefault('T', t.typowner))) x ORDER BY 1),
      'labels', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
      'range', (SELECT jsonb_build_object('subtype', g.rngsubtype::regtype::text, 'class', o.opcname, 'collation',
                  nullif(g.rngcollation, 0)::regcollation::text, 'canonical', nullif(g.rngcanonical::oid, 0)::regproc::text,
                  'difference', nullif(g.rngsubdiff::oid, 0)::regproc::text, 'multirange', g.rngmultitypid::regtype::text)
                FROM pg_range g JOIN pg_opclass o ON o.oid = g.rngsubopc WHERE g.rngtypid = t.oid),
      'collation', CASE WHEN t.typtype = 'd' THEN nullif(t.typcollation, 0)::regcollation::text END,
      'base', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
      'not null', t.typnotnull, 'default', t.typdefault,
      'checks', (SELECT jsonb_agg(jsonb_build_array(k.conname, pg_get_constraintdef(k.oid), k.convalidated,
                   obj_description(k.oid, 'pg_constraint')) ORDER BY k.conname)
                 FROM pg_constraint k WHERE k.contypid = t.oid))
    FROM ns n JOIN pg_type t ON t.typnamespace = n.oid WHERE t.typtype IN ('e', 'd', 'r')
      OR (t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))""",
    """
    SELECT 'function', p.oid::regprocedure::text, jsonb_build_object(
      'definition', CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END, 'aggregate', (
        SELECT to_jsonb(a) - 'aggfnoid' - 'aggtranstype' - 'aggmtranstype' - 'aggsortop' || jsonb_build_object(
          'state', a.aggtranstype::regtype::text, 'moving state', nullif(a.aggmtranstype, 0)::regtype::text,
          'sort', nullif(a.aggsortop, 0)::regoperator::text, 'result', pg_get_function_result(p.oid),
          'arguments', pg_get_function_arguments(p.oid), 'parallel', p.proparallel)
        FROM pg_aggregate a WHERE a.aggfnoid = p.oid),
      'acl', ARRAY(SELECT x::text FROM unnest(coalesce(p.proacl, acldefault('f', p.proowner))) x ORDER BY 1),
      'owned by', p.proowner::regrole::text, 'comment', obj_description(p.oid, 'pg_proc'))
    FROM ns n JOIN pg_proc p ON p.pronamespace = n.oid
    WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid
                        AND e.deptype = 'e')""",
    """
    SELECT 'view', r.name, jsonb_build_object(
      'definition', pg_get_viewdef(c.oid), 'kind', c.relkind, 'owned by', c.relowner::regrole::text, 'filled', c.relispopulated, 'options', c.reloptions::text, 'toast', (SELECT t.reloptions FROM pg_class t WHERE t.oid = c.reltoastrelid), 'tablespace', c.reltablespace,
      'acl', ARRAY(SELECT x::text FROM unnest(coalesce(c.relacl, acldefault('r', c.relowner))) x ORDER BY 1),
      'comment', obj_description(c.oid, 'pg_class'))
    FROM rel r JOIN pg_class c ON c.oid = r.oid WHERE c.relkind IN ('v', 'm')""",
    """
    SELECT 'trigger', r.name || '.' || g.tgname, jsonb_build_object(
      'definition', pg_get_triggerdef(g.oid), 'enabled', g.tgenabled, 'comment', obj_description(g.oid, 'pg_trigger'))
    FROM rel r JOIN pg_trigger g ON g.tgrelid = r.oid WHERE NOT g.tgisinternal""",
    """
    SELECT 'rule', r.name || '.' || w.rulename, jsonb_build_object('definition', pg_get_ruledef(w.oid), 'enabled',
      w.ev_enabled, 'comment', obj_description(w.oid, 'pg_rewrite'))
    FROM rel r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE w.rulename <> '_RETURN'""",
    """
    SELECT 'policy', r.name || '.' || p.polname, jsonb_build_object(
      'command', p.polcmd, 'using', pg_get_expr(p.polqual, p.polrelid),
      'check', pg_get_expr(p.polwithcheck, p.polrelid), 'permissive', p.polpermissive,
      'roles', (SELECT jsonb_agg(coalesce(a.rolname, 'public') ORDER BY 1) FROM unnest(p.polroles) o
                LEFT JOIN pg_roles a ON a.oid = o), 'comment', obj_description(p.oid, 'pg_policy'))
    FROM rel r JOIN pg_policy p ON p.polrelid = r.oid""",
    """
    SELECT 'statistics', n.nspname || '.' || s.stxname, jsonb_build_object('definition', pg_get_statisticsobjdef(s.oid), 'owned by', s.stxowner::regrole::text,
      'target', nullif(s.stxstattarget, -1), 'comment', obj_description(s.oid, 'pg_statistic_ext'))
    FROM ns n JOIN pg_statistic_ext s ON s.stxnamespace = n.oid""",
    """
    SELECT 'collation', n.nspname || '.' || l.collname, to_jsonb(l) - 'oid' - 'collname' - 'collnamespace' - 'collowner'
      - 'collversion' || jsonb_build_object('owned by', l.collowner::regrole::text, 'comment', obj_description(l.oid, 'pg_collation'))
    FROM ns n JOIN pg_collation l ON l.collnamespace = n.oid""",
    """
    SELECT 'event trigger', g.evtname, jsonb_build_object('event', g.evtevent, 'tags', (SELECT jsonb_agg(u ORDER BY u) FROM unnest(g.evttags) u), 'enabled', g.evtenabled, 'owned by', g.evtowner::regrole::text,
      'function', g.evtfoid::regprocedure::text, 'comment', obj_description(g.oid, 'pg_event_trigger'))
    FROM pg_event_trigger g""",
    *observe_database.QUERIES,
]

STATE = (
    PIN
    + """
WITH ns AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
rel AS (SELECT c.oid, ns.nspname || '.' || c.relname AS name FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
        WHERE c.relname <> 'alembic_version')
SELECT coalesce(jsonb_agg(jsonb_build_array(q.kind, q.name, q.attributes)), '[]') FROM ("""
    + "\nUNION ALL\n".join(QUERIES)
    + """) q (kind, name, attributes)"""
)


def psql(url, sql):
    """What psql prints, unaligned and without headings."""
    done = subprocess.run(
        [PSQL, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url],
        input=sql,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PGCLIENTENCODING": "UTF8"},
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout.strip("\n")


def state(url):
    """{(kind, name): attributes} of all that is there, but for the version table."""
    objects = json.loads(psql(url, STATE))
    return {(kind, name): attributes for kind, name, attributes in objects}


def stable_print(url, kind, name, definition):
    """The definition as the server prints it when it has read its own print often enough: the print of a print
    may be another one (x IN ('a', 'b') of a varchar). Nothing remains."""
    table = ".".join(f'"{part}"' for part in name.split(".")[:2])
    for _ in range(3):
        if kind == "constraint":
            make, place = f"ALTER TABLE {table} ADD CONSTRAINT judge_again {definition}", "pg_constraint WHERE conname"
            printed = "pg_get_constraintdef(oid)"
        else:
            make = re.sub(r"INDEX \S+ ON", "INDEX judge_again ON", definition, count=1)
            printed, place = "pg_get_indexdef(oid)", "pg_class WHERE relname"
        sql = f"{PIN}; BEGIN; {make}; SELECT {printed} FROM {place} = 'judge_again'; ROLLBACK;"
        definition = psql(url, sql)
    return definition.replace("judge_again", name.split(".")[-1])


def reprinted(attributes):
    """The attributes as a text, as the server takes its own print: the cast of an array of literals is made by each
    of them (x IN ('a', 'b') of a varchar), and a NULL without a name in a UNION has one."""

    def push(found):
        left, right = ("(", ")") if found[1] else ("", "")
        return "ARRAY[" + ", ".join(f"{left}{one}{right}::{found[3]}" for one in found[2].split(", ")) + "]"

    text = json.dumps(attributes, sort_keys=True)
    text = re.sub(r"(\()ARRAY\[([^\[\]]*)\]\)::([a-z][a-z ]*)\[\]", push, text)
    text = re.sub(r"()ARRAY\[([^\[\]]*)\]::([a-z][a-z ]*)\[\]", push, text)
    return text.replace("NULL::integer AS int4", "NULL::integer")


# What a table that inherits has of its own and from its parents, which pg_dump writes into it.
MERGED = {
    "pg_attribute": "attislocal AND attinhcount > 0 AND attrelid",
    "pg_constraint": "conislocal AND coninhcount > 0 AND conrelid",
}


def has_merged_parts(url):
    found = " UNION ALL ".join(f"SELECT FROM {table} WHERE {parts} > 0" for table, parts in MERGED.items())
    return psql(url, f"SELECT EXISTS ({found})") == "t"


def unmerge_parts(url):
    """Lets tables that inherit have from their parents alone what they have from them: the server cannot do that,
    so pg_dump tells what became a child from what was made as one. For a copy of the database."""
    flags = {"pg_attribute": "attislocal", "pg_constraint": "conislocal"}
    for table, parts in MERGED.items():
        psql(url, f"UPDATE {table} SET {flags[table]} = false WHERE {parts} IN (SELECT oid FROM pg_class WHERE NOT relispartition)")


def dump(url):
    """The blocks of `pg_dump -s`, in an order of their own; the columns of each table likewise. Nothing where
    the server came without pg_dump."""
    if not os.path.exists(PG_DUMP):
        return []
    done = subprocess.run(
        [PG_DUMP, "-s", "-T", "alembic_version", "-d", url],
        capture_output=True,
        text=True,
        check=True,
    )
    text = re.sub(r"^(--.*|\\(un)?restrict .*)\n", "", done.stdout, flags=re.M)
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", text)]
    return sorted(sort_columns(block) for block in blocks if block)


def sort_columns(block):
    if re.fullmatch(r"(GRANT .*;\n?)+", block):
        return "\n".join(sorted(block.split("\n")))  # as they were given, one by one
    if not re.match(r"CREATE (UNLOGGED )?TABLE ", block):
        return block
    parameters = re.search(r"^WITH \((.*)\);$", block, flags=re.M)
    if parameters:
        block = block.replace(parameters[1], ", ".join(sorted(parameters[1].split(", "))))
    return "\n".join(sorted(line.rstrip(",") for line in block.split("\n")))


def sequences(url):
    """Where each sequence stands."""
    text = psql(
        url,
        """SELECT coalesce(string_agg(format('SELECT %L, last_value, is_called FROM %s', c.oid::regclass, c.oid::regclass),
             ' UNION ALL ' ORDER BY c.oid::regclass::text), 'SELECT') FROM pg_class c WHERE relkind = 'S' \\gexec""",
    )
    return sorted(text.split("\n"))


def tables(url):
    """{table: [columns]}, quoted as SQL wants them."""
    text = psql(
        url,
        """SELECT jsonb_object_agg(t, c) FROM (
             SELECT format('%I.%I', n.nspname, r.relname) t, jsonb_agg(quote_ident(a.attname) ORDER BY a.attname) c
             FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
             JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE r.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
               AND r.relname <> 'alembic_version' GROUP BY 1) q""",
    )
    return json.loads(text) if text else {}


def contents(url, wanted):
    """The values of the columns of `wanted` ({table: [columns]}), as texts, in an order of their own."""
    parts = [
        f"SELECT {literal(table)}, jsonb_agg(r ORDER BY r) FROM (SELECT to_jsonb(ARRAY[{values(columns)}]::text[]) AS r"
        f" FROM ONLY {table}) q"
        for table, columns in sorted(wanted.items())
        if columns
    ]
    return psql(url, ";\n".join(parts)) if parts else ""


def values(columns):
    return ", ".join(f"({column})::text" for column in columns)


def literal(text):
    return "'" + text.replace("'", "''") + "'"
