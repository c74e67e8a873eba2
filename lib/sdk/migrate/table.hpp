#pragma once

#include <migrate/text.hpp>
#include <migrate/types.hpp>
#include <migrate/value.hpp>

// NOLINTBEGIN(google-explicit-constructor): what a unit writes becomes what it means
namespace migrate {

/// What happens to a row when the row that it refers to goes, or changes its key.
enum class Action : unsigned char { no_action, restrict, cascade, set_null, set_default };

/// When a constraint is checked.
enum class Deferral : unsigned char { not_deferrable, deferrable, initially_deferred };

/// How a foreign key of several columns treats NULL.
enum class Match : unsigned char { simple, full };

/// What a statement does with a row that breaks a constraint (SQLite, "ON CONFLICT clause").
enum class OnConflict : unsigned char { unspecified, rollback, abort, fail, ignore, replace };

enum class Order : unsigned char { ascending, descending };

/// Where NULLs stand in an index.
enum class Nulls : unsigned char { unspecified, first, last };

/// Whether a computed column is kept on disk or worked out when it is read.
// NOLINTNEXTLINE(readability-identifier-naming): the word is a keyword
enum class Storage : unsigned char { stored, virtual_ };

/// How long a temporary table lives (PostgreSQL).
enum class OnCommit : unsigned char { unspecified, preserve_rows, delete_rows, drop };

/// A storage parameter, as in WITH (fillfactor = 70).
struct Setting {
  Text name{};
  Text value{};
};

using Settings = Few<Setting, 16>;

/// A column that numbers its rows. On SQLite it must be the primary key; the other words mean
/// nothing there.
struct Identity {
  bool always{false};  // or by default: a value may be given
  Optional<long long> start{};
  Optional<long long> increment{};
  Optional<long long> minimum{};
  Optional<long long> maximum{};
  Optional<long long> cache{};
  bool cycle{false};
};

/// A column that is worked out from others.
struct Computed {
  Text expression{};
  Storage storage{Storage::stored};
};

/// The column of another table that a column refers to. A foreign key of several columns is a
/// ForeignKey.
struct Reference {
  Text table{};
  Text column{};  // empty: the primary key
  Text schema{};
  Action on_delete{Action::no_action};
  Action on_update{Action::no_action};
  Deferral deferral{Deferral::not_deferrable};
};

struct Column {
  Text name{};
  Type type{};
  bool nullable{true};  // a primary key never is
  bool primary_key{false};
  bool unique{false};  // a constraint of its own, named by the convention
  bool index{false};   // likewise
  Value server_default{};
  Text collation{};
  Text comment{};
  Optional<Identity> identity{};
  Optional<Computed> computed{};
  Optional<Reference> references{};
  OnConflict not_null_conflict{OnConflict::unspecified};  // of its NOT NULL (SQLite)
  Text renamed_from{};                                    // in a model: its name until now
};

/// Columns that many tables have, to be kept in a constant. It stands among the items of a table as
/// a column does:
///   constexpr ColumnGroup audit{Column{.name = "created_at", ...}, Column{...}};
template <std::size_t Size>
class ColumnGroup {
 public:
  template <typename... Columns>
  constexpr ColumnGroup(const Column& first, const Columns&... others)
      : columns_{first, others...} {}

  constexpr const Column* begin() const { return columns_; }
  constexpr const Column* end() const { return columns_ + Size; }

 private:
  Column columns_[Size];
};

template <typename... Columns>
ColumnGroup(const Column&, const Columns&...) -> ColumnGroup<1 + sizeof...(Columns)>;

// Constraints. A name that is empty is filled in by the naming convention (docs/configuration.md).

/// The name of a constraint that is to have none, whatever the convention says: the database
/// chooses one.
inline constexpr Text unnamed{"\0", 1};

struct PrimaryKey {
  Text name{};
  Names columns{};
  Names include{};
  Deferral deferral{Deferral::not_deferrable};
  bool without_overlaps{false};                     // of its last column (PostgreSQL 18)
  OnConflict on_conflict{OnConflict::unspecified};  // SQLite
  bool nullable{false};  // its columns may be null where they say so themselves (SQLite)
  Text comment{};
  Text renamed_from{};  // in a model: its name until now
};

struct Unique {
  Text name{};
  Names columns{};
  Names include{};
  bool nulls_not_distinct{false};  // PostgreSQL 15
  Deferral deferral{Deferral::not_deferrable};
  bool without_overlaps{false};                     // of its last column (PostgreSQL 18)
  OnConflict on_conflict{OnConflict::unspecified};  // SQLite
  Text comment{};
  Text renamed_from{};
};

struct ForeignKey {
  Text name{};
  Names columns{};
  Text referred_table{};
  Names referred_columns{};  // empty: its primary key
  Text referred_schema{};
  Action on_delete{Action::no_action};
  Action on_update{Action::no_action};
  Match match{Match::simple};
  Deferral deferral{Deferral::not_deferrable};
  bool not_valid{false};  // rows that are there are not checked, until validate_constraint
  Names
      on_delete_columns{};   // which set_null and set_default are about; empty: all (PostgreSQL 15)
  bool period{false};        // of its last column (PostgreSQL 18)
  bool not_enforced{false};  // PostgreSQL 18
  Text comment{};
  Text renamed_from{};
};

struct Check {
  Text name{};
  Text condition{};
  bool not_valid{false};
  bool no_inherit{false};
  bool not_enforced{false};  // PostgreSQL 18
  Text comment{};
  Text renamed_from{};
};

/// A column or an expression of an exclusion constraint, and the operator that must not hold for
/// two rows.
struct ExcludeElement {
  Text column{};
  Text expression{};  // instead of a column
  Text with{};        // the operator: "=", "&&"
  Text operator_class{};
};

using ExcludeElements = Few<ExcludeElement, 16>;

struct Exclude {
  Text name{};
  ExcludeElements elements{};
  Text method{};  // the access method; empty: gist
  Text where{};
  Deferral deferral{Deferral::not_deferrable};
  Names include{};
  Text comment{};
  Text renamed_from{};
};

/// A column or an expression of an index.
struct IndexColumn {
  Text name{};
  Text expression{};  // instead of a name
  Order order{Order::ascending};
  Nulls nulls{Nulls::unspecified};
  Text operator_class{};
  Text collation{};
};

/// What may stand in the list of an index's columns: a name, or more about it.
class IndexItem {
 public:
  constexpr IndexItem(const char* name) : column_{.name = name} {}
  constexpr IndexItem(const IndexColumn& column) : column_(column) {}
  template <typename String>
  requires requires(const String& s) { Text(s.data(), s.size()); }
  constexpr IndexItem(const String& name) : column_{.name = Text(name.data(), name.size())} {}

  constexpr operator IndexColumn() const { return column_; }

 private:
  IndexColumn column_;
};

/// The columns of an index: {"a", IndexColumn{.expression = "lower(b)"}}.
class IndexColumns : public Few<IndexColumn, 32> {
 public:
  constexpr IndexColumns() = default;
  constexpr IndexColumns(std::initializer_list<IndexItem> items) : Few(items) {}
  template <typename Container>
  requires requires(const Container& c) { IndexItem(*c.begin()); }
  constexpr IndexColumns(const Container& names) : Few(names) {}
};

/// An index that is made together with its table.
struct Index {
  Text name{};
  IndexColumns columns{};
  bool unique{false};
  Text method{};  // the access method; empty: the database's default
  Text where{};
  Names include{};
  bool nulls_not_distinct{false};  // PostgreSQL 15
  Settings with{};
  Text tablespace{};
  Text comment{};
  Text renamed_from{};
};

/// Anything that a table is made of.
class TableItem {
 public:
  enum class Kind : unsigned char {
    column,
    primary_key,
    unique,
    foreign_key,
    check,
    exclude,
    index,
    group
  };

  constexpr TableItem(const Column& item) : kind_(Kind::column), item_(&item) {}
  constexpr TableItem(const PrimaryKey& item) : kind_(Kind::primary_key), item_(&item) {}
  constexpr TableItem(const Unique& item) : kind_(Kind::unique), item_(&item) {}
  constexpr TableItem(const ForeignKey& item) : kind_(Kind::foreign_key), item_(&item) {}
  constexpr TableItem(const Check& item) : kind_(Kind::check), item_(&item) {}
  constexpr TableItem(const Exclude& item) : kind_(Kind::exclude), item_(&item) {}
  constexpr TableItem(const Index& item) : kind_(Kind::index), item_(&item) {}
  template <std::size_t Size>
  constexpr TableItem(const ColumnGroup<Size>& group)
      : kind_(Kind::group), item_(group.begin()), size_(Size) {}

  constexpr Kind kind() const { return kind_; }

  /// The item, whose type `kind()` tells.
  template <typename Item>
  const Item& as() const {
    return *static_cast<const Item*>(item_);
  }

  /// The columns of a group.
  List<Column> columns() const { return {static_cast<const Column*>(item_), size_}; }

 private:
  Kind kind_;
  const void* item_;
  std::size_t size_{1};
};

}  // namespace migrate
// NOLINTEND(google-explicit-constructor)
