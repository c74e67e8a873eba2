#include "dialect/postgresql/type_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

enum class Arguments { none, length, digits, mantissa };

struct KnownWords {
  std::string_view words{};
  TypeKind kind{};
  Arguments arguments{Arguments::none};
};

constexpr std::array known_words{
    KnownWords{"int2", TypeKind::small_integer},
    KnownWords{"smallint", TypeKind::small_integer},
    KnownWords{"int", TypeKind::integer},
    KnownWords{"int4", TypeKind::integer},
    KnownWords{"integer", TypeKind::integer},
    KnownWords{"int8", TypeKind::big_integer},
    KnownWords{"bigint", TypeKind::big_integer},
    KnownWords{"numeric", TypeKind::numeric, Arguments::digits},
    KnownWords{"decimal", TypeKind::numeric, Arguments::digits},
    KnownWords{"dec", TypeKind::numeric, Arguments::digits},
    KnownWords{"real", TypeKind::real},
    KnownWords{"float4", TypeKind::real},
    KnownWords{"float8", TypeKind::double_precision},
    KnownWords{"double precision", TypeKind::double_precision},
    KnownWords{"float", TypeKind::double_precision, Arguments::mantissa},
    KnownWords{"bool", TypeKind::boolean},
    KnownWords{"boolean", TypeKind::boolean},
    KnownWords{"text", TypeKind::text},
    KnownWords{"varchar", TypeKind::varchar, Arguments::length},
    KnownWords{"character varying", TypeKind::varchar, Arguments::length},
    KnownWords{"char varying", TypeKind::varchar, Arguments::length},
    KnownWords{"national character varying", TypeKind::varchar, Arguments::length},
    KnownWords{"national char varying", TypeKind::varchar, Arguments::length},
    KnownWords{"nchar varying", TypeKind::varchar, Arguments::length},
    KnownWords{"char", TypeKind::character, Arguments::length},
    KnownWords{"character", TypeKind::character, Arguments::length},
    KnownWords{"national character", TypeKind::character, Arguments::length},
    KnownWords{"national char", TypeKind::character, Arguments::length},
    KnownWords{"nchar", TypeKind::character, Arguments::length},
    KnownWords{"date", TypeKind::date},
    KnownWords{"time", TypeKind::time, Arguments::length},
    KnownWords{"time without time zone", TypeKind::time, Arguments::length},
    KnownWords{"timetz", TypeKind::time_with_zone, Arguments::length},
    KnownWords{"time with time zone", TypeKind::time_with_zone, Arguments::length},
    KnownWords{"timestamp", TypeKind::timestamp, Arguments::length},
    KnownWords{"timestamp without time zone", TypeKind::timestamp, Arguments::length},
    KnownWords{"timestamptz", TypeKind::timestamp_with_zone, Arguments::length},
    KnownWords{"timestamp with time zone", TypeKind::timestamp_with_zone, Arguments::length},
    KnownWords{"interval", TypeKind::interval},
    KnownWords{"bytea", TypeKind::binary},
    KnownWords{"uuid", TypeKind::uuid},
    KnownWords{"json", TypeKind::json},
    KnownWords{"jsonb", TypeKind::jsonb},
};

/// The words of a type, cut where they mean something.
struct Cut {
  std::vector<std::string> words{};  // in lower case
  std::vector<int> arguments{};
  bool has_arguments{false};
  bool is_array{false};
};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<sql::Token> tokens_of(std::string_view text) {
  std::vector<sql::Token> tokens;
  sql::Lexer lexer(text, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    const bool is_blank = token.kind == sql::TokenKind::space ||
                          token.kind == sql::TokenKind::line_comment ||
                          token.kind == sql::TokenKind::block_comment;
    if (!is_blank) tokens.push_back(token);
  }
  return tokens;
}

/// `pg_catalog.` in front.
std::size_t behind_catalog(const std::vector<sql::Token>& tokens) {
  const bool has_catalog =
      tokens.size() > 2 && sql::same_word(tokens[0].text, "pg_catalog") && tokens[1].text == ".";
  return has_catalog ? 2 : 0;
}

/// The numbers between the parentheses that begin at `i`, which moves behind them. False: something
/// else stands there.
bool read_arguments(const std::vector<sql::Token>& tokens, std::size_t& i, Cut& cut) {
  if (cut.has_arguments || cut.words.empty()) return false;
  cut.has_arguments = true;
  for (++i; i < tokens.size(); ++i) {
    if (tokens[i].kind == sql::TokenKind::close_parenthesis) return !cut.arguments.empty();
    if (tokens[i].text == ",") continue;
    const auto value = number(tokens[i].text);
    if (!value) return false;
    cut.arguments.push_back(*value);
  }
  return false;
}

/// "[]", "[3]", "array", to the end.
bool is_array_mark(const std::vector<sql::Token>& tokens, std::size_t i) {
  for (; i < tokens.size(); ++i) {
    const bool is_part = tokens[i].text.find_first_not_of("[]") == std::string_view::npos ||
                         tokens[i].kind == sql::TokenKind::number ||
                         sql::same_word(tokens[i].text, "array");
    if (!is_part) return false;
  }
  return true;
}

std::optional<Cut> cut_words(std::string_view text) {
  const std::vector<sql::Token> tokens = tokens_of(text);
  Cut cut;
  for (std::size_t i = behind_catalog(tokens); i < tokens.size(); ++i) {
    const sql::Token& token = tokens[i];
    if (token.kind == sql::TokenKind::open_parenthesis) {
      if (!read_arguments(tokens, i, cut)) return std::nullopt;
    } else if (token.text.starts_with('[') || sql::same_word(token.text, "array")) {
      cut.is_array = true;
      return is_array_mark(tokens, i) ? std::optional(cut) : std::nullopt;
    } else if (token.kind == sql::TokenKind::word) {
      cut.words.push_back(support::to_lower(token.text));
    } else {
      return std::nullopt;
    }
  }
  return cut;
}

/// A binary number of at least so many bits (PostgreSQL 15, 8.1.3).
std::optional<schema::Type> float_type(const Cut& cut) {
  constexpr int most_of_real = 24;
  constexpr int most = 53;
  if (cut.arguments.size() != 1 || cut.arguments[0] < 1 || cut.arguments[0] > most)
    return std::nullopt;
  return schema::Type{
      .kind = cut.arguments[0] <= most_of_real ? TypeKind::real : TypeKind::double_precision};
}

std::optional<schema::Type> with_arguments(const KnownWords& known, const Cut& cut) {
  schema::Type type{.kind = known.kind};
  if (!cut.has_arguments) return type;
  const std::size_t count = cut.arguments.size();
  switch (known.arguments) {
    case Arguments::none: return std::nullopt;
    case Arguments::mantissa: return float_type(cut);
    case Arguments::length:
      if (count != 1) return std::nullopt;
      type.length = cut.arguments[0];
      return type;
    case Arguments::digits:
      if (count > 2) return std::nullopt;
      type.length = cut.arguments[0];
      type.scale = count == 2 ? cut.arguments[1] : 0;
      return type;
  }
  return std::nullopt;
}

bool has_length(TypeKind kind) {
  constexpr std::array kinds{
      TypeKind::numeric,
      TypeKind::varchar,
      TypeKind::character,
      TypeKind::time,
      TypeKind::time_with_zone,
      TypeKind::timestamp,
      TypeKind::timestamp_with_zone};
  return std::ranges::find(kinds, kind) != kinds.end();
}

/// The words without a schema in front that goes without saying.
std::string without_schema(const std::string& words, std::string_view default_schema) {
  for (const std::string& schema :
       {sql::quote_identifier(default_schema), std::string("pg_catalog")}) {
    if (schema.size() > 2 && words.starts_with(schema + "."))
      return words.substr(schema.size() + 1);
  }
  return words;
}

/// A length is there exactly where it means something, also when it is the usual one.
void set_usual_length(schema::Type& type) {
  if (!has_length(type.kind)) type.length.reset();
  if (type.kind == TypeKind::varchar && type.length == 0) type.length.reset();
  if (type.kind == TypeKind::character && !type.length) type.length = 1;
  if (type.kind != TypeKind::numeric || !type.length) type.scale.reset();
  if (type.kind == TypeKind::numeric && type.length && !type.scale) type.scale = 0;
}

/// The type that the words stand for, if they are known; else without a schema that goes without
/// saying, and what makes it an array.
schema::Type without_idle_words(schema::Type type, std::string_view default_schema) {
  if (auto known = read_type_words(type.name)) {
    known->dimensions += type.dimensions;
    return *std::move(known);
  }
  type.name = without_schema(std::string(support::trim(type.name)), default_schema);
  constexpr std::string_view array = "[]";
  while (type.name.ends_with(array)) {
    type.name.resize(type.name.size() - array.size());
    ++type.dimensions;
  }
  return type;
}

}  // namespace

std::optional<schema::Type> read_type_words(std::string_view words) {
  const auto cut = cut_words(words);
  if (!cut || cut->words.empty()) return std::nullopt;
  const std::string joined = fmt::format("{}", fmt::join(cut->words, " "));
  const auto* const known = std::ranges::find(known_words, joined, &KnownWords::words);
  if (known == known_words.end()) return std::nullopt;
  auto type = with_arguments(*known, *cut);
  if (type && cut->is_array) type->dimensions = 1;
  return type;
}

schema::Type canonical_type(schema::Type type, std::string_view default_schema) {
  if (type.kind == TypeKind::verbatim) type = without_idle_words(type, default_schema);
  if (type.schema == default_schema || type.kind != TypeKind::enumeration) type.schema.clear();
  set_usual_length(type);
  type.dimensions = std::min(type.dimensions, 1);
  return type;
}

std::optional<schema::Name> read_type_name(std::string_view words) {
  const auto name_of = [](const sql::Token& token) -> std::optional<std::string> {
    if (token.kind == sql::TokenKind::word) return support::to_lower(token.text);
    if (token.kind != sql::TokenKind::quoted_identifier) return std::nullopt;
    const std::string_view inner = token.text.substr(1, token.text.size() - 2);
    return support::replace_all(std::string(inner), R"("")", "\"");
  };
  const std::vector<sql::Token> tokens = tokens_of(words);
  constexpr std::size_t qualified = 3;
  if (tokens.size() != 1 && tokens.size() != qualified) return std::nullopt;
  const auto name = name_of(tokens.back());
  if (!name || tokens.size() == 1)
    return name ? std::optional(schema::Name{.name = *name}) : std::nullopt;
  const auto schema = name_of(tokens.front());
  if (!schema || tokens[1].text != ".") return std::nullopt;
  return schema::Name{.schema = *schema, .name = *name};
}

bool is_serial(std::string_view words) {
  constexpr std::array<std::string_view, 6> names{
      "serial", "serial2", "serial4", "serial8", "smallserial", "bigserial"};
  const std::string_view word = support::trim(words);
  return std::ranges::any_of(
      names, [&](std::string_view name) { return sql::same_word(name, word); });
}

}  // namespace migrate::dialect::postgresql
