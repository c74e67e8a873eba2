#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/objects.hpp"
#include "schema/table.hpp"

namespace migrate::operations {

// One struct an operation, named as in the SDK. `existing` is what a dropped or changed thing was;
// without it there is no way back.

struct CreateTable {
  schema::Table table{};
  bool if_not_exists{false};

  friend bool operator==(const CreateTable&, const CreateTable&) = default;
};

struct DropTable {
  schema::Name name{};
  bool if_exists{false};
  bool cascade{false};
  std::optional<schema::Table> existing{};

  friend bool operator==(const DropTable&, const DropTable&) = default;
};

struct RenameTable {
  schema::Name name{};
  std::string new_name{};

  friend bool operator==(const RenameTable&, const RenameTable&) = default;
};

struct SetTableComment {
  schema::Name table{};
  std::string comment{};  // empty: none any more
  std::optional<std::string> existing{};

  friend bool operator==(const SetTableComment&, const SetTableComment&) = default;
};

struct AddColumn {
  schema::Name table{};
  schema::Column column{};
  std::vector<schema::Constraint> constraints{};  // of this column alone, made with it
  std::vector<schema::Index> indexes{};           // likewise
  bool if_not_exists{false};

  friend bool operator==(const AddColumn&, const AddColumn&) = default;
};

struct DropColumn {
  schema::Name table{};
  std::string name{};
  bool if_exists{false};
  bool cascade{false};
  std::optional<AddColumn> existing{};  // adds it again

  friend bool operator==(const DropColumn&, const DropColumn&) = default;
};

/// One side of a change of a column: what is, or is to be, said of it.
struct ColumnAspects {
  std::optional<schema::Type> type{};
  std::optional<bool> nullable{};
  std::optional<schema::Value> server_default{};  // null: none
  std::optional<std::string> comment{};           // empty: none
  std::optional<std::string> collation{};         // empty: the one of its type
  std::optional<schema::Identity> identity{};
  std::optional<schema::Computed> computed{};
  std::optional<OnConflict> not_null_conflict{};  // of its NOT NULL (SQLite)

  friend bool operator==(const ColumnAspects&, const ColumnAspects&) = default;
};

struct AlterColumn {
  schema::Name table{};
  std::string name{};
  std::string new_name{};  // empty: it stays
  ColumnAspects change{};
  ColumnAspects existing{};
  std::string using_expression{};  // how values become values of the new type
  std::string existing_using{};    // and back
  /// Without a USING: where the database does not turn the values into those of the new type by
  /// itself, it does so by way of text.
  bool convert_by_text{false};
  bool drop_identity{false};
  bool drop_computed{false};

  friend bool operator==(const AlterColumn&, const AlterColumn&) = default;
};

struct RenameColumn {
  schema::Name table{};
  std::string name{};
  std::string new_name{};

  friend bool operator==(const RenameColumn&, const RenameColumn&) = default;
};

struct CreateIndex {
  schema::Name table{};
  schema::Index index{};
  bool concurrently{false};
  bool if_not_exists{false};

  friend bool operator==(const CreateIndex&, const CreateIndex&) = default;
};

struct DropIndex {
  schema::Name table{};  // the index is in its schema
  std::string name{};
  bool if_exists{false};
  bool concurrently{false};
  bool cascade{false};
  std::optional<schema::Index> existing{};

  friend bool operator==(const DropIndex&, const DropIndex&) = default;
};

struct RenameIndex {
  schema::Name table{};
  std::string name{};
  std::string new_name{};

  friend bool operator==(const RenameIndex&, const RenameIndex&) = default;
};

struct AddConstraint {
  schema::Name table{};
  schema::Constraint constraint{};

  friend bool operator==(const AddConstraint&, const AddConstraint&) = default;
};

struct DropConstraint {
  schema::Name table{};
  std::string name{};
  bool if_exists{false};
  bool cascade{false};
  std::optional<schema::Constraint> existing{};

  friend bool operator==(const DropConstraint&, const DropConstraint&) = default;
};

struct RenameConstraint {
  schema::Name table{};
  std::string name{};
  std::string new_name{};

  friend bool operator==(const RenameConstraint&, const RenameConstraint&) = default;
};

struct ValidateConstraint {
  schema::Name table{};
  std::string name{};

  friend bool operator==(const ValidateConstraint&, const ValidateConstraint&) = default;
};

/// What a comment can be set on beside tables and columns.
enum class CommentTarget { schema, enumeration, sequence, index, constraint };

struct SetComment {
  CommentTarget target{CommentTarget::index};
  schema::Name name{};    // of a schema, only `name`; of an index, in the schema of its table
  schema::Name table{};   // of a constraint
  std::string comment{};  // empty: none any more
  std::optional<std::string> existing{};

  friend bool operator==(const SetComment&, const SetComment&) = default;
};

/// What is, or is to be, said of a table as a whole.
struct TableAspects {
  std::optional<std::vector<schema::Setting>> with{};  // all of its storage parameters
  std::optional<bool> unlogged{};
  std::optional<std::string> tablespace{};  // empty: the database's default
  // SQLite
  std::optional<bool> strict{};
  std::optional<bool> without_rowid{};
  std::optional<bool> autoincrement{};

  friend bool operator==(const TableAspects&, const TableAspects&) = default;
};

struct SetTableOptions {
  schema::Name table{};
  TableAspects change{};
  TableAspects existing{};

  friend bool operator==(const SetTableOptions&, const SetTableOptions&) = default;
};

struct BulkInsert {
  schema::Name table{};
  std::vector<std::string> columns{};
  std::vector<std::vector<schema::Value>> rows{};  // each as long as `columns`

  friend bool operator==(const BulkInsert&, const BulkInsert&) = default;
};

/// Whether there may be parameters that a statement does not use: those of the way there, on the
/// way back.
enum class UnusedParameters { refused, allowed };

struct ExecuteSql {
  std::string sql{};
  std::vector<schema::Value> parameters{};  // $1, $2 ...
  std::string reverse{};                    // empty: there is no way back
  UnusedParameters unused{UnusedParameters::refused};

  friend bool operator==(const ExecuteSql&, const ExecuteSql&) = default;
};

using AnyTableChange = std::variant<
    SetTableComment,
    SetTableOptions,
    AddColumn,
    DropColumn,
    AlterColumn,
    RenameColumn,
    CreateIndex,
    DropIndex,
    AddConstraint,
    DropConstraint>;

/// A change that batch_alter_table can hold.
class TableChange final : public AnyTableChange {
 public:
  using variant::variant;
  TableChange(const TableChange& other);
  TableChange(TableChange&& other) noexcept;
  TableChange& operator=(const TableChange& other);
  TableChange& operator=(TableChange&& other) noexcept;
  ~TableChange();
};

/// Changes of one table, made together.
struct BatchAlterTable {
  schema::Name table{};
  Recreate recreate{Recreate::automatic};
  std::vector<TableChange> changes{};

  friend bool operator==(const BatchAlterTable&, const BatchAlterTable&) = default;
};

struct CreateSchema {
  std::string name{};
  std::string owner{};
  bool if_not_exists{false};

  friend bool operator==(const CreateSchema&, const CreateSchema&) = default;
};

struct DropSchema {
  std::string name{};
  bool if_exists{false};
  bool cascade{false};

  friend bool operator==(const DropSchema&, const DropSchema&) = default;
};

struct CreateEnum {
  schema::EnumType type{};

  friend bool operator==(const CreateEnum&, const CreateEnum&) = default;
};

struct DropEnum {
  schema::Name name{};
  bool if_exists{false};
  bool cascade{false};
  std::optional<schema::EnumType> existing{};

  friend bool operator==(const DropEnum&, const DropEnum&) = default;
};

struct AddEnumValue {
  schema::Name type{};
  std::string value{};
  std::string before{};
  std::string after{};
  bool if_not_exists{false};

  friend bool operator==(const AddEnumValue&, const AddEnumValue&) = default;
};

struct RenameEnumValue {
  schema::Name type{};
  std::string value{};
  std::string new_value{};

  friend bool operator==(const RenameEnumValue&, const RenameEnumValue&) = default;
};

struct RenameEnum {
  schema::Name name{};
  std::string new_name{};

  friend bool operator==(const RenameEnum&, const RenameEnum&) = default;
};

struct CreateSequence {
  schema::Sequence sequence{};
  bool if_not_exists{false};

  friend bool operator==(const CreateSequence&, const CreateSequence&) = default;
};

/// Without `whole`, what `change` does not name stays; with it, that is set back to what the
/// database makes of a sequence for which nothing is said, which nobody owns.
struct AlterSequence {
  schema::Sequence change{};
  std::optional<std::int64_t> restart{};
  bool whole{false};
  std::optional<schema::Sequence> existing{};  // all of what it was

  friend bool operator==(const AlterSequence&, const AlterSequence&) = default;
};

struct RenameSequence {
  schema::Name name{};
  std::string new_name{};

  friend bool operator==(const RenameSequence&, const RenameSequence&) = default;
};

struct DropSequence {
  schema::Name name{};
  bool if_exists{false};
  bool cascade{false};
  std::optional<schema::Sequence> existing{};

  friend bool operator==(const DropSequence&, const DropSequence&) = default;
};

struct CreateDomain {
  schema::Domain domain{};

  friend bool operator==(const CreateDomain&, const CreateDomain&) = default;
};

struct DropDomain {
  schema::Name name{};
  bool if_exists{false};
  bool cascade{false};

  friend bool operator==(const DropDomain&, const DropDomain&) = default;
};

struct CreateView {
  schema::View view{};
  bool or_replace{false};
  bool if_not_exists{false};

  friend bool operator==(const CreateView&, const CreateView&) = default;
};

struct DropView {
  schema::Name name{};
  bool if_exists{false};
  bool cascade{false};
  std::optional<schema::View> existing{};

  friend bool operator==(const DropView&, const DropView&) = default;
};

struct CreateMaterializedView {
  schema::MaterializedView view{};
  bool if_not_exists{false};

  friend bool operator==(const CreateMaterializedView&, const CreateMaterializedView&) = default;
};

struct RefreshMaterializedView {
  schema::Name name{};
  bool concurrently{false};
  bool with_data{true};

  friend bool operator==(const RefreshMaterializedView&, const RefreshMaterializedView&) = default;
};

struct DropMaterializedView {
  schema::Name name{};
  bool if_exists{false};
  bool cascade{false};
  std::optional<schema::MaterializedView> existing{};

  friend bool operator==(const DropMaterializedView&, const DropMaterializedView&) = default;
};

struct CreateFunction {
  schema::Function function{};
  bool or_replace{false};

  friend bool operator==(const CreateFunction&, const CreateFunction&) = default;
};

struct DropFunction {
  schema::Name name{};
  std::string arguments{};
  bool if_exists{false};
  bool cascade{false};

  friend bool operator==(const DropFunction&, const DropFunction&) = default;
};

struct CreateTrigger {
  schema::Trigger trigger{};
  bool or_replace{false};
  bool if_not_exists{false};

  friend bool operator==(const CreateTrigger&, const CreateTrigger&) = default;
};

struct DropTrigger {
  std::string name{};
  schema::Name table{};
  bool if_exists{false};
  bool cascade{false};

  friend bool operator==(const DropTrigger&, const DropTrigger&) = default;
};

struct CreateExtension {
  schema::Extension extension{};
  bool if_not_exists{false};
  bool cascade{false};

  friend bool operator==(const CreateExtension&, const CreateExtension&) = default;
};

struct DropExtension {
  std::string name{};
  bool if_exists{false};
  bool cascade{false};

  friend bool operator==(const DropExtension&, const DropExtension&) = default;
};

using AnyOperation = std::variant<
    CreateTable,
    DropTable,
    RenameTable,
    SetTableComment,
    SetTableOptions,
    SetComment,
    AddColumn,
    DropColumn,
    AlterColumn,
    RenameColumn,
    CreateIndex,
    DropIndex,
    RenameIndex,
    AddConstraint,
    DropConstraint,
    RenameConstraint,
    ValidateConstraint,
    BulkInsert,
    ExecuteSql,
    BatchAlterTable,
    CreateSchema,
    DropSchema,
    CreateEnum,
    DropEnum,
    AddEnumValue,
    RenameEnumValue,
    RenameEnum,
    CreateSequence,
    AlterSequence,
    RenameSequence,
    DropSequence,
    CreateDomain,
    DropDomain,
    CreateView,
    DropView,
    CreateMaterializedView,
    RefreshMaterializedView,
    DropMaterializedView,
    CreateFunction,
    DropFunction,
    CreateTrigger,
    DropTrigger,
    CreateExtension,
    DropExtension>;

/// A change of a database, as a value. Whoever handles operations visits the variant with a
/// function for each of them: a new one breaks the build until it is handled everywhere.
///
/// Copied and moved in one place, since doing it in every file makes megabytes of code.
class Operation final : public AnyOperation {
 public:
  using variant::variant;
  Operation(const Operation& other);
  Operation(Operation&& other) noexcept;
  Operation& operator=(const Operation& other);
  Operation& operator=(Operation&& other) noexcept;
  ~Operation();
};

}  // namespace migrate::operations
