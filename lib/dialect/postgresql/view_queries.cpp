#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// Views, and what hangs on views and tables: rules, triggers, policies.
namespace migrate::dialect::postgresql {
namespace {

constexpr std::string_view class_join =
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ";

constexpr std::string_view relation_comment = "pg_catalog.obj_description(c.oid, 'pg_class')";

/// " WITH (a=b, c=d)" of a relation.
constexpr std::string_view options =
    "coalesce(' WITH (' || pg_catalog.array_to_string(c.reloptions, ', ') || ')', '')";

/// The same by name: the server keeps them as they were written.
constexpr std::string_view ordered_options =
    "coalesce(' WITH (' || nullif(pg_catalog.array_to_string(ARRAY(SELECT o FROM "
    "pg_catalog.unnest(c.reloptions) o ORDER BY 1), ', '), '') || ')', '')";

/// Those of a materialized view, with those of its side table.
std::string options_with_toast(std::string_view order) {
  return fmt::format(
      "coalesce((SELECT ' WITH (' || pg_catalog.string_agg(u.o, ', '{}) || ')' FROM (SELECT "
      "pg_catalog.unnest(c.reloptions) UNION ALL SELECT 'toast.' || pg_catalog.unnest("
      "z.reloptions) FROM pg_catalog.pg_class z WHERE z.oid = c.reltoastrelid) AS u (o)), '')",
      order);
}

constexpr std::string_view view_text = "pg_catalog.btrim(pg_catalog.pg_get_viewdef(c.oid), ' ;')";

std::string view_query(const CatalogScope& scope) {
  const auto text = [](std::string_view create, std::string_view with) {
    return fmt::format(
        "'{} VIEW ' || c.oid::regclass || {} || ' AS ' || {}", create, with, view_text);
  };
  return select_text({
      .kind = "view",
      .name = "c.oid::regclass",
      .id = "c.tableoid, c.oid",
      .schema = scope.schema_name("n"),
      .relation_name = "c.relname",
      .type_name = "c.relname",
      .definition = text("CREATE", ordered_options),
      .create = fmt::format(
          "CASE WHEN pg_catalog.cardinality(c.reloptions) > 1 THEN {} END",
          text("CREATE", options)),
      .replace = text("CREATE OR REPLACE", options),
      .shape = "ARRAY(SELECT pg_catalog.concat_ws(' ', a.attname, pg_catalog.format_type("
               "a.atttypid, a.atttypmod), a.attcollation) FROM pg_catalog.pg_attribute a "
               "WHERE a.attrelid = c.oid AND a.attnum > 0 ORDER BY a.attnum)",
      .owner = "c.relowner",
      .comment = relation_comment,
      .from = fmt::format("{}WHERE c.relkind = 'v' AND {}", class_join, scope.relation("c")),
  });
}

/// Whether it is filled, and where, is no part of what it is: that stays as it was, or is changed
/// by itself.
std::string materialized_view_query(const CatalogScope& scope) {
  const auto text = [](std::string_view with) {
    return fmt::format(
        "'CREATE MATERIALIZED VIEW ' || c.oid::regclass || coalesce(' USING ' || nullif("
        "pg_catalog.quote_ident(m.amname), pg_catalog.current_setting("
        "'default_table_access_method')), '') || {} || ' AS ' || {}",
        with,
        view_text);
  };
  const std::string in_tablespace = fmt::format(
      "{} || coalesce(' TABLESPACE ' || pg_catalog.quote_ident(s.spcname), '')",
      options_with_toast(""));
  return select_text({
      .kind = "materialized view",
      .name = "c.oid::regclass",
      .id = "c.tableoid, c.oid",
      .schema = scope.schema_name("n"),
      .relation_name = "c.relname",
      .type_name = "c.relname",
      .definition = text(options_with_toast(" ORDER BY u.o")),
      .create =
          text(in_tablespace) + " || CASE WHEN c.relispopulated THEN '' ELSE ' WITH NO DATA' END",
      .owner = "c.relowner",
      .comment = relation_comment,
      .from = fmt::format(
          "{}LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam LEFT JOIN pg_catalog.pg_tablespace s "
          "ON s.oid = c.reltablespace WHERE c.relkind = 'm' AND {}",
          class_join,
          scope.relation("c")),
  });
}

std::string view_index_query(const CatalogScope& scope) {
  return select_text({
      .kind = "index",
      .name = "i.indexrelid::regclass",
      .id = "x.tableoid, x.oid",
      .schema = scope.schema_name("n"),
      .relation_name = "x.relname",
      .host = "c.tableoid, c.oid, 0",
      .definition = "pg_catalog.pg_get_indexdef(i.indexrelid, 0, true)",
      .comment = "pg_catalog.obj_description(x.oid, 'pg_class')",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN pg_catalog.pg_class x "
          "ON x.oid = i.indexrelid WHERE c.relkind = 'm' AND i.indisvalid AND {}",
          class_join,
          scope.relation("c")),
  });
}

/// What a column of a view says by itself.
std::string view_default_query(const CatalogScope& scope) {
  constexpr std::string_view column = "pg_catalog.format('%s.%I', c.oid::regclass, a.attname)";
  constexpr std::string_view alter =
      "pg_catalog.format('ALTER VIEW %s ALTER COLUMN %I', c.oid::regclass, a.attname)";
  const std::string set =
      fmt::format("{} || ' SET DEFAULT ' || pg_catalog.pg_get_expr(f.adbin, 0)", alter);
  return select_text({
      .kind = "default",
      .name = fmt::format("'of column ' || {}", column),
      .host = "c.tableoid, c.oid, 0",
      .definition = set,
      .drop = fmt::format("{} || ' DROP DEFAULT'", alter),
      .replace = set,
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_attrdef f "
          "ON f.adrelid = c.oid AND f.adnum = a.attnum WHERE c.relkind = 'v' AND {}",
          class_join,
          scope.relation("c")),
  });
}

std::string view_column_comment_query(const CatalogScope& scope) {
  constexpr std::string_view column =
      "pg_catalog.format('COLUMN %s.%I', c.oid::regclass, a.attname)";
  const std::string set = fmt::format(
      "pg_catalog.format('COMMENT ON %s IS %L', {}, pg_catalog.col_description(c.oid, a.attnum))",
      column);
  return select_text({
      .kind = "comment",
      .name = "pg_catalog.format('of column %s.%I', c.oid::regclass, a.attname)",
      .host = "c.tableoid, c.oid, 0",
      .definition = set,
      .drop = fmt::format("pg_catalog.format('COMMENT ON %s IS NULL', {})", column),
      .replace = set,
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE c.relkind IN "
          "('v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped "
          "AND pg_catalog.col_description(c.oid, a.attnum) IS NOT NULL AND {}",
          class_join,
          scope.relation("c")),
  });
}

std::string rule_query(const CatalogScope& scope) {
  return select_text({
      .kind = "rule",
      .name = "pg_catalog.format('%I ON %s', w.rulename, c.oid::regclass)",
      .id = "w.tableoid, w.oid",
      .host = "c.tableoid, c.oid, 0",
      .definition = "pg_catalog.rtrim(pg_catalog.pg_get_ruledef(w.oid, true), ';')",
      .replace = "pg_catalog.regexp_replace(pg_catalog.rtrim(pg_catalog.pg_get_ruledef("
                 "w.oid, true), ';'), '^CREATE RULE', 'CREATE OR REPLACE RULE')",
      .comment = "pg_catalog.obj_description(w.oid, 'pg_rewrite')",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_rewrite w ON w.ev_class = c.oid WHERE w.rulename <> '_RETURN' "
          "AND {}",
          class_join,
          scope.relation("c")),
  });
}

/// One that is replaced fires as usual again, and so do those that partitions have of it: one that
/// is not to do that is made anew.
std::string trigger_query(const CatalogScope& scope) {
  constexpr std::string_view definition = "pg_catalog.pg_get_triggerdef(t.oid, true)";
  return select_text({
      .kind = "trigger",
      .name = "pg_catalog.format('%I ON %s', t.tgname, c.oid::regclass)",
      .id = "t.tableoid, t.oid",
      .host = "c.tableoid, c.oid, 0",
      .definition = definition,
      .replace = "CASE WHEN t.tgconstraint = 0 AND t.tgenabled = 'O' AND NOT EXISTS (SELECT FROM "
                 "pg_catalog.pg_trigger p WHERE p.tgparentid = t.oid AND p.tgenabled <> 'O') THEN "
                 "pg_catalog.regexp_replace("
                 "pg_catalog.pg_get_triggerdef(t.oid, true), '^CREATE TRIGGER', "
                 "'CREATE OR REPLACE TRIGGER') END",
      .shape = "ARRAY[(t.tgconstraint = 0)::text]",
      .comment = "pg_catalog.obj_description(t.oid, 'pg_trigger')",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal "
          "AND t.tgparentid = 0 AND {}",
          class_join,
          scope.relation("c")),
  });
}

/// When a trigger, or a rule, fires other than usual.
std::string firing_query(
    const CatalogScope& scope,
    std::string_view what,
    std::string_view name,
    std::string_view state,
    std::string_view join) {
  const std::string set = fmt::format(
      "pg_catalog.format('ALTER TABLE %s %s {} %I', c.oid::regclass, CASE {} WHEN 'D' THEN "
      "'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, {})",
      what == "trigger" ? "TRIGGER" : "RULE",
      state,
      name);
  return select_text({
      .kind = "firing",
      .name = fmt::format("pg_catalog.format('of {} %I ON %s', {}, c.oid::regclass)", what, name),
      .host = "t.tableoid, t.oid, 0",
      .definition = set,
      .drop = fmt::format(
          "pg_catalog.format('ALTER TABLE %s ENABLE {} %I', c.oid::regclass, {})",
          what == "trigger" ? "TRIGGER" : "RULE",
          name),
      .replace = set,
      .from = fmt::format(
          "{}JOIN {} WHERE {} <> 'O' AND {}", class_join, join, state, scope.relation("c")),
  });
}

std::string rule_firing_query(const CatalogScope& scope) {
  return firing_query(
      scope, "rule", "t.rulename", "t.ev_enabled", "pg_catalog.pg_rewrite t ON t.ev_class = c.oid");
}

std::string trigger_firing_query(const CatalogScope& scope) {
  return firing_query(
      scope,
      "trigger",
      "t.tgname",
      "t.tgenabled",
      "pg_catalog.pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgparentid = 0");
}

/// When the trigger that a partition has of its parent fires other than that.
std::string clone_firing_query(const CatalogScope& scope) {
  const auto alter = [](std::string_view trigger) {
    return fmt::format(
        "pg_catalog.format('ALTER TABLE %s %s TRIGGER %I', c.oid::regclass, CASE {}.tgenabled WHEN "
        "'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE "
        "'ENABLE' END, t.tgname)",
        trigger);
  };
  return select_text({
      .kind = "firing",
      .name = "pg_catalog.format('of trigger %I ON %s', t.tgname, c.oid::regclass)",
      .host = "c.tableoid, c.oid, 0",
      .needs = "p.tableoid, p.oid, 0",
      .definition = alter("t"),
      .drop = alter("p"),
      .replace = alter("t"),
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid JOIN pg_catalog.pg_trigger p ON "
          "p.oid = t.tgparentid WHERE t.tgenabled <> p.tgenabled AND {}",
          class_join,
          scope.relation("c")),
  });
}

std::string policy_query(const CatalogScope& scope) {
  constexpr std::string_view clauses =
      " || ' TO ' || pg_catalog.array_to_string(ARRAY(SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE "
      "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r)) END FROM "
      "pg_catalog.unnest(p.polroles) r ORDER BY 1), ', ') || coalesce(' USING (' || "
      "pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')', '') || coalesce(' WITH CHECK (' || "
      "pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')";
  return select_text({
      .kind = "policy",
      .name = "pg_catalog.format('%I ON %s', p.polname, c.oid::regclass)",
      .id = "p.tableoid, p.oid",
      .host = "c.tableoid, c.oid, 0",
      .definition = fmt::format(
          "pg_catalog.format('CREATE POLICY %I ON %s%s FOR %s', p.polname, c.oid::regclass, "
          "CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END, CASE p.polcmd "
          "WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' "
          "WHEN 'd' THEN 'DELETE' ELSE 'ALL' END){}",
          clauses),
      .replace = fmt::format(
          "pg_catalog.format('ALTER POLICY %I ON %s', p.polname, c.oid::regclass){}", clauses),
      .shape = "ARRAY[p.polcmd::text, p.polpermissive::text, (p.polqual IS NULL)::text, "
               "(p.polwithcheck IS NULL)::text]",
      .comment = "pg_catalog.obj_description(p.oid, 'pg_policy')",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid WHERE {}",
          class_join,
          scope.relation("c")),
  });
}

}  // namespace

std::vector<std::string> view_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> queries;
  if (kinds.views) {
    queries.push_back(view_query(scope));
    queries.push_back(view_default_query(scope));
  }
  if (kinds.materialized_views) {
    queries.push_back(materialized_view_query(scope));
    queries.push_back(view_index_query(scope));
  }
  if (kinds.views || kinds.materialized_views || kinds.foreign)
    queries.push_back(view_column_comment_query(scope));
  if (kinds.rules) {
    queries.push_back(rule_query(scope));
    queries.push_back(rule_firing_query(scope));
  }
  if (kinds.triggers) {
    queries.push_back(trigger_query(scope));
    queries.push_back(trigger_firing_query(scope));
    queries.push_back(clone_firing_query(scope));
  }
  if (kinds.policies) queries.push_back(policy_query(scope));
  return queries;
}

}  // namespace migrate::dialect::postgresql
