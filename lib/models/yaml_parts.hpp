#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/yaml_fields.hpp"
#include "schema/objects.hpp"
#include "schema/table.hpp"
#include "schema/table_builder.hpp"
#include "schema/words.hpp"

namespace migrate::models {

// The parts of a table in YAML. Errors of all: invalid_config with the place.

struct ReadColumn {
  schema::Column column{};
  schema::ColumnWords words{};
};

struct ReadConstraint {
  schema::Constraint constraint{};
  schema::NoName no_name{schema::NoName::left_out};
  std::string renamed_from{};
};

struct ReadIndex {
  schema::Index index{};
  std::string renamed_from{};
};

ReadColumn read_column(const support::Source& source, const YamlNode& node);
ReadConstraint read_primary_key(const support::Source& source, const YamlNode& node);
ReadConstraint read_unique(const support::Source& source, const YamlNode& node);
ReadConstraint read_foreign_key(const support::Source& source, const YamlNode& node);
ReadConstraint read_check(const support::Source& source, const YamlNode& node);
ReadConstraint read_exclude(const support::Source& source, const YamlNode& node);
ReadIndex read_index(const support::Source& source, const YamlNode& node);

/// The member `key`, a map of names and values; none when it is not there.
std::vector<schema::Setting> read_settings(YamlFields& fields, std::string_view key);

/// The member `key` as one of the words of an enumeration of the SDK (schema::word), whose values
/// are numbered from 0.
template <typename Enum>
Enum read_word(YamlFields& fields, std::string_view key, Enum otherwise) {
  std::vector<std::string_view> words;
  for (unsigned i = 0; !schema::word(static_cast<Enum>(i)).empty(); ++i)
    words.push_back(schema::word(static_cast<Enum>(i)));
  const auto choice = fields.choice(key, words);
  return choice ? static_cast<Enum>(*choice) : otherwise;
}

/// A member that is a type. Errors: invalid_config when it is none (did you mean).
std::optional<schema::Type> read_type_of(YamlFields& fields, std::string_view key);

}  // namespace migrate::models
