#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/metadata.hpp"

// How the server reads and prints definitions, found out in temporary tables of a transaction that
// is rolled back, whatever happens. Nothing is evaluated and no row is there; TEMP is the only
// right that is needed.
namespace migrate::dialect::postgresql {

/// A definition whose meaning hangs on the columns of its table: of a column, its default or its
/// expression.
using Part = std::variant<schema::Column, schema::Check, schema::Exclude, schema::Index>;

/// The first definition with the texts of the second one, which is of the same kind.
Part with_texts(Part part, const Part& other);

/// What the server is asked to print.
struct Question {
  const schema::Table* table{nullptr};  // whose columns the definition is about; not null
  Part part{};
};

/// The part with the texts that the server prints, and nothing else changed; or why there are none.
struct Answer {
  std::optional<Part> printed{};
  std::string refusal{};
};

struct Answers {
  std::vector<Answer> answers{};  // one a question
  std::string refusal{};          // not empty: nothing could be asked, and this is why
};

/// Asks all of them at once. `types` are enumerations that the definitions may use and that the
/// database does not have, or not so. Unqualified names mean what they mean in this session; what
/// is printed is as inspected. Errors: connection_failed, interrupted.
Answers ask(
    const Dialect& dialect,
    db::Connection& connection,
    const std::vector<schema::EnumType>& types,
    const std::vector<Question>& questions);

struct TypeAnswers {
  std::vector<std::optional<schema::Type>> types{};  // nothing: it is no type of this database
  std::string refusal{};                             // not empty: nothing could be asked
};

/// The types that these words stand for, as inspected. Errors: as above.
TypeAnswers ask_types(db::Connection& connection, const std::vector<std::string>& words);

}  // namespace migrate::dialect::postgresql
