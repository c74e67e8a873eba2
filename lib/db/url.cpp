#include "db/url.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/suggest.hpp"
#include "support/text.hpp"

namespace migrate::db {
namespace {

constexpr std::string_view scheme_end = "://";
constexpr std::string_view mask = "***";
constexpr std::string_view memory = ":memory:";
constexpr std::string_view forms =
    "forms: sqlite:///file.db   sqlite:////absolute/file.db   postgresql://user@host:port/database "
    "  "
    "postgresql:///?service=name";
constexpr std::string_view encoding_hint =
    "write '@', ':', '/', '?', '#' and '%' inside a name or password as %40, %3A, %2F, %3F, %23 "
    "and "
    "%25, or keep the password in ~/.pgpass";

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  return std::nullopt;
}

/// The byte that `%41` at the beginning of the text stands for, if that is what is there.
std::optional<char> escaped_byte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const auto high = hex_digit(text[1]);
  const auto low = hex_digit(text[2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high * 16U + *low);
}

/// With every `%41` replaced by its byte; what is no such escape stays.
std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = escaped_byte(text.substr(i));
    result += byte.value_or(text[i]);
    if (byte) i += 2;
  }
  return result;
}

bool has_bad_escape(std::string_view text) {
  for (std::size_t i = text.find('%'); i < text.size(); i = text.find('%', i + 1)) {
    const auto byte = escaped_byte(text.substr(i));
    if (!byte || *byte == '\0') return true;
  }
  return false;
}

bool is_keyword_character(char c) {
  return (c >= 'a' && c <= 'z') || c == '_' || c == '%';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_space(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

bool is_password_keyword(std::string_view word) {
  const std::string keyword = support::to_lower(percent_decoded(word));
  return keyword == "password" || keyword == "sslpassword" || keyword == "passwd";
}

/// A part of a text.
struct Span {
  std::size_t begin{0};
  std::size_t end{0};
};

/// Where the query of a URL begins: at the first `?` with `keyword=` behind it, for a `?` may stand
/// in a password.
std::size_t query_begin(std::string_view url) {
  for (std::size_t i = url.find('?'); i < url.size(); i = url.find('?', i + 1)) {
    std::size_t end = i + 1;
    while (end < url.size() && is_keyword_character(url[end]))
      ++end;
    if (end > i + 1 && end < url.size() && url[end] == '=') return i;
  }
  return url.size();
}

/// The password between user and host, taken as widely as it can be: up to the last `@`, though it
/// should be encoded.
std::optional<Span> userinfo_password(std::string_view url) {
  const std::size_t scheme = url.find(scheme_end);
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + scheme_end.size();
  const std::string_view before_query = url.substr(0, query_begin(url));
  std::size_t at = before_query.rfind('@');
  if (at == std::string_view::npos || at < begin) at = url.rfind('@');
  if (at == std::string_view::npos || at < begin) return std::nullopt;
  const std::size_t colon = url.find(':', begin);
  if (colon >= at) return std::nullopt;
  return Span{.begin = colon + 1, .end = at};
}

/// The values of `password=` and `sslpassword=` in the query of a URL.
void add_query_passwords(std::string_view url, std::vector<Span>& spans) {
  if (url.find(scheme_end) == std::string_view::npos) return;
  std::size_t begin = url.find('?');
  while (begin != std::string_view::npos) {
    ++begin;
    const std::size_t end = std::min(url.find('&', begin), url.size());
    const std::string_view pair = url.substr(begin, end - begin);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && is_password_keyword(pair.substr(0, equals))) {
      spans.push_back(Span{.begin = begin + equals + 1, .end = end});
    }
    begin = url.find('&', begin);
  }
}

/// Where a value of a key=value string ends: quoted ones at their quote, others at white space; `\`
/// takes the next one.
std::size_t value_end(std::string_view text, std::size_t begin) {
  const bool quoted = begin < text.size() && text[begin] == '\'';
  std::size_t i = quoted ? begin + 1 : begin;
  for (; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (quoted ? text[i] == '\'' : is_space(text[i])) {
      return i;
    }
  }
  return text.size();
}

/// The values of `password = 'secret'` in a key=value string.
void add_keyword_passwords(std::string_view text, std::vector<Span>& spans) {
  for (std::size_t equals = text.find('='); equals < text.size();
       equals = text.find('=', equals + 1)) {
    const std::string_view before = support::trim(text.substr(0, equals));
    const std::size_t word = before.find_last_of(" \t\r\n?&") + 1;  // npos + 1 is 0
    if (!is_password_keyword(before.substr(word))) continue;
    std::size_t begin = equals + 1;
    while (begin < text.size() && is_space(text[begin]))
      ++begin;
    const std::size_t end = value_end(text, begin);
    if (begin < end && text[begin] == '\'') ++begin;
    spans.push_back(Span{.begin = begin, .end = end});
  }
}

/// Every part of the text that may be a password, in order, none overlapping another.
std::vector<Span> password_spans(std::string_view url) {
  std::vector<Span> spans;
  if (const auto password = userinfo_password(url)) spans.push_back(*password);
  add_query_passwords(url, spans);
  if (url.find(scheme_end) == std::string_view::npos) add_keyword_passwords(url, spans);
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> merged;
  for (const Span& span : spans) {
    if (!merged.empty() && span.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

/// A value of a key=value string without its backslashes.
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    result += text[i];
  }
  return result;
}

void replace_all(std::string& text, std::string_view word) {
  if (word.empty() || word == mask) return;
  for (std::size_t i = text.find(word); i != std::string::npos; i = text.find(word, i)) {
    text.replace(i, word.size(), mask);
    i += mask.size();
  }
}

/// What libpq itself takes for the password: it ends the user's part at the first `@`.
std::optional<std::string> strict_password(std::string_view url) {
  const auto wide = userinfo_password(url);
  if (!wide) return std::nullopt;
  const std::string_view password = url.substr(wide->begin, wide->end - wide->begin);
  return std::string(password.substr(0, password.find('@')));
}

Error invalid(std::string_view text, std::string_view reason, std::string_view hint) {
  return {
      ErrorCode::invalid_url,
      fmt::format("the database URL `{}` is not valid: {}", masked(text), reason),
      fmt::format("{}{}{}", hint, hint.empty() ? "" : "\n", forms)};
}

[[noreturn]] void refuse_scheme(std::string_view text, std::string_view scheme) {
  static const std::array<std::string, 3> known{"postgresql", "sqlite", "postgres"};
  const std::string name = support::to_lower(scheme.substr(0, scheme.find('+')));
  const bool postgresql_like =
      name.starts_with("pg") || name.starts_with("postgre") || name == "psql";
  const std::string hint =
      postgresql_like ? "did you mean `postgresql`?" : support::did_you_mean(name, known);
  throw invalid(
      text,
      fmt::format(
          "there is no database `{}`, only postgresql and sqlite", name.empty() ? scheme : name),
      hint);
}

[[noreturn]] void refuse_without_scheme(std::string_view text) {
  if (support::trim(text).empty()) {
    throw Error(ErrorCode::invalid_url, "the database URL is empty", std::string(forms));
  }
  const bool keywords = text.find('=') != std::string_view::npos;
  throw invalid(
      text,
      keywords ? "it is a list of keywords, not a URL"
               : "it does not begin with a database, as in `sqlite://`",
      keywords ? "write postgresql:///?host=HOST&dbname=NAME, or put the keywords in a service file"
               : "");
}

std::string joined(const std::string& directory, std::string_view path) {
  if (directory.empty() || directory == ".") return std::string(path);
  return fmt::format("{}{}{}", directory, directory.ends_with('/') ? "" : "/", path);
}

Url parse_sqlite(std::string_view text, std::string_view rest, const std::string& directory) {
  Url url{.dialect = "sqlite", .text = std::string(text), .path = std::string(memory)};
  if (rest.empty() || rest == "/" || rest == memory || rest == "/:memory:") return url;
  if (!rest.starts_with('/')) {
    throw invalid(
        text,
        "a SQLite URL has no host",
        fmt::format("three slashes for a file: sqlite:///{}", rest));
  }
  rest.remove_prefix(1);
  if (rest.find('?') != std::string_view::npos) {
    throw invalid(text, "a SQLite URL has no options", "write `?` in the name of a file as %3F");
  }
  if (has_bad_escape(rest)) {
    throw invalid(
        text, "`%` must be followed by two hexadecimal digits", "write `%` itself as %25");
  }
  const std::string path = percent_decoded(rest);
  url.path = path.starts_with('/') ? path : joined(directory, path);
  return url;
}

bool is_port(std::string_view text) {
  constexpr std::size_t most_digits = 5;
  return text.size() <= most_digits && std::ranges::all_of(text, is_digit);
}

/// The ports of `host:5432,[::1]:5433`. Never shows them: a piece of an unencoded password may look
/// like one.
void check_ports(std::string_view text, std::string_view hosts) {
  while (!hosts.empty()) {
    const std::size_t comma = std::min(hosts.find(','), hosts.size());
    std::string_view host = hosts.substr(0, comma);
    hosts.remove_prefix(std::min(comma + 1, hosts.size()));
    if (host.starts_with('[')) host.remove_prefix(std::min(host.find(']'), host.size()));
    const std::size_t colon = host.find(':');
    if (colon == std::string_view::npos || is_port(host.substr(colon + 1))) continue;
    throw invalid(text, "the port must be a number", encoding_hint);
  }
}

Url parse_postgresql(std::string_view text, std::string_view scheme, std::string_view rest) {
  const std::string_view before_query = rest.substr(0, query_begin(rest));
  if (std::ranges::count(before_query, '@') > 1) {
    throw invalid(text, "it holds more than one `@`", encoding_hint);
  }
  const std::size_t at = before_query.find('@');
  if (at != std::string_view::npos && before_query.find('/') < at) {
    throw invalid(text, "a `/` stands before the `@`", encoding_hint);
  }
  if (has_bad_escape(rest)) {
    throw invalid(text, "`%` must be followed by two hexadecimal digits", encoding_hint);
  }
  const std::string_view behind =
      at == std::string_view::npos ? before_query : before_query.substr(at + 1);
  check_ports(text, behind.substr(0, behind.find_first_of("/?")));
  return Url{
      .dialect = "postgresql",
      .text = fmt::format("{}{}{}", scheme.substr(0, scheme.find('+')), scheme_end, rest),
  };
}

}  // namespace

Url parse_url(std::string_view text, const std::string& directory) {
  const std::size_t end = text.find(scheme_end);
  if (end == std::string_view::npos) refuse_without_scheme(text);
  if (text.find('\0') != std::string_view::npos) throw invalid("", "it holds a NUL character", "");
  const std::string_view scheme = text.substr(0, end);
  const std::string_view rest = text.substr(end + scheme_end.size());
  const std::string_view name = scheme.substr(0, scheme.find('+'));
  if (name == "sqlite") return parse_sqlite(text, rest, directory);
  if (name == "postgresql" || name == "postgres") return parse_postgresql(text, scheme, rest);
  refuse_scheme(text, scheme);
}

std::string masked(std::string_view url) {
  std::string result;
  std::size_t from = 0;
  for (const Span& span : password_spans(url)) {
    result += url.substr(from, span.begin - from);
    if (span.end > span.begin) result += mask;
    from = span.end;
  }
  return result.append(url.substr(from));
}

std::string scrub(std::string text, std::string_view url) {
  std::vector<std::string> words;
  for (const Span& span : password_spans(url)) {
    const std::string_view password = url.substr(span.begin, span.end - span.begin);
    words.emplace_back(password);
    words.push_back(percent_decoded(password));
    words.push_back(unescaped(password));
  }
  if (auto strict = strict_password(url)) {
    words.push_back(percent_decoded(*strict));
    words.push_back(*std::move(strict));
  }
  // The longest first: a shorter one may be a part of it.
  std::ranges::sort(
      words, [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (const std::string& word : words)
    replace_all(text, word);
  return text;
}

}  // namespace migrate::db
