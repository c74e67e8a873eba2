#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialect/sqlite/table_definition.hpp"
#include "schema/index.hpp"
#include "schema/table.hpp"
#include "schema/type.hpp"
#include "schema/value.hpp"

namespace migrate::dialect::sqlite {

// Definitions as values.

/// The type: what `spell` writes becomes the kind again, anything else the words as they are, in
/// lower case and with one blank between them; no type is verbatim and nothing.
schema::Type read_type(std::string_view declared);

/// The value behind DEFAULT; nothing for NULL, which is what there is without a DEFAULT too.
std::optional<schema::Value> read_default(std::string_view text);

/// The default as it is stored in a column of this affinity: '5' and 5 are one in a column of
/// numbers, true is 1.
schema::Value stored(const schema::Value& value, Affinity affinity);

/// The table without its indexes. `name` is as SQLite has it. Names of columns are spelled as the
/// columns themselves; other tables that foreign keys refer to as they are written.
schema::Table read_table(const TableDefinition& definition, const std::string& name);

/// The index that a CREATE INDEX makes of this table. Errors: unsupported for a text that is not
/// understood.
schema::Index read_index(std::string_view sql, const std::string& name, const schema::Table& table);

/// Puts constraints in their order: the primary key first, then by kind, name and content; and
/// indexes in theirs, by name. A constraint without a name that is there twice is there once.
void order_parts(schema::Table& table);

/// The affinity of a column of this table.
Affinity affinity_of(const schema::Type& type, const schema::Table& table);

}  // namespace migrate::dialect::sqlite
