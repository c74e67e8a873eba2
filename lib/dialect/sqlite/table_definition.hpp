#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sdk/migrate/table.hpp"

namespace migrate::dialect::sqlite {

// The text of a CREATE TABLE, taken apart so that a part of it can be changed and all others stay
// as they were written, comments included. SQLite tells only this text of checks, names of
// constraints, collations, ON CONFLICT and AUTOINCREMENT.

enum class ClauseKind {
  name_only,  // CONSTRAINT a, and nothing behind it
  primary_key,
  unique,
  not_null,
  null,
  check,
  default_value,
  collate,
  references,
  deferrable,  // away from its REFERENCES
  generated,
  foreign_key,
};

/// A constraint of the table, or a clause of a column.
struct Clause {
  ClauseKind kind{ClauseKind::name_only};
  std::string lead{};  // blanks and comments in front
  std::string name{};
  std::string name_text{};   // "CONSTRAINT name ", as written
  std::string text{};        // from its first keyword on
  std::string expression{};  // of a check or a generated column, or the value of a default
  std::vector<std::string> columns{};           // of a constraint of the table
  std::string referred_table{};                 // of a foreign key
  std::vector<std::string> referred_columns{};  // empty: the primary key
  Action on_delete{Action::no_action};
  Action on_update{Action::no_action};
  /// Deferrable alone is not deferrable: nothing in SQLite defers a constraint later.
  Deferral deferral{Deferral::not_deferrable};
  OnConflict on_conflict{OnConflict::unspecified};
  std::string collation{};  // of a COLLATE
  Storage storage{Storage::virtual_};
  bool autoincrement{false};
  bool descending{false};  // PRIMARY KEY DESC behind a column

  friend bool operator==(const Clause&, const Clause&) = default;
};

struct ColumnDefinition {
  std::string name{};
  std::string name_text{};  // as written
  std::string type_lead{};
  std::string type{};  // as written; empty: it has none
  std::vector<Clause> clauses{};

  friend bool operator==(const ColumnDefinition&, const ColumnDefinition&) = default;
};

/// A column or a constraint, and what stands around it.
struct Element {
  std::string lead{};                        // blanks and comments in front
  std::optional<ColumnDefinition> column{};  // or else:
  Clause constraint{};
  std::string gap{};   // between it and the comma
  bool comma{true};    // between two constraints it can be missing
  std::string tail{};  // a comment behind the comma, on the same line

  friend bool operator==(const Element&, const Element&) = default;
};

struct TableDefinition {
  std::string head{};  // "CREATE TABLE "
  std::string name{};
  std::string name_text{};  // with its schema, as written
  std::string open{};       // " ("
  std::vector<Element> elements{};
  std::string close{};    // blanks and comments in front of the parenthesis that closes
  std::string options{};  // that parenthesis, and everything behind it
  bool without_rowid{false};
  bool strict{false};

  /// Null when there is none.
  ColumnDefinition* find_column(std::string_view column);
  const ColumnDefinition* find_column(std::string_view column) const;

  /// The columns of the primary key, in its order; empty when it has none.
  std::vector<std::string> primary_key() const;

  bool has_autoincrement() const;

  /// Whether no row has NULL there: NOT NULL, the rowid, or, where SQLite takes the standard at its
  /// word, any column of the primary key (STRICT, WITHOUT ROWID).
  bool is_never_null(std::string_view column) const;

  /// The column that is the rowid under another name, if there is one.
  std::optional<std::string> rowid_column() const;

  /// Adds a column behind the last one, or a constraint behind everything, in these words.
  void add_column(std::string_view text);
  void add_constraint(std::string_view text);

  /// Writes these options in place of those that are there; comments stay.
  void set_options(bool is_strict, bool is_without_rowid);

  /// Adds AUTOINCREMENT to the primary key, or takes it away.
  void set_autoincrement(bool on);

  friend bool operator==(const TableDefinition&, const TableDefinition&) = default;
};

/// Errors: unsupported for a text that is not understood, and for virtual tables.
TableDefinition parse_table_definition(std::string_view sql);

/// The text of the definition; what is unchanged is as it was written.
std::string to_string(const TableDefinition& definition);

/// What the declared type makes of values (Datatypes In SQLite, section 3.1).
enum class Affinity { text, numeric, integer, real, blob };
Affinity affinity_of(std::string_view declared_type);

/// The clauses in this text, as behind the name and type of a column.
std::vector<Clause> parse_clauses(std::string_view text);

}  // namespace migrate::dialect::sqlite
