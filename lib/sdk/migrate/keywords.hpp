#pragma once

#include <migrate/table.hpp>

namespace migrate {

// What an operation takes besides its arguments. `schema` is empty for the place where the session
// looks first.

struct TableOptions {
  Text schema{};
  Text comment{};
  bool if_not_exists{false};
  bool temporary{false};
  // PostgreSQL:
  bool unlogged{false};
  OnCommit on_commit{OnCommit::unspecified};
  Text partition_by{};  // "RANGE (created_at)"
  Names inherits{};
  Text partition_of{};     // the table that it is a partition of, and
  Text partition_bound{};  // for what: "FOR VALUES IN (1)"
  Settings with{};
  Text tablespace{};
  Text access_method{};
  // SQLite:
  bool strict{false};
  bool without_rowid{false};
  bool autoincrement{false};  // never give the key of a deleted row again

  Text renamed_from{};  // in a model: its name until now
};

/// For what is dropped by its name.
struct DropOptions {
  Text schema{};
  bool if_exists{false};
  bool cascade{false};  // what depends on it goes too (PostgreSQL)
};

struct SchemaOption {
  Text schema{};
};

struct AddColumnOptions {
  Text schema{};
  bool if_not_exists{false};  // PostgreSQL
};

/// What changes about a column; what is not named stays. The `existing_` ones say what was, for the
/// way back.
struct AlterColumn {
  Text schema{};
  Optional<Type> type{};
  Text using_expression{};  // how the rows' values become values of the new type
  Optional<bool> nullable{};
  Value server_default{};    // nullptr: none any more
  Optional<Text> comment{};  // empty: none any more
  Text new_name{};
  Optional<Text> collation{};  // empty: the one of its type
  Optional<Identity> identity{};
  bool drop_identity{false};
  Optional<Computed> computed{};  // another expression (SQLite; PostgreSQL 17)
  bool drop_computed{false};      // keeps the values that are there

  Optional<Type> existing_type{};
  Text existing_using{};  // for the way back of the type
  Optional<bool> existing_nullable{};
  Value existing_server_default{};  // nullptr: none
  Optional<Text> existing_comment{};
  Optional<Text> existing_collation{};
  Optional<Identity> existing_identity{};
  Optional<Computed> existing_computed{};
};

struct IndexOptions {
  Text schema{};
  bool unique{false};
  Text method{};
  Text where{};
  Names include{};
  bool nulls_not_distinct{false};
  Settings with{};
  Text tablespace{};
  bool concurrently{false};  // PostgreSQL, in a unit with `transactional: false`
  bool if_not_exists{false};
  Text comment{};
};

struct DropIndexOptions {
  Text schema{};
  bool if_exists{false};
  bool concurrently{false};
  bool cascade{false};
};

struct PrimaryKeyOptions {
  Text schema{};
  Names include{};
  Deferral deferral{Deferral::not_deferrable};
};

struct UniqueOptions {
  Text schema{};
  Names include{};
  bool nulls_not_distinct{false};
  Deferral deferral{Deferral::not_deferrable};
};

struct ForeignKeyOptions {
  Text schema{};
  Text referred_schema{};
  Action on_delete{Action::no_action};
  Action on_update{Action::no_action};
  Match match{Match::simple};
  Deferral deferral{Deferral::not_deferrable};
  bool not_valid{false};
};

struct CheckOptions {
  Text schema{};
  bool not_valid{false};
  bool no_inherit{false};
};

struct ExcludeOptions {
  Text schema{};
  Text method{};
  Text where{};
  Deferral deferral{Deferral::not_deferrable};
};

struct ExecuteOptions {
  Text reverse{};  // the SQL that takes it back, for `change`; may use the same parameters
};

/// Whether SQLite rebuilds the table: where it is needed, in any case, or never (then it is an
/// error).
enum class Recreate : unsigned char { automatic, always, never };

struct BatchOptions {
  Text schema{};
  Recreate recreate{Recreate::automatic};
};

struct CreateSchemaOptions {
  bool if_not_exists{false};
  Text owner{};
};

struct DropSchemaOptions {
  bool if_exists{false};
  bool cascade{false};
};

struct EnumOptions {
  Text schema{};
  Text comment{};
};

struct DropEnumOptions {
  Text schema{};
  bool if_exists{false};
  bool cascade{false};
  Few<Text, 256> existing{};  // its values, for the way back
};

/// Where a new value of an enumeration stands: in front of or behind another one; neither: at the
/// end.
struct EnumValueOptions {
  Text schema{};
  Text before{};
  Text after{};
  bool if_not_exists{false};
};

struct Sequence {
  Text schema{};
  Optional<Type> type{};
  Optional<long long> start{};
  Optional<long long> increment{};
  Optional<long long> minimum{};
  Optional<long long> maximum{};
  Optional<long long> cache{};
  Optional<bool> cycle{};
  Text owned_by_table{};
  Text owned_by_column{};
  bool if_not_exists{false};
  Text comment{};
  Text renamed_from{};  // in a model: its name until now
};

struct AlterSequence {
  Text schema{};
  Optional<Type> type{};
  Optional<long long> start{};
  Optional<long long> restart{};
  Optional<long long> increment{};
  Optional<long long> minimum{};
  Optional<long long> maximum{};
  Optional<long long> cache{};
  Optional<bool> cycle{};
  Text owned_by_table{};
  Text owned_by_column{};
  bool whole{false};  // what is not named is set back to what a new sequence has, with no owner
};

struct Domain {
  Text schema{};
  bool nullable{true};
  Value server_default{};
  Text collation{};
  Text constraint_name{};
  Text check{};  // about VALUE
};

struct View {
  Text schema{};
  Names columns{};
  bool or_replace{false};
  bool if_not_exists{false};  // SQLite
  bool temporary{false};
  bool recursive{false};
  Settings with{};  // security_barrier, security_invoker, check_option
};

struct MaterializedView {
  Text schema{};
  Names columns{};
  bool if_not_exists{false};
  bool with_data{true};
  Settings with{};
  Text tablespace{};
  Text access_method{};
};

struct RefreshOptions {
  Text schema{};
  bool concurrently{false};
  bool with_data{true};
};

// NOLINTNEXTLINE(readability-identifier-naming): the word is a keyword
enum class Volatility : unsigned char { volatile_, stable, immutable };

struct Function {
  Text schema{};
  Text arguments{};  // "a integer, b text DEFAULT ''"
  Text returns{};    // "trigger", "integer", "TABLE (a integer)"
  Text language{"plpgsql"};
  Text body{};
  Volatility volatility{Volatility::volatile_};
  bool strict{false};
  bool security_definer{false};
  bool leakproof{false};
  bool parallel_safe{false};
  Settings set{};  // settings while it runs, as SQL: {"search_path", "a, b"}, {"work_mem", "'4MB'"}
  bool or_replace{false};
};

struct DropFunctionOptions {
  Text schema{};
  Text arguments{};  // of this one among functions of the same name
  bool if_exists{false};
  bool cascade{false};
};

enum class Timing : unsigned char { before, after, instead_of };

struct Trigger {
  Text schema{};  // of the table
  Timing timing{Timing::before};
  bool on_insert{false};
  bool on_update{false};
  bool on_delete{false};
  bool on_truncate{false};
  Names update_of{};
  bool for_each_row{true};
  Text when{};
  Text function{};  // PostgreSQL: "touch()"
  Text body{};      // SQLite: "UPDATE a SET b = 1;"
  bool constraint{false};
  Deferral deferral{Deferral::not_deferrable};
  Text old_table{};  // PostgreSQL: names of the transition tables
  Text new_table{};
  bool or_replace{false};     // PostgreSQL
  bool if_not_exists{false};  // SQLite
};

struct ExtensionOptions {
  Text schema{};
  Text version{};
  bool if_not_exists{false};
  bool cascade{false};
};

struct DropExtensionOptions {
  bool if_exists{false};
  bool cascade{false};
};

}  // namespace migrate
