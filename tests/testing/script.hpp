#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "db/connection.hpp"
#include "support/source.hpp"

namespace migrate::testing {

/// A file's text whose parts are sent as statements, so that errors have places.
class ScriptFile final {
 public:
  explicit ScriptFile(std::string text) : source_{.path = "unit.sql", .text = std::move(text)} {}

  /// The statement that is this part of the text.
  db::Statement statement(std::string_view part) const {
    return db::Statement{.sql = find(part), .source = &source_};
  }

  db::Statement copy(std::string_view part, std::string_view data) const {
    return db::Statement{
        .sql = find(part), .copy_data = find(data), .is_copy = true, .source = &source_};
  }

 private:
  std::string_view find(std::string_view part) const {
    const std::size_t begin = source_.text.find(part);
    if (begin == std::string::npos) throw std::logic_error("no such part of the script");
    return std::string_view(source_.text).substr(begin, part.size());
  }

  support::Source source_;
};

}  // namespace migrate::testing
