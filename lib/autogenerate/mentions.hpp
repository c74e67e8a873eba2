#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace migrate::autogenerate {

/// The words of an expression. Which of them are columns, which functions, nobody here knows:
/// whoever asks gets every word that may be the one.
struct Words {
  std::set<std::string> names{};    // identifiers, in lower case and without quotes
  std::set<std::string> strings{};  // what literals say

  void merge(Words more);

  friend bool operator==(const Words&, const Words&) = default;
};

Words words_of(std::string_view expression);

/// Whether the expression may be about something of this name.
bool mentions(const Words& words, std::string_view name);

/// Likewise, with names in literals: nextval('account_id_seq').
bool mentions_anywhere(const Words& words, std::string_view name);

/// The expression with other names and other literals in it.
std::string replace_words(
    std::string_view expression,
    const std::map<std::string, std::string>& names,
    const std::map<std::string, std::string>& literals);

}  // namespace migrate::autogenerate
