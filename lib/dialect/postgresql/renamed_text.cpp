#include "dialect/postgresql/renamed_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>

#include "dialect/postgresql/expression_text.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using schema::Name;
using schema::Rename;
using schema::RenameKind;
using sql::Token;
using sql::TokenKind;

/// A token that is no blank.
struct Word {
  std::string_view text{};
  std::string lower{};  // a keyword, or a symbol
  std::string name{};   // what an identifier stands for
  bool is_identifier{false};
};

std::string name_of(const Token& token) {
  if (token.kind != TokenKind::quoted_identifier) return support::to_lower(token.text);
  const std::string_view inner = token.text.substr(1, token.text.size() - 2);
  return support::replace_all(std::string(inner), R"("")", "\"");
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  sql::Lexer lexer(text, syntax());
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (token.kind == TokenKind::space || token.kind == TokenKind::line_comment ||
        token.kind == TokenKind::block_comment)
      continue;
    Word word{.text = token.text};
    const bool is_quoted = token.kind == TokenKind::quoted_identifier;
    word.is_identifier = is_quoted || token.kind == TokenKind::word;
    if (word.is_identifier) word.name = name_of(token);
    if (!is_quoted) word.lower = support::to_lower(token.text);
    words.push_back(std::move(word));
  }
  return words;
}

template <std::size_t Size>
bool is_one_of(const std::string& word, const std::array<std::string_view, Size>& words) {
  return std::ranges::find(words, word) != words.end();
}

/// Behind these the name of a relation, or of a type, may stand.
constexpr std::array<std::string_view, 15> before_relations{
    "from",
    "join",
    "only",
    "into",
    "update",
    "on",
    "table",
    "type",
    "column",
    "sequence",
    "using",
    ":",
    "(",
    ",",
    "to"};

/// Behind these stands what the statement is about, by its own name.
constexpr std::array<std::string_view, 10> before_own_names{
    "trigger",
    "policy",
    "rule",
    "statistics",
    "index",
    "function",
    "procedure",
    "aggregate",
    "constraint",
    "view"};

/// Behind the name of a relation these are no alias.
constexpr std::array<std::string_view, 24> not_aliases{
    "where", "on",     "join",  "left",    "right",  "full",      "inner",  "cross",
    "group", "order",  "union", "having",  "window", "intersect", "limit",  "except",
    "for",   "offset", "fetch", "natural", "set",    "using",     "values", "returning"};

/// What a query gives, where it is from, and the rest.
enum class Clause { targets, from, other };

class RenamedText final {
 public:
  RenamedText(std::string_view text, const TextSubject& subject, const std::vector<Rename>& renames)
      : text_(text), subject_(&subject), renames_(&renames), words_(words_of(text)) {
    note_clauses();
    for (std::size_t i = 0; i < words_.size(); ++i)
      note_relation(i);
  }

  std::string text() const {
    std::string result;
    std::size_t written = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto now = replacement(i);
      if (!now) continue;
      const auto begin = static_cast<std::size_t>(words_[i].text.data() - text_.data());
      result.append(text_.substr(written, begin - written)).append(*now);
      written = begin + words_[i].text.size();
    }
    return result.append(text_.substr(written));
  }

 private:
  const std::string& lower(std::size_t i) const {
    static const std::string none;
    return i < words_.size() ? words_[i].lower : none;
  }
  const std::string& before(std::size_t i) const { return lower(i == 0 ? words_.size() : i - 1); }

  /// The first word of the name that ends here.
  std::size_t first_of(std::size_t i) const {
    while (i >= 2 && before(i) == "." && words_[i - 2].is_identifier)
      i -= 2;
    return i;
  }

  /// In which clause each word is.
  void note_clauses() {
    constexpr std::array<std::string_view, 9> others{
        "where", "group", "order", "having", "union", "limit", "window", "set", "returning"};
    std::vector<Clause> open{Clause::other};  // for each parenthesis
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string& word = lower(i);
      const bool is_joined = open.back() == Clause::from && before(i) != "on" &&
                             (i == 0 || !words_[i - 1].is_identifier || is_joining(before(i)));
      if (word == "(") {
        open.push_back(is_joined ? Clause::from : Clause::other);
      } else if (word == ")" && open.size() > 1) {
        open.pop_back();
      } else if (word == "select") {
        open.back() = Clause::targets;
      } else if (word == "from" && before(i) != "distinct") {
        open.back() = Clause::from;
      } else if (is_one_of(word, others)) {
        open.back() = Clause::other;
      }
      clauses_.push_back(open.back());
    }
  }

  static bool is_joining(const std::string& word) { return word == "from" || word == "join"; }

  const Rename* find(RenameKind kind, const Name& parent, const std::string& from) const {
    const auto found = std::ranges::find_if(*renames_, [&](const Rename& one) {
      return one.kind == kind && one.parent == parent && one.from == from;
    });
    return found == renames_->end() ? nullptr : &*found;
  }

  /// The relation, or type, that is called by the words that end here.
  Name name_at(std::size_t i) const {
    const std::size_t first = first_of(i);
    return {.schema = first == i ? std::string{} : words_[first].name, .name = words_[i].name};
  }

  Name new_name(Name name) const {
    const Rename* const rename = find(RenameKind::table, {.schema = name.schema}, name.name);
    if (rename != nullptr) name.name = rename->to;
    return name;
  }

  bool is_relation(std::size_t i) const {
    const std::size_t first = first_of(i);
    const std::string& word = before(first);
    return word == "from" || word == "join" || word == "only" || word == "into" ||
           word == "update" || ((word == "(" || word == ",") && clauses_[first] == Clause::from);
  }

  bool is_aliased(std::size_t i) const {
    return i + 1 < words_.size() && words_[i + 1].is_identifier && lower(i + 1) != "as" &&
           !is_one_of(lower(i + 1), not_aliases);
  }

  /// What aliases and tables of the text stand for.
  void note_relation(std::size_t i) {
    if (!words_[i].is_identifier || lower(i + 1) == "." || !is_relation(i)) return;
    const Name table = new_name(name_at(i));
    tables_.emplace(words_[i].name, table);
    if (is_aliased(i)) tables_.insert_or_assign(words_[i + 1].name, table);
  }

  /// The table that a column behind these words is of.
  std::optional<Name> table_of(std::size_t column) const {
    if (before(column) != ".") {
      if (!subject_->table.name.empty()) return subject_->table;
      // A query over one table does not say which.
      const bool is_one = !tables_.empty() && std::ranges::all_of(tables_, [&](const auto& one) {
        return one.second == tables_.begin()->second;
      });
      return is_one ? std::optional(tables_.begin()->second) : std::nullopt;
    }
    const std::string& qualifier = words_[column - 2].name;
    const bool is_row = qualifier == "new" || qualifier == "old";
    if (is_row && !host().name.empty()) return host();
    const auto found = tables_.find(qualifier);
    if (found != tables_.end()) return found->second;
    return new_name(name_at(column - 2));
  }

  const Name& host() const { return subject_->table; }

  /// An index, or a constraint, that says so.
  const Rename* part(std::size_t i) const {
    const Name& table = subject_->index_table;
    const std::size_t first = first_of(i);
    const std::string& word = before(first);
    if (table.name.empty() || first == 0 || (word != "index" && word != "constraint"))
      return nullptr;
    const Rename* const found = find(RenameKind::constraint, table, words_[i].name);
    return found != nullptr ? found : find(RenameKind::index, table, words_[i].name);
  }

  std::optional<std::string> replacement(std::size_t i) const {
    if (words_[i].is_identifier) {
      if (const Rename* const rename = part(i)) return sql::quote_identifier(rename->to);
    }
    if (i == 0 || !words_[i].is_identifier || is_one_of(before(i), before_own_names))
      return std::nullopt;
    if (const Rename* const rename = relation(i)) return sql::quote_identifier(rename->to);
    const Rename* const rename = column(i);
    if (rename == nullptr) return std::nullopt;
    std::string now = sql::quote_identifier(rename->to);
    if (clauses_[i] == Clause::targets && is_whole_target(i))
      now += " AS " + sql::quote_identifier(rename->from);
    return now;
  }

  const Rename* relation(std::size_t i) const {
    const std::size_t first = first_of(i);
    if (i - first > 2) return nullptr;
    const Name name = name_at(i);
    const Rename* found = nullptr;
    for (const auto kind : {RenameKind::table, RenameKind::enumeration, RenameKind::sequence}) {
      if (found == nullptr) found = find(kind, {.schema = name.schema}, name.name);
    }
    if (found == nullptr || first == 0) return nullptr;
    const std::string& word = before(first);
    if (word == "as" || (word == "to" && subject_->ends_with_roles)) return nullptr;
    if (subject_->names_types) return lower(i + 1) == "(" ? nullptr : found;
    const bool is_qualifier = lower(i + 1) == "." && !is_other_alias(i);
    return is_qualifier || is_one_of(word, before_relations) ? found : nullptr;
  }

  /// Whether the name stands for another table here.
  bool is_other_alias(std::size_t i) const {
    const auto found = tables_.find(words_[i].name);
    return found != tables_.end() && found->second != new_name(name_at(i));
  }

  const Rename* column(std::size_t i) const {
    if (lower(i + 1) == "(" || before(i) == ":" || before(i) == "as") return nullptr;
    if (lower(i + 1) == ".") return nullptr;
    const auto table = table_of(i);
    return table ? find(RenameKind::column, *table, words_[i].name) : nullptr;
  }

  bool is_whole_target(std::size_t i) const {
    const std::string& word = before(first_of(i));
    const std::string& next = lower(i + 1);
    const bool is_first = word == "select" || word == "," || word == "distinct";
    return is_first && (next == "," || next == "from" || next == ")" || next.empty());
  }

  std::string_view text_;
  const TextSubject* subject_;
  const std::vector<Rename>* renames_;
  std::vector<Word> words_;
  std::vector<Clause> clauses_{};
  std::map<std::string, Name> tables_{};
};

}  // namespace

std::string renamed_statement(
    std::string_view text, const TextSubject& subject, const std::vector<Rename>& renames) {
  if (text.empty()) return {};
  // What stands in literals.
  return renamed_expression(RenamedText(text, subject, renames).text(), {}, renames);
}

}  // namespace migrate::dialect::postgresql
