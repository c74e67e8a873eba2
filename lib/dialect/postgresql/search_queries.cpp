#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/object_text.hpp"

// Text search: parsers, templates, dictionaries, configurations.
namespace migrate::dialect::postgresql {
namespace {

std::string own(const CatalogScope& scope, std::string_view row, std::string_view catalog) {
  const std::string_view prefix = catalog == "pg_ts_parser"     ? "prs"
                                  : catalog == "pg_ts_template" ? "tmpl"
                                  : catalog == "pg_ts_dict"     ? "dict"
                                                                : "cfg";
  return fmt::format(
      "{} AND {} AND {}",
      scope.everything(),
      scope.schema(fmt::format("{}.{}namespace", row, prefix)),
      no_extension_member(fmt::format("{}.oid", row), catalog));
}

std::string parser_name() {
  return qualified_name("pg_ts_parser_is_visible", "p.oid", "p.prsname", "n");
}

std::string parser_query(const CatalogScope& scope) {
  return select_text({
      .kind = "text search parser",
      .name = parser_name(),
      .id = "p.tableoid, p.oid",
      .schema = scope.schema_name("n"),
      .definition = fmt::format(
          "pg_catalog.format('CREATE TEXT SEARCH PARSER %s (START = %s, GETTOKEN = %s, END = %s, "
          "LEXTYPES = %s%s)', {}, p.prsstart, p.prstoken, p.prsend, p.prslextype, CASE WHEN "
          "p.prsheadline <> 0 THEN ', HEADLINE = ' || p.prsheadline ELSE '' END)",
          parser_name()),
      .comment = "pg_catalog.obj_description(p.oid, 'pg_ts_parser')",
      .from = fmt::format(
          "FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = "
          "p.prsnamespace WHERE {}",
          own(scope, "p", "pg_ts_parser")),
  });
}

std::string template_name() {
  return qualified_name("pg_ts_template_is_visible", "t.oid", "t.tmplname", "n");
}

std::string template_query(const CatalogScope& scope) {
  return select_text({
      .kind = "text search template",
      .name = template_name(),
      .id = "t.tableoid, t.oid",
      .schema = scope.schema_name("n"),
      .definition = fmt::format(
          "pg_catalog.format('CREATE TEXT SEARCH TEMPLATE %s (%sLEXIZE = %s)', {}, CASE WHEN "
          "t.tmplinit <> 0 THEN pg_catalog.format('INIT = %s, ', t.tmplinit) ELSE '' END, "
          "t.tmpllexize)",
          template_name()),
      .comment = "pg_catalog.obj_description(t.oid, 'pg_ts_template')",
      .from = fmt::format(
          "FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = "
          "t.tmplnamespace WHERE {}",
          own(scope, "t", "pg_ts_template")),
  });
}

std::string dictionary_query(const CatalogScope& scope) {
  const std::string create = fmt::format(
      "pg_catalog.format('CREATE TEXT SEARCH DICTIONARY %s (TEMPLATE = %s', "
      "d.oid::regdictionary, {})",
      qualified_name("pg_ts_template_is_visible", "t.oid", "t.tmplname", "m"));
  return select_text({
      .kind = "text search dictionary",
      .name = "d.oid::regdictionary",
      .id = "d.tableoid, d.oid",
      .schema = scope.schema_name("n"),
      .definition = create + " || ')'",
      .create = create + " || coalesce(', ' || nullif(d.dictinitoption, ''), '') || ')'",
      .owner = "d.dictowner",
      .comment = "pg_catalog.obj_description(d.oid, 'pg_ts_dict')",
      .from = fmt::format(
          "FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace "
          "JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate JOIN "
          "pg_catalog.pg_namespace m ON m.oid = t.tmplnamespace WHERE {}",
          own(scope, "d", "pg_ts_dict")),
  });
}

/// The server keeps the options as it prints them: "language = 'english', stopwords = 'x'".
std::string dictionary_option_query(const CatalogScope& scope) {
  constexpr std::string_view set =
      "pg_catalog.format('ALTER TEXT SEARCH DICTIONARY %s (%s = %s)', d.oid::regdictionary, "
      "o.words[1], o.words[2])";
  return select_text({
      .kind = "option",
      .name = "pg_catalog.format('%s of text search dictionary %s', o.words[1], "
              "d.oid::regdictionary)",
      .host = "d.tableoid, d.oid, 0",
      .definition = set,
      .drop = "pg_catalog.format('ALTER TEXT SEARCH DICTIONARY %s (%s)', d.oid::regdictionary, "
              "o.words[1])",
      .replace = set,
      .is_inline = "true",
      .from = fmt::format(
          "FROM pg_catalog.pg_ts_dict d CROSS JOIN LATERAL pg_catalog.regexp_matches("
          "d.dictinitoption, '(?:^|, )(\"(?:[^\"]|\"\")+\"|[^ \"]+) = "
          "(E?''(?:[^'']|'''')*''|[^'', ]+)', 'g') AS o (words) WHERE {}",
          own(scope, "d", "pg_ts_dict")),
  });
}

std::string configuration_query(const CatalogScope& scope) {
  return select_text({
      .kind = "text search configuration",
      .name = "c.oid::regconfig",
      .id = "c.tableoid, c.oid",
      .schema = scope.schema_name("n"),
      .definition = fmt::format(
          "pg_catalog.format('CREATE TEXT SEARCH CONFIGURATION %s (PARSER = %s)', "
          "c.oid::regconfig, {})",
          qualified_name("pg_ts_parser_is_visible", "p.oid", "p.prsname", "m")),
      .owner = "c.cfgowner",
      .comment = "pg_catalog.obj_description(c.oid, 'pg_ts_config')",
      .from = fmt::format(
          "FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = "
          "c.cfgnamespace JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser JOIN "
          "pg_catalog.pg_namespace m ON m.oid = p.prsnamespace WHERE {}",
          own(scope, "c", "pg_ts_config")),
  });
}

/// The dictionaries for one kind of token.
std::string mapping_query(const CatalogScope& scope) {
  const auto alter = [](std::string_view verb) {
    return fmt::format(
        "pg_catalog.format('ALTER TEXT SEARCH CONFIGURATION %s {} MAPPING FOR %I', "
        "c.oid::regconfig, k.alias)",
        verb);
  };
  constexpr std::string_view dictionaries =
      " || ' WITH ' || (SELECT pg_catalog.string_agg(m.mapdict::regdictionary::text, ', ' "
      "ORDER BY m.mapseqno) FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg = c.oid AND "
      "m.maptokentype = k.tokid)";
  return select_text({
      .kind = "mapping",
      .name = "pg_catalog.format('for %s of text search configuration %s', k.alias, "
              "c.oid::regconfig)",
      .id = "c.oid, k.tokid",
      .host = "c.tableoid, c.oid, 0",
      .definition = alter("ADD") + std::string(dictionaries),
      .drop = alter("DROP"),
      .replace = alter("ALTER") + std::string(dictionaries),
      .from = fmt::format(
          "FROM pg_catalog.pg_ts_config c CROSS JOIN LATERAL "
          "pg_catalog.ts_token_type(c.cfgparser) k WHERE EXISTS (SELECT FROM "
          "pg_catalog.pg_ts_config_map m WHERE m.mapcfg = c.oid AND m.maptokentype = k.tokid) "
          "AND {}",
          own(scope, "c", "pg_ts_config")),
  });
}

}  // namespace

std::vector<std::string> search_queries(const CatalogScope& scope) {
  return {
      parser_query(scope),
      template_query(scope),
      dictionary_query(scope),
      dictionary_option_query(scope),
      configuration_query(scope),
      mapping_query(scope)};
}

}  // namespace migrate::dialect::postgresql
