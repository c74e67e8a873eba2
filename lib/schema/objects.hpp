#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/constraint.hpp"
#include "schema/name.hpp"
#include "schema/setting.hpp"
#include "schema/type.hpp"
#include "schema/value.hpp"
#include "sdk/migrate/keywords.hpp"

namespace migrate::schema {

// What a database holds beside tables.

/// A namespace.
struct Schema {
  std::string name{};
  std::string comment{};

  friend bool operator==(const Schema&, const Schema&) = default;
};

struct EnumType {
  Name name{};
  std::vector<std::string> values{};
  std::string comment{};

  friend bool operator==(const EnumType&, const EnumType&) = default;
};

struct Sequence {
  Name name{};
  std::optional<Type> type{};
  std::optional<std::int64_t> start{};
  std::optional<std::int64_t> increment{};
  std::optional<std::int64_t> minimum{};
  std::optional<std::int64_t> maximum{};
  std::optional<std::int64_t> cache{};
  std::optional<bool> cycle{};
  std::string owned_by_table{};  // in the sequence's schema
  std::string owned_by_column{};
  std::string comment{};

  friend bool operator==(const Sequence&, const Sequence&) = default;
};

struct Domain {
  Name name{};
  Type type{};
  bool nullable{true};
  std::optional<Value> server_default{};
  std::string collation{};
  std::string constraint_name{};
  std::string check{};

  friend bool operator==(const Domain&, const Domain&) = default;
};

struct View {
  Name name{};
  std::string query{};
  std::vector<std::string> columns{};
  bool temporary{false};
  bool recursive{false};
  std::vector<Setting> with{};

  friend bool operator==(const View&, const View&) = default;
};

struct MaterializedView {
  Name name{};
  std::string query{};
  std::vector<std::string> columns{};
  bool with_data{true};
  std::vector<Setting> with{};
  std::string tablespace{};
  std::string access_method{};

  friend bool operator==(const MaterializedView&, const MaterializedView&) = default;
};

struct Function {
  Name name{};
  std::string arguments{};
  std::string returns{};
  std::string language{};
  std::string body{};
  Volatility volatility{Volatility::volatile_};
  bool strict{false};
  bool security_definer{false};
  bool leakproof{false};
  bool parallel_safe{false};
  std::vector<Setting> set{};

  friend bool operator==(const Function&, const Function&) = default;
};

struct Trigger {
  std::string name{};
  Name table{};
  Timing timing{Timing::before};
  bool on_insert{false};
  bool on_update{false};
  bool on_delete{false};
  bool on_truncate{false};
  std::vector<std::string> update_of{};
  bool for_each_row{true};
  std::string when{};
  std::string function{};  // PostgreSQL
  std::string body{};      // SQLite
  bool constraint{false};
  Deferral deferral{Deferral::not_deferrable};
  std::string old_table{};
  std::string new_table{};

  friend bool operator==(const Trigger&, const Trigger&) = default;
};

struct Extension {
  std::string name{};
  std::string schema{};
  std::string version{};

  friend bool operator==(const Extension&, const Extension&) = default;
};

}  // namespace migrate::schema
