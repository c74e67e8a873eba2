#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/cpp_layout.hpp"
#include "schema/objects.hpp"
#include "schema/table.hpp"
#include "schema/type.hpp"
#include "schema/value.hpp"

namespace migrate::schema {

// Values as C++ source in the words of the SDK, fields in the order that they are declared in:
// Column{.name = "id", .type = varchar(36), .nullable = false}

CppText cpp_text(const Type& type);
CppText cpp_text(const Value& value);
CppText cpp_text(const Identity& identity);
CppText cpp_text(const Computed& computed);
CppText cpp_text(const IndexColumn& column);
CppText cpp_text(const ExcludeElement& element);
CppText cpp_text(const std::vector<Setting>& settings);
CppText cpp_text(const std::vector<IndexColumn>& columns);
CppText cpp_text(const std::vector<ExcludeElement>& elements);

/// What a column says beside what it is: constraints and an index of its own, which the naming
/// convention names, and what it was called.
struct ColumnWords {
  bool primary_key{false};
  bool unique{false};
  bool index{false};
  std::optional<ForeignKey> references{};
  std::string renamed_from{};

  friend bool operator==(const ColumnWords&, const ColumnWords&) = default;
};

CppText cpp_text(const Column& column, const ColumnWords& words = {});

/// How a constraint without a name is written: by nothing, or as one that is to have none.
enum class NoName { left_out, unnamed };

CppText cpp_text(
    const Constraint& constraint, NoName no_name, const std::string& renamed_from = {});
CppText cpp_text(const Index& index, const std::string& renamed_from = {});

/// The fields of TableOptions that stand behind `if_not_exists`.
void add_table_options(CppFields& fields, const Table& table);

/// The fields of Sequence that stand behind `start`, up to its owner.
void add_sequence_fields(CppFields& fields, const Sequence& sequence);

}  // namespace migrate::schema
