#include "conformance/catalog.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace migrate::conformance {
namespace {

// One line a thing. Names of the tool's own schema are left out of the text.
constexpr std::string_view postgresql_query = R"(
WITH own AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')
SELECT 'schema ' || nspname FROM own
UNION ALL
SELECT CASE c.relkind WHEN 'r' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence ' WHEN 'p' THEN 'partitioned table ' ELSE 'relation ' END
  || c.relname || coalesce(' options ' || c.reloptions::text, '') || coalesce(' comment ' || obj_description(c.oid, 'pg_class'), '')
  || CASE WHEN c.relkind IN ('v', 'm') THEN ' as ' || pg_get_viewdef(c.oid) ELSE '' END
FROM pg_class c JOIN own ON own.oid = c.relnamespace WHERE c.relkind NOT IN ('i', 'I', 't')
UNION ALL
SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
  || CASE WHEN a.attcollation <> (SELECT t.typcollation FROM pg_type t WHERE t.oid = a.atttypid) THEN ' collate ' || a.attcollation::regcollation ELSE '' END
  || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
  || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' ELSE '' END
  || CASE a.attgenerated WHEN 's' THEN ' generated' ELSE '' END
  || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
  || coalesce(' comment ' || col_description(c.oid, a.attnum), '')
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN own ON own.oid = c.relnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint ' || coalesce(c.relname, t.typname) || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN own ON own.oid = k.connamespace
LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid WHERE k.contype <> 'n' AND k.contype <> 't'
UNION ALL
SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN own ON own.oid = c.relnamespace
WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'enumeration ' || t.typname || ' ' || string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN own ON own.oid = t.typnamespace GROUP BY t.typname
UNION ALL
SELECT 'domain ' || t.typname || ' ' || format_type(t.typbasetype, t.typtypmod) || CASE WHEN t.typnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || t.typdefault, '')
FROM pg_type t JOIN own ON own.oid = t.typnamespace WHERE t.typtype = 'd'
UNION ALL
SELECT 'sequence ' || c.relname || ' start ' || s.seqstart || ' increment ' || s.seqincrement || ' from ' || s.seqmin || ' to ' || s.seqmax || CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN own ON own.oid = c.relnamespace
UNION ALL
SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p JOIN own ON own.oid = p.pronamespace
UNION ALL
SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN own ON own.oid = c.relnamespace WHERE NOT t.tgisinternal
UNION ALL
SELECT 'extension ' || extname FROM pg_extension)";

// What pragmas show; the texts say the rest.
constexpr std::string_view sqlite_queries[] = {
    "SELECT 'column ' || t.name || '.' || c.name || ' ' || lower(c.type) || CASE WHEN "
    "c.\"notnull\" THEN ' not null' "
    "ELSE '' END || CASE WHEN c.pk > 0 THEN ' primary key ' || c.pk ELSE '' END || CASE c.hidden "
    "WHEN 2 THEN ' virtual' "
    "WHEN 3 THEN ' stored' ELSE '' END || coalesce(' default ' || c.dflt_value, '') "
    "FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table'",
    "SELECT 'foreign key ' || t.name || ' ' || f.\"from\" || ' -> ' || f.\"table\" || '.' || "
    "coalesce(f.\"to\", '') || ' on "
    "delete ' || f.on_delete || ' on update ' || f.on_update FROM sqlite_schema t JOIN "
    "pragma_foreign_key_list(t.name) f "
    "WHERE t.type = 'table'",
    "SELECT 'index ' || t.name || ' ' || group_concat(coalesce(x.name, 'expression') || CASE WHEN "
    "x.\"desc\" THEN ' desc' "
    "ELSE '' END, ', ') || CASE WHEN i.\"unique\" THEN ' unique' ELSE '' END || ' origin ' || "
    "i.origin || CASE WHEN "
    "i.partial THEN ' partial' ELSE '' END FROM sqlite_schema t JOIN pragma_index_list(t.name) i "
    "JOIN "
    "pragma_index_xinfo(i.name) x WHERE t.type = 'table' AND x.key GROUP BY t.name, i.name",
};

constexpr std::string_view sqlite_texts =
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL";

/// The text without quotes and white space, in lower case.
std::string folded(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isspace(byte) != 0 || c == '"') continue;
    result += static_cast<char>(std::tolower(byte));
  }
  return result;
}

/// The parts of CREATE TABLE that its commas separate, in an order of their own.
std::string sorted_parts(const std::string& text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (const char c : text.substr(std::min(text.find('('), text.size()))) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == ',' && depth == 1) {
      parts.emplace_back();
    } else if ((c != '(' || depth != 1) && (c != ')' || depth != 0)) {
      parts.back() += c;
    }
  }
  std::ranges::sort(parts);
  std::string result;
  for (const std::string& part : parts)
    result += (result.empty() ? "" : ", ") + part;
  return result;
}

void add_rows(std::vector<std::string>& lines, const std::vector<db::Row>& rows) {
  for (const db::Row& row : rows)
    lines.push_back(row.front().value_or(""));
}

std::vector<std::string> sqlite_lines(db::Connection& connection) {
  std::vector<std::string> lines;
  for (const std::string_view query : sqlite_queries)
    add_rows(lines, connection.query(query));
  for (const db::Row& row : connection.query(sqlite_texts)) {
    const std::string& type = row.at(0).value();
    const std::string text = folded(row.at(2).value());
    lines.push_back(
        type + " " + row.at(1).value() + " " + (type == "table" ? sorted_parts(text) : text));
  }
  return lines;
}

}  // namespace

std::vector<std::string> catalog_lines(std::string_view dialect, db::Connection& connection) {
  std::vector<std::string> lines;
  if (dialect == "sqlite") {
    lines = sqlite_lines(connection);
  } else {
    add_rows(lines, connection.query(postgresql_query));
  }
  std::ranges::sort(lines);
  return lines;
}

std::vector<std::string> difference(
    const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::string> gone;
  std::vector<std::string> result;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::transform(
      gone, std::back_inserter(result), [](const auto& line) { return "- " + line; });
  gone.clear();
  std::ranges::set_difference(after, before, std::back_inserter(gone));
  std::ranges::transform(
      gone, std::back_inserter(result), [](const auto& line) { return "+ " + line; });
  return result;
}

}  // namespace migrate::conformance
