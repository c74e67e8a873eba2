#include "units/value.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace migrate::units {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_null_word(std::string_view text) {
  return text == "null" || text == "~" || text == "Null" || text == "NULL";
}

/// Whether YAML gives the character a meaning of its own at the beginning of a plain scalar. `@` is
/// left out: it is the check of ids that has something to say about it.
bool is_indicator(char c) {
  return std::string_view("{}[],&*!|>%`").find(c) != npos;
}

std::optional<std::uint32_t> hexadecimal(std::string_view digits, std::size_t size) {
  if (digits.size() < size) return std::nullopt;
  std::uint32_t result = 0;
  for (const char c : digits.substr(0, size)) {
    const std::size_t digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(c);
    if (digit == npos) return std::nullopt;
    result = result * 16 + static_cast<std::uint32_t>(digit % 16);
  }
  return result;
}

void append_utf8(std::string& text, std::uint32_t code) {
  const auto add = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0U | (code >> 6U));
    add(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    add(0xE0U | (code >> 12U));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  } else {
    add(0xF0U | (code >> 18U));
    add(0x80U | ((code >> 12U) & 0x3FU));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  }
}

/// What one escape sequence stands for.
struct Escape {
  std::uint32_t code{0};
  std::size_t size{0};  // of the sequence, its backslash included; 0: it is none
};

/// The escapes that are one letter, and what they stand for at the same index.
constexpr std::string_view letters = "ntrbfe\"\\/";
constexpr std::string_view meanings = "\n\t\r\b\f\x1B\"\\/";

Escape read_escape(std::string_view text) {
  if (text.size() < 2) return {};
  const std::size_t letter = letters.find(text[1]);
  if (letter != npos) return {static_cast<unsigned char>(meanings[letter]), 2};
  if (text[1] != 'x' && text[1] != 'u') return {};
  const std::size_t digits = text[1] == 'x' ? 2 : 4;
  const auto code = hexadecimal(text.substr(2), digits);
  if (!code || *code == 0) return {};
  return {*code, 2 + digits};
}

bool is_high_surrogate(std::uint32_t code) {
  return code >= 0xD800 && code < 0xDC00;
}
bool is_low_surrogate(std::uint32_t code) {
  return code >= 0xDC00 && code < 0xE000;
}

/// As read_escape, but two halves of a character beyond U+FFFF, as JSON writes it, are one.
Escape read_character(std::string_view text) {
  const Escape first = read_escape(text);
  if (!is_high_surrogate(first.code)) return is_low_surrogate(first.code) ? Escape{} : first;
  const Escape second = read_escape(text.substr(first.size));
  if (!is_low_surrogate(second.code)) return {};
  const std::uint32_t code = 0x10000U + ((first.code - 0xD800U) << 10U) + (second.code - 0xDC00U);
  return {code, first.size + second.size};
}

/// Reads one value from left to right.
class Reader final {
 public:
  Reader(const support::Source& source, std::size_t begin, std::size_t end)
      : source_(&source), text_(source.text), at_(begin), end_(end) {}

  Value read() {
    skip_blanks();
    Value value{.offset = at_};
    if (!is_done()) {
      if (peek() == '[') {
        value.kind = ValueKind::list;
        value.items = read_list();
      } else {
        value.scalar = read_scalar(no_stops);
        value.kind = value.scalar.is_null() ? ValueKind::nothing : ValueKind::scalar;
      }
    }
    skip_blanks();
    if (!is_done()) throw error(at_, "text behind the value", "put the whole value in quotes");
    return value;
  }

 private:
  static constexpr std::string_view no_stops{};
  static constexpr std::string_view list_stops = ",]";

  char peek() const { return at_ < end_ ? text_[at_] : '\0'; }

  Error error(std::size_t offset, std::string message, std::string hint) const {
    return invalid_unit(*source_, offset, std::move(message), std::move(hint));
  }

  void skip_blanks() {
    while (at_ < end_ && is_blank(text_[at_]))
      ++at_;
  }

  /// A comment begins with a `#` that follows white space, or the key.
  bool is_comment(std::size_t at) const { return text_[at] == '#' && is_blank(text_[at - 1]); }

  bool is_done() const { return at_ >= end_ || is_comment(at_); }

  Scalar read_scalar(std::string_view stops) {
    Scalar scalar{.offset = at_};
    if (peek() == '\'' || peek() == '"') {
      scalar.is_quoted = true;
      scalar.text = peek() == '"' ? read_double_quoted() : read_single_quoted();
    } else {
      scalar.text = read_plain(stops);
    }
    return scalar;
  }

  std::string read_plain(std::string_view stops) {
    if (is_indicator(peek())) {
      throw error(
          at_, fmt::format("a value cannot begin with `{}`", peek()), "put the value in quotes");
    }
    const std::size_t begin = at_;
    const std::size_t end = end_of_content();
    at_ = std::min(text_.substr(0, end).find_first_of(stops, at_), end);
    const std::string_view found = text_.substr(begin, at_ - begin);
    const std::size_t nested = stops.empty() ? npos : found.find_first_of("[{}");
    if (nested != npos) {
      throw error(begin + nested, "a list holds only words", "put the word in quotes");
    }
    std::size_t last = at_;
    while (last > begin && is_blank(text_[last - 1]))
      --last;
    return std::string(text_.substr(begin, last - begin));
  }

  /// Where the comment begins, or the line ends.
  std::size_t end_of_content() const {
    const std::string_view line = text_.substr(0, end_);
    std::size_t hash = line.find('#', at_);
    while (hash != npos && !is_comment(hash))
      hash = line.find('#', hash + 1);
    return std::min(hash, end_);
  }

  std::string read_single_quoted() {
    const std::size_t begin = at_++;
    std::string result;
    while (at_ < end_) {
      const std::size_t quote = std::min(text_.find('\'', at_), end_);
      result += text_.substr(at_, quote - at_);
      at_ = std::min(quote + 1, end_);
      if (quote == end_) break;
      if (peek() != '\'') return result;
      result += '\'';
      ++at_;
    }
    throw error(begin, "this quote has no end", "close it with `'` on the same line");
  }

  std::string read_double_quoted() {
    const std::size_t begin = at_++;
    std::string result;
    while (at_ < end_) {
      const char c = text_[at_];
      if (c == '\\') {
        append_utf8(result, take_escape());
        continue;
      }
      ++at_;
      if (c == '"') return result;
      result += c;
    }
    throw error(begin, "this quote has no end", "close it with `\"` on the same line");
  }

  std::uint32_t take_escape() {
    const Escape escape = read_character(text_.substr(at_, end_ - at_));
    if (escape.size == 0) {
      throw error(
          at_,
          "this is no escape sequence",
          "write `\\\\` for a backslash, or use single quotes\nescapes: \\n \\t \\\" \\\\ \\xXX "
          "\\uXXXX");
    }
    at_ += escape.size;
    return escape.code;
  }

  std::vector<Scalar> read_list() {
    const std::size_t begin = at_++;
    std::vector<Scalar> items;
    while (true) {
      skip_blanks();
      if (is_done()) break;
      if (peek() == ']') {
        ++at_;
        return items;
      }
      items.push_back(read_item());
      skip_blanks();
      if (is_done()) break;
      if (peek() != ',' && peek() != ']') {
        throw error(at_, "a comma is missing here", "separate the words of a list by commas");
      }
      if (peek() == ',') ++at_;
    }
    throw error(begin, "this list has no end", "close it with `]` on the same line");
  }

  Scalar read_item() {
    if (peek() == ',') {
      throw error(at_, "a word is missing here", "take out one of the commas");
    }
    Scalar item = read_scalar(list_stops);
    if (item.is_null()) {
      throw error(
          item.offset,
          fmt::format("`{}` in a list", item.text),
          "leave it out, or put it in quotes");
    }
    return item;
  }

  const support::Source* source_;
  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
};

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
}

/// Whether a reader of YAML takes the text for itself when it stands there without quotes.
bool is_plain(std::string_view text) {
  if (text.empty() || is_null_word(text)) return false;
  if (is_blank(text.front()) || is_blank(text.back())) return false;
  if (is_indicator(text.front()) || std::string_view("#'\"@-?:=").find(text.front()) != npos) {
    return false;
  }
  if (text.find(" #") != npos || text.find(": ") != npos || text.ends_with(':')) return false;
  return std::ranges::none_of(text, is_control);
}

std::string in_double_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const std::size_t meaning = meanings.find(c);
    if (meaning != npos && c != '/') {
      result += '\\';
      result += letters[meaning];
    } else if (is_control(c)) {
      result += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

}  // namespace

bool Scalar::is_null() const {
  return !is_quoted && is_null_word(text);
}

Value read_value(const support::Source& source, std::size_t begin, std::size_t end) {
  return Reader(source, begin, end).read();
}

std::string write_scalar(const std::string& text) {
  return is_plain(text) ? text : in_double_quotes(text);
}

std::string write_list(const std::vector<std::string>& texts) {
  std::string result = "[";
  for (const std::string& text : texts) {
    if (result.size() > 1) result += ", ";
    const bool ends_early = text.find_first_of(",[]{}") != npos;
    result += ends_early ? in_double_quotes(text) : write_scalar(text);
  }
  return result + "]";
}

Error invalid_unit(
    const support::Source& source, std::size_t offset, std::string message, std::string hint) {
  return Error(ErrorCode::invalid_unit, std::move(message), std::move(hint))
      .with_place(support::locate(source, offset));
}

}  // namespace migrate::units
