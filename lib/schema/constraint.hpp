#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/name.hpp"
#include "sdk/migrate/table.hpp"

namespace migrate::schema {

// A name that is empty is the database's to choose.

struct PrimaryKey {
  std::string name{};
  std::vector<std::string> columns{};
  std::vector<std::string> include{};
  Deferral deferral{Deferral::not_deferrable};
  bool without_overlaps{false};
  OnConflict on_conflict{OnConflict::unspecified};
  bool nullable{false};  // its columns are not null only where they say so themselves (SQLite)
  std::string comment{};

  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct Unique {
  std::string name{};
  std::vector<std::string> columns{};
  std::vector<std::string> include{};
  bool nulls_not_distinct{false};
  Deferral deferral{Deferral::not_deferrable};
  bool without_overlaps{false};
  OnConflict on_conflict{OnConflict::unspecified};
  std::string comment{};

  friend bool operator==(const Unique&, const Unique&) = default;
};

struct ForeignKey {
  std::string name{};
  std::vector<std::string> columns{};
  Name referred_table{};
  std::vector<std::string> referred_columns{};  // empty: its primary key
  Action on_delete{Action::no_action};
  Action on_update{Action::no_action};
  Match match{Match::simple};
  Deferral deferral{Deferral::not_deferrable};
  bool not_valid{false};
  std::vector<std::string> on_delete_columns{};  // empty: all of them
  bool period{false};
  bool not_enforced{false};
  std::string comment{};

  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

struct Check {
  std::string name{};
  std::string condition{};
  bool not_valid{false};
  bool no_inherit{false};
  bool not_enforced{false};
  std::string comment{};

  friend bool operator==(const Check&, const Check&) = default;
};

struct ExcludeElement {
  std::string column{};
  std::string expression{};  // instead of a column
  std::string with{};        // the operator
  std::string operator_class{};

  friend bool operator==(const ExcludeElement&, const ExcludeElement&) = default;
};

struct Exclude {
  std::string name{};
  std::vector<ExcludeElement> elements{};
  std::string method{};
  std::string where{};
  Deferral deferral{Deferral::not_deferrable};
  std::vector<std::string> include{};
  std::string comment{};

  friend bool operator==(const Exclude&, const Exclude&) = default;
};

using Constraint = std::variant<PrimaryKey, Unique, ForeignKey, Check, Exclude>;

const std::string& name(const Constraint& constraint);

/// "primary key", "unique constraint", "foreign key", "check constraint", "exclusion constraint".
std::string_view kind_name(const Constraint& constraint);

}  // namespace migrate::schema
