#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/require.hpp"
#include "sql/lexer.hpp"
#include "sql/pattern.hpp"
#include "sql/splitter.hpp"
#include "support/error.hpp"
#include "testing/syntaxes.hpp"

namespace migrate {
namespace {

using testing::require;

bool is_marker(std::string_view comment) {
  return comment.find("migrate:") == 3;
}

void check_tokens(const std::string& text, const sql::Syntax& syntax) {
  sql::Lexer lexer(text, syntax);
  std::size_t offset = 0;
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    require(!token.text.empty());
    require(token.text.data() == text.data() + offset);
    offset += token.text.size();
    require(lexer.offset() == offset);
  }
  require(offset == text.size());
}

/// The pieces lie one behind the other from the beginning of the text; where the last one ends.
std::size_t check_pieces(const std::string& text, const std::vector<sql::Piece>& pieces) {
  std::size_t offset = 0;
  for (const sql::Piece& piece : pieces) {
    require(piece.all.data() == text.data() + offset);
    offset += piece.all.size();
    require(piece.is_copy || piece.copy_data.empty());
    if (piece.statement.empty()) continue;
    require(piece.statement.data() >= piece.all.data());
    require(piece.statement.data() + piece.statement.size() <= piece.all.data() + piece.all.size());
  }
  return offset;
}

void check_splitting(const support::Source& source, const sql::Syntax& syntax) {
  try {
    const auto pieces = sql::split(source, source.text, syntax);
    require(check_pieces(source.text, pieces) == source.text.size());
    for (const sql::Piece& piece : pieces) {
      for (const std::string& pattern : syntax.outside_transaction) {
        if (!sql::matches(piece.statement, pattern, syntax)) continue;
        require(!sql::shared_words(piece.statement, pattern, syntax).empty());
      }
    }
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_unit && error.place().has_value());
  }
  try {
    const sql::Section section = sql::split_section(source, source.text, syntax, is_marker);
    const std::size_t end = check_pieces(source.text, section.pieces);
    require(
        section.end_line.empty() ? end == source.text.size()
                                 : section.end_line.data() == source.text.data() + end);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_unit && error.place().has_value());
  }
}

}  // namespace
}  // namespace migrate

// The name is libFuzzer's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const migrate::support::Source source{.path = "a.sql", .text = std::string(data, data + size)};
  for (const auto& syntax :
       {migrate::testing::postgresql_syntax(), migrate::testing::sqlite_syntax()}) {
    migrate::check_tokens(source.text, syntax);
    migrate::check_splitting(source, syntax);
  }
  return 0;
}
