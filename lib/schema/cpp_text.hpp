#pragma once

#include <string>
#include <vector>

#include "schema/cpp_layout.hpp"
#include "schema/objects.hpp"
#include "schema/table.hpp"
#include "schema/table_builder.hpp"
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

CppText cpp_text(const Column& column, const ColumnWords& words = {});

CppText cpp_text(
    const Constraint& constraint, NoName no_name, const std::string& renamed_from = {});
CppText cpp_text(const Index& index, const std::string& renamed_from = {});

/// The fields of TableOptions that stand behind `if_not_exists`.
void add_table_options(CppFields& fields, const Table& table);

/// The fields of Sequence that stand behind `start`, up to its owner.
void add_sequence_fields(CppFields& fields, const Sequence& sequence);

}  // namespace migrate::schema
