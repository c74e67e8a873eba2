#include "models/type_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/suggest.hpp"
#include "support/text.hpp"

namespace migrate::models {
namespace {

/// A kind, and how many numbers may stand behind it.
struct Kind {
  TypeKind kind;
  std::size_t least;
  std::size_t most;
};

constexpr std::array kinds{
    Kind{TypeKind::small_integer, 0, 0},
    Kind{TypeKind::integer, 0, 0},
    Kind{TypeKind::big_integer, 0, 0},
    Kind{TypeKind::numeric, 0, 2},
    Kind{TypeKind::real, 0, 0},
    Kind{TypeKind::double_precision, 0, 0},
    Kind{TypeKind::boolean, 0, 0},
    Kind{TypeKind::text, 0, 0},
    Kind{TypeKind::varchar, 0, 1},
    Kind{TypeKind::character, 1, 1},
    Kind{TypeKind::date, 0, 0},
    Kind{TypeKind::time, 0, 1},
    Kind{TypeKind::time_with_zone, 0, 1},
    Kind{TypeKind::timestamp, 0, 1},
    Kind{TypeKind::timestamp_with_zone, 0, 1},
    Kind{TypeKind::interval, 0, 0},
    Kind{TypeKind::binary, 0, 0},
    Kind{TypeKind::uuid, 0, 0},
    Kind{TypeKind::json, 0, 0},
    Kind{TypeKind::jsonb, 0, 0},
};

constexpr std::string_view enumeration_word = "enumeration";
constexpr std::string_view verbatim_word = "verbatim";
constexpr std::string_view array_word = "array";

/// Words of databases for what has another word here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> other_words{{
    {"smallint", "small_integer"},
    {"int2", "small_integer"},
    {"int", "integer"},
    {"int4", "integer"},
    {"bigint", "big_integer"},
    {"int8", "big_integer"},
    {"decimal", "numeric"},
    {"float", "double_precision"},
    {"double", "double_precision"},
    {"bool", "boolean"},
    {"string", "text"},
    {"char", "character"},
    {"datetime", "timestamp"},
    {"timestamptz", "timestamp_with_zone"},
    {"timetz", "time_with_zone"},
    {"bytea", "binary"},
    {"blob", "binary"},
}};

/// An argument as it stands, or the text between its quotes.
struct Argument {
  std::string text{};
  bool is_quoted{false};
};

Error no_type(const std::string& message, const std::string& hint = {}) {
  return {ErrorCode::invalid_config, message, hint};
}

class Reader final {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  schema::Type run() {
    schema::Type type = take_type();
    if (!rest_.empty()) throw no_type(fmt::format("`{}` stands behind the type", rest_));
    return type;
  }

 private:
  schema::Type take_type() {
    const std::string_view word = take_word();
    schema::Type type = word == array_word ? take_array() : type_of(word, take_arguments());
    while (take("[")) {
      if (!take("]")) throw no_type("a `]` is missing");
      ++type.dimensions;
    }
    return type;
  }

  schema::Type take_array() {
    if (!take("(")) throw no_type("array needs what it is of", "array(integer)");
    schema::Type type = take_type();
    if (!take(")")) throw no_type("a `)` is missing");
    ++type.dimensions;
    return type;
  }

  bool take(std::string_view symbol) {
    rest_ = support::trim(rest_);
    if (!rest_.starts_with(symbol)) return false;
    rest_ = support::trim(rest_.substr(symbol.size()));
    return true;
  }

  std::string_view take_word() {
    rest_ = support::trim(rest_);
    const std::size_t size = std::min(rest_.find_first_of("()[],\" \t\n"), rest_.size());
    return take_front(size);
  }

  std::string_view take_front(std::size_t size) {
    const std::string_view front = rest_.substr(0, size);
    rest_ = support::trim(rest_.substr(size));
    return front;
  }

  std::vector<Argument> take_arguments() {
    std::vector<Argument> arguments;
    if (!take("(") || take(")")) return arguments;
    do {
      arguments.push_back(take_argument());
    } while (take(","));
    if (!take(")")) throw no_type("a `)` is missing");
    return arguments;
  }

  Argument take_argument() {
    if (rest_.starts_with('"')) return {.text = take_quoted(), .is_quoted = true};
    const std::size_t size = std::min(rest_.find_first_of("(),\""), rest_.size());
    return {.text = std::string(support::trim(take_front(size)))};
  }

  std::string take_quoted() {
    std::string text;
    std::size_t at = 1;
    for (; at < rest_.size() && rest_[at] != '"'; ++at) {
      if (rest_[at] == '\\' && at + 1 < rest_.size()) ++at;
      text += rest_[at];
    }
    if (at >= rest_.size()) throw no_type("a quotation mark is missing");
    take_front(at + 1);
    return text;
  }

  static schema::Type type_of(std::string_view word, const std::vector<Argument>& arguments) {
    if (word == enumeration_word) return enumeration_of(arguments);
    if (word == verbatim_word) return verbatim_of(arguments);
    const auto* const kind = std::ranges::find_if(
        kinds, [&](const Kind& one) { return schema::name(one.kind) == word; });
    if (kind == kinds.end()) throw unknown(word);
    if (arguments.size() < kind->least || arguments.size() > kind->most) {
      throw no_type(fmt::format(
          "{} takes {}", word, kind->most == 0 ? "no numbers" : "another count of numbers"));
    }
    schema::Type type{.kind = kind->kind};
    if (!arguments.empty()) type.length = number(arguments[0]);
    if (arguments.size() > 1) type.scale = number(arguments[1]);
    // As the function of the SDK has it.
    if (type.kind == TypeKind::numeric && arguments.size() == 1) type.scale = 0;
    return type;
  }

  static schema::Type enumeration_of(const std::vector<Argument>& arguments) {
    if (arguments.empty() || arguments.size() > 2 || arguments[0].text.empty()) {
      throw no_type(
          "enumeration needs its name", "enumeration(mood), or enumeration(mood, schema)");
    }
    return {
        .kind = TypeKind::enumeration,
        .name = arguments[0].text,
        .schema = arguments.size() > 1 ? arguments[1].text : std::string()};
  }

  static schema::Type verbatim_of(const std::vector<Argument>& arguments) {
    if (arguments.size() != 1 || !arguments[0].is_quoted) {
      throw no_type("verbatim needs the words of the database", R"(verbatim("tstzrange"))");
    }
    return {.kind = TypeKind::verbatim, .name = arguments[0].text};
  }

  static int number(const Argument& argument) {
    int result = 0;
    const char* const end = argument.text.data() + argument.text.size();
    const auto [at, failure] = std::from_chars(argument.text.data(), end, result);
    if (argument.is_quoted || failure != std::errc{} || at != end || result < 0) {
      throw no_type(fmt::format("`{}` is no number", argument.text));
    }
    return result;
  }

  static Error unknown(std::string_view word) {
    const std::string lower = support::to_lower(word);
    for (const auto& [other, ours] : other_words) {
      if (lower == other) {
        return no_type(
            fmt::format("`{}` is no type", word), fmt::format("did you mean `{}`?", ours));
      }
    }
    std::vector<std::string> known;
    std::ranges::transform(kinds, std::back_inserter(known), [](const Kind& kind) {
      return std::string(schema::name(kind.kind));
    });
    const std::string guess = support::did_you_mean(word, known);
    return no_type(
        fmt::format("`{}` is no type", word),
        guess.empty() ? fmt::format("a type of the database's own: verbatim(\"{}\")", word)
                      : guess);
  }

  std::string_view rest_;
};

bool is_bare(std::string_view text) {
  return !text.empty() && text.find_first_of("()[],\"\\ \t\r\n") == std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string argument(const std::string& text) {
  return is_bare(text) ? text : quoted(text);
}

std::string arguments(const schema::Type& type) {
  if (type.kind == TypeKind::verbatim) return quoted(type.name);
  if (type.kind == TypeKind::enumeration) {
    return type.schema.empty() ? argument(type.name)
                               : fmt::format("{}, {}", argument(type.name), argument(type.schema));
  }
  if (!type.length) return {};
  return type.scale ? fmt::format("{}, {}", *type.length, *type.scale)
                    : std::to_string(*type.length);
}

}  // namespace

std::string write_type(const schema::Type& type) {
  std::string result(schema::name(type.kind));
  const bool has_name = type.kind == TypeKind::verbatim || type.kind == TypeKind::enumeration;
  if (type.length || has_name) result += fmt::format("({})", arguments(type));
  for (int i = 0; i < type.dimensions; ++i)
    result += "[]";
  return result;
}

schema::Type read_type(std::string_view text) {
  return Reader(text).run();
}

}  // namespace migrate::models
