#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "schema/type.hpp"
#include "schema/value.hpp"
#include "sdk/migrate/table.hpp"

namespace migrate::schema {

/// A column that numbers its rows.
struct Identity {
  bool always{false};
  std::optional<std::int64_t> start{};
  std::optional<std::int64_t> increment{};
  std::optional<std::int64_t> minimum{};
  std::optional<std::int64_t> maximum{};
  std::optional<std::int64_t> cache{};
  bool cycle{false};

  friend bool operator==(const Identity&, const Identity&) = default;
};

/// A column that is worked out from others.
struct Computed {
  std::string expression{};
  Storage storage{Storage::stored};

  friend bool operator==(const Computed&, const Computed&) = default;
};

/// A column by itself: what concerns several columns, or has a name of its own, is the table's.
struct Column {
  std::string name{};
  Type type{};
  bool nullable{true};
  std::optional<Value> server_default{};
  std::string collation{};
  std::string comment{};
  std::optional<Identity> identity{};
  std::optional<Computed> computed{};
  OnConflict not_null_conflict{OnConflict::unspecified};  // of its NOT NULL (SQLite)

  friend bool operator==(const Column&, const Column&) = default;
};

}  // namespace migrate::schema
