#include "dialect/ansi_ddl.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/lexer.hpp"
#include "sql/pattern.hpp"
#include "sql/quoting.hpp"
#include "sql/splitter.hpp"
#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate::dialect::ansi {
namespace {

std::string name_prefix(const std::string& name) {
  return name.empty() ? std::string{} : fmt::format("CONSTRAINT {} ", sql::quote_identifier(name));
}

std::string include_text(const std::vector<std::string>& columns) {
  return columns.empty() ? std::string{} : " INCLUDE " + in_parentheses(columns);
}

std::string element_text(const schema::ExcludeElement& element) {
  const std::string what = element.column.empty() ? fmt::format("({})", element.expression)
                                                  : sql::quote_identifier(element.column);
  return fmt::format(
      "{}{}{} WITH {}",
      what,
      element.operator_class.empty() ? "" : " ",
      element.operator_class,
      element.with);
}

/// "(a, b WITHOUT OVERLAPS)".
std::string key_columns(const std::vector<std::string>& columns, bool without_overlaps) {
  return fmt::format("({}{})", joined(columns), without_overlaps ? " WITHOUT OVERLAPS" : "");
}

/// "(a, PERIOD b)".
std::string period_columns(std::vector<std::string> columns, bool period) {
  if (!period || columns.empty()) return in_parentheses(columns);
  const std::string last = sql::quote_identifier(columns.back());
  columns.pop_back();
  return fmt::format("({}{}PERIOD {})", joined(columns), columns.empty() ? "" : ", ", last);
}

/// Whether rows are checked: " NOT ENFORCED", " NOT VALID" or nothing. What is not enforced is not
/// valid in any case.
std::string_view validity_text(bool not_enforced, bool not_valid) {
  if (not_enforced) return " NOT ENFORCED";
  return not_valid ? " NOT VALID" : "";
}

std::string references_text(const schema::ForeignKey& key) {
  std::string text = "REFERENCES " + quoted(key.referred_table);
  if (!key.referred_columns.empty()) text += " " + period_columns(key.referred_columns, key.period);
  if (key.match == Match::full) text += " MATCH FULL";
  if (key.on_delete != Action::no_action)
    text += fmt::format(" ON DELETE {}", action_text(key.on_delete));
  if (!key.on_delete_columns.empty()) text += " " + in_parentheses(key.on_delete_columns);
  if (key.on_update != Action::no_action)
    text += fmt::format(" ON UPDATE {}", action_text(key.on_update));
  text += deferral_text(key.deferral);
  return text.append(validity_text(key.not_enforced, key.not_valid));
}

std::string check_text(const schema::Check& check) {
  return fmt::format(
      "CHECK ({}){}{}",
      check.condition,
      check.no_inherit ? " NO INHERIT" : "",
      validity_text(check.not_enforced, check.not_valid));
}

/// What stands behind the columns of a key.
template <typename Key>
std::string key_options(const Key& key) {
  return fmt::format(
      "{}{}{}",
      include_text(key.include),
      deferral_text(key.deferral),
      conflict_text(key.on_conflict));
}

struct ConstraintText {
  std::string operator()(const schema::PrimaryKey& key) const {
    return fmt::format(
        "PRIMARY KEY {}{}", key_columns(key.columns, key.without_overlaps), key_options(key));
  }
  std::string operator()(const schema::Unique& unique) const {
    return fmt::format(
        "UNIQUE {}{}{}",
        unique.nulls_not_distinct ? "NULLS NOT DISTINCT " : "",
        key_columns(unique.columns, unique.without_overlaps),
        key_options(unique));
  }
  std::string operator()(const schema::ForeignKey& key) const {
    return fmt::format(
        "FOREIGN KEY {} {}", period_columns(key.columns, key.period), references_text(key));
  }
  std::string operator()(const schema::Check& check) const { return check_text(check); }
  std::string operator()(const schema::Exclude& exclude) const {
    std::vector<std::string> elements;
    std::ranges::transform(exclude.elements, std::back_inserter(elements), element_text);
    return fmt::format(
        "EXCLUDE USING {} ({}){}{}{}",
        exclude.method.empty() ? "gist" : sql::quote_identifier(exclude.method),
        fmt::join(elements, ", "),
        include_text(exclude.include),
        exclude.where.empty() ? "" : fmt::format(" WHERE ({})", exclude.where),
        deferral_text(exclude.deferral));
  }
};

/// The constraints that can stand behind a column, there.
struct ColumnConstraintText {
  std::string operator()(const schema::PrimaryKey& key) const {
    return "PRIMARY KEY" + key_options(key);
  }
  std::string operator()(const schema::Unique& unique) const {
    return fmt::format(
        "UNIQUE{}{}", unique.nulls_not_distinct ? " NULLS NOT DISTINCT" : "", key_options(unique));
  }
  std::string operator()(const schema::ForeignKey& key) const { return references_text(key); }
  std::string operator()(const schema::Check& check) const { return check_text(check); }
  std::string operator()(const schema::Exclude& exclude) const {
    throw Error(
        ErrorCode::unsupported,
        fmt::format("the exclusion constraint {} cannot stand behind a column", exclude.name),
        "add the column without `if_not_exists`, or the constraint by itself");
  }
};

std::string index_column_text(const schema::IndexColumn& column) {
  std::string text = column.name.empty() ? fmt::format("({})", column.expression)
                                         : sql::quote_identifier(column.name);
  if (!column.collation.empty()) text += " COLLATE " + collation_text(column.collation);
  if (!column.operator_class.empty()) text += " " + column.operator_class;
  if (column.order == Order::descending) text += " DESC";
  if (column.nulls == Nulls::first) text += " NULLS FIRST";
  if (column.nulls == Nulls::last) text += " NULLS LAST";
  return text;
}

/// The number of a `$1`; nothing for other text.
std::optional<std::size_t> parameter_number(const sql::Token& token) {
  if (token.kind != sql::TokenKind::parameter || !token.text.starts_with('$')) return std::nullopt;
  std::size_t number = 0;
  const char* const end = token.text.data() + token.text.size();
  const auto [stop, failure] = std::from_chars(token.text.data() + 1, end, number);
  return failure == std::errc{} && stop == end ? number : 0;
}

/// The value in the midst of an expression: behind a minus, another one would begin a comment.
std::string operand(const Dialect& dialect, const schema::Value& value) {
  std::string text = dialect.literal(value);
  return text.starts_with('-') ? fmt::format("({})", text) : text;
}

std::string row_text(const Dialect& dialect, const std::vector<schema::Value>& row) {
  std::vector<std::string> literals;
  std::ranges::transform(row, std::back_inserter(literals), [&](const schema::Value& value) {
    return dialect.literal(value);
  });
  return fmt::format("({})", fmt::join(literals, ", "));
}

std::vector<sql::Piece> split_pieces(const Dialect& dialect, const support::Source& source) {
  try {
    return sql::split(source, source.text, dialect.syntax());
  } catch (const Error& error) {
    // The place would be one in the text, which nobody has as a file.
    throw Error(ErrorCode::unit_error, error.message(), error.hint());
  }
}

}  // namespace

std::string quoted(const schema::Name& name) {
  return sql::qualified_name(name.schema, name.name);
}

std::string joined(const std::vector<std::string>& names) {
  std::vector<std::string> quoted_names;
  std::ranges::transform(names, std::back_inserter(quoted_names), sql::quote_identifier);
  return fmt::format("{}", fmt::join(quoted_names, ", "));
}

std::string in_parentheses(const std::vector<std::string>& names) {
  return fmt::format("({})", joined(names));
}

std::string constraint_text(const schema::Constraint& constraint) {
  return name_prefix(schema::name(constraint)) + std::visit(ConstraintText{}, constraint);
}

std::string column_constraint_text(const schema::Constraint& constraint) {
  return name_prefix(schema::name(constraint)) + std::visit(ColumnConstraintText{}, constraint);
}

std::string_view action_text(Action action) {
  switch (action) {
    case Action::no_action: return "NO ACTION";
    case Action::restrict: return "RESTRICT";
    case Action::cascade: return "CASCADE";
    case Action::set_null: return "SET NULL";
    case Action::set_default: return "SET DEFAULT";
  }
  return {};
}

std::string_view deferral_text(Deferral deferral) {
  switch (deferral) {
    case Deferral::not_deferrable: return "";
    case Deferral::deferrable: return " DEFERRABLE";
    case Deferral::initially_deferred: return " DEFERRABLE INITIALLY DEFERRED";
  }
  return {};
}

std::string_view conflict_text(OnConflict on_conflict) {
  switch (on_conflict) {
    case OnConflict::unspecified: return "";
    case OnConflict::rollback: return " ON CONFLICT ROLLBACK";
    case OnConflict::abort: return " ON CONFLICT ABORT";
    case OnConflict::fail: return " ON CONFLICT FAIL";
    case OnConflict::ignore: return " ON CONFLICT IGNORE";
    case OnConflict::replace: return " ON CONFLICT REPLACE";
  }
  return {};
}

std::string collation_text(std::string_view name) {
  const std::size_t point = name.find('.');
  const std::string_view front = name.substr(0, point);
  constexpr std::size_t longest_language = 3;  // "de_DE", "nds_DE"
  const bool is_locale = front == "C" || front == "POSIX" || front.find('_') <= longest_language;
  if (point == std::string_view::npos || is_locale) return sql::quote_identifier(name);
  return sql::qualified_name(front, name.substr(point + 1));
}

std::string with_length(std::string_view name, const schema::Type& type) {
  return type.length ? fmt::format("{}({})", name, *type.length) : std::string(name);
}

std::string numeric_text(const schema::Type& type) {
  if (!type.length) return "numeric";
  return fmt::format("numeric({}, {})", *type.length, type.scale.value_or(0));
}

std::string real_text(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
  return text;
}

std::string column_text(
    const Dialect& dialect, const schema::Column& column, std::string_view default_text) {
  std::string text =
      fmt::format("{} {}", sql::quote_identifier(column.name), dialect.spell(column.type));
  if (!column.collation.empty()) text += " COLLATE " + collation_text(column.collation);
  if (!default_text.empty()) text += fmt::format(" DEFAULT {}", default_text);
  if (column.computed) {
    text += fmt::format(
        " GENERATED ALWAYS AS ({}) {}",
        column.computed->expression,
        column.computed->storage == Storage::stored ? "STORED" : "VIRTUAL");
  }
  if (column.nullable) return text;
  return text.append(" NOT NULL").append(conflict_text(column.not_null_conflict));
}

std::string index_text(const schema::Index& index) {
  std::vector<std::string> columns;
  std::ranges::transform(index.columns, std::back_inserter(columns), index_column_text);
  std::string text;
  if (!index.method.empty()) text += " USING " + sql::quote_identifier(index.method);
  text += fmt::format(" ({})", fmt::join(columns, ", "));
  text += include_text(index.include);
  if (index.nulls_not_distinct) text += " NULLS NOT DISTINCT";
  text += with_text(index.with);
  if (!index.tablespace.empty()) text += " TABLESPACE " + sql::quote_identifier(index.tablespace);
  if (!index.where.empty()) text += fmt::format(" WHERE {}", index.where);
  return text;
}

std::string with_text(const std::vector<schema::Setting>& settings) {
  if (settings.empty()) return {};
  std::vector<std::string> texts;
  std::ranges::transform(settings, std::back_inserter(texts), [](const schema::Setting& setting) {
    return setting.value.empty() ? setting.name
                                 : fmt::format("{} = {}", setting.name, setting.value);
  });
  return fmt::format(" WITH ({})", fmt::join(texts, ", "));
}

std::vector<std::string> insert_statements(
    const Dialect& dialect,
    const schema::Name& table,
    const std::vector<std::string>& columns,
    const std::vector<std::vector<schema::Value>>& rows) {
  constexpr std::size_t most_bytes = 256UL * 1024;
  if (columns.empty()) throw Error(ErrorCode::unit_error, "bulk_insert names no columns");
  const std::string begin =
      fmt::format("INSERT INTO {} {} VALUES", quoted(table), in_parentheses(columns));
  std::vector<std::string> statements;
  for (const auto& row : rows) {
    if (row.size() != columns.size()) {
      throw Error(
          ErrorCode::unit_error,
          fmt::format(
              "bulk_insert names {} columns, and a row has {} values", columns.size(), row.size()));
    }
    const bool is_first = statements.empty() || statements.back().size() > most_bytes;
    if (is_first) statements.push_back(begin);
    statements.back() += (is_first ? "\n  " : ",\n  ") + row_text(dialect, row);
  }
  return statements;
}

std::string with_values(
    const Dialect& dialect,
    std::string_view text,
    const std::vector<schema::Value>& values,
    operations::UnusedParameters unused) {
  const sql::Syntax& syntax = dialect.syntax();
  if (values.empty() && sql::matches(text, "CREATE|PREPARE", syntax)) return std::string(text);
  std::string result;
  std::vector<bool> is_used(values.size(), unused == operations::UnusedParameters::allowed);
  sql::Lexer lexer(text, syntax);
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    const auto number = parameter_number(token);
    if (!number) {
      result += token.text;
      continue;
    }
    if (*number == 0 || *number > values.size()) {
      throw Error(
          ErrorCode::unit_error,
          fmt::format("there is no value for {}: {} are given", token.text, values.size()),
          "give the values behind the statement: op.execute(\"... $1\", {value})");
    }
    is_used[*number - 1] = true;
    result += operand(dialect, values[*number - 1]);
  }
  const auto missing = std::ranges::find(is_used, false);
  if (missing == is_used.end()) return result;
  throw Error(
      ErrorCode::unit_error,
      fmt::format("the statement has no ${} for a value", missing - is_used.begin() + 1));
}

std::string query_statement(
    const Dialect& dialect, const std::string& text, const std::vector<schema::Value>& values) {
  const auto statements = execute_statements(dialect, {.sql = text, .parameters = values});
  if (statements.size() != 1) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("a query is one statement, and this is {}", statements.size()),
        "run the others with op.execute");
  }
  if (sql::matches(statements.front(), "COPY", dialect.syntax())) {
    throw Error(ErrorCode::unit_error, "COPY is no query", "ask with SELECT");
  }
  return statements.front();
}

std::vector<std::string> execute_statements(
    const Dialect& dialect, const operations::ExecuteSql& execute) {
  const support::Source source{
      .text = with_values(dialect, execute.sql, execute.parameters, execute.unused)};
  std::vector<std::string> statements;
  for (const sql::Piece& piece : split_pieces(dialect, source)) {
    if (piece.is_copy) {
      throw Error(
          ErrorCode::unit_error,
          "COPY ... FROM STDIN has no data here",
          "use op.bulk_insert, or a SQL unit with the data behind the statement");
    }
    if (!piece.statement.empty()) statements.emplace_back(piece.statement);
  }
  return statements;
}

}  // namespace migrate::dialect::ansi
