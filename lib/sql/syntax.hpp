#pragma once

#include <string>
#include <vector>

namespace migrate::sql {

/// What a lexer must know of one database's SQL. Data only; each dialect fills one in.
struct Syntax {
  bool nested_comments{false};            // /* /* */ */
  bool escape_strings{false};             // E'\''
  bool dollar_quotes{false};              // $tag$ ... $tag$
  bool bracket_identifiers{false};        // [name]
  bool backtick_identifiers{false};       // `name`
  bool begin_atomic{false};               // BEGIN ATOMIC ... END bodies of functions and procedures
  bool rule_actions{false};               // CREATE RULE ... DO (a; b)
  bool trigger_bodies{false};             // CREATE TRIGGER ... BEGIN a; b; END
  bool copy_data{false};                  // COPY ... FROM STDIN; lines up to \.
  bool psql_commands{false};              // \connect and the like are recognised, to be refused
  bool carriage_return_ends_line{false};  // a \r alone ends a line comment too

  /// Statements that cannot run inside a transaction, or silently do nothing there, as patterns
  /// (see sql/pattern.hpp).
  std::vector<std::string> outside_transaction{};
  /// Those of them that can run inside one after all.
  std::vector<std::string> inside_transaction{};
  /// Statements that begin or end a transaction themselves.
  std::vector<std::string> transaction_control{};

  friend bool operator==(const Syntax&, const Syntax&) = default;
};

}  // namespace migrate::sql
