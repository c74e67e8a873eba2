#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/name.hpp"

namespace migrate::schema {

enum class ReferenceKind {
  schema,  // its name is `name.name`
  enumeration,
  sequence,
  table,
  column,          // `part` of the table
  column_default,  // likewise
  constraint,      // likewise
  index,           // likewise
  object,          // `name.name` is its key
};

/// Something that another thing may stand on.
struct Reference {
  ReferenceKind kind{ReferenceKind::table};
  Name name{};
  std::string part{};

  friend bool operator==(const Reference&, const Reference&) = default;
};

/// Something of a database that its own statements define, and that nobody here takes apart: a
/// view, a function, a trigger, a comment on one of these ... The dialect prints it.
struct Object {
  std::string kind{};  // "view", "function" ...
  std::string name{};  // as SQL says it, with what it is of: "app.v", "f(integer)", "x on account"
  std::string schema{};  // that it is in; empty: the default one, or none at all
  /// The name that no other relation, or type, of its schema may have; empty: it is neither.
  std::string relation_name{};
  std::string type_name{};
  /// With which it goes, when that goes.
  std::optional<Reference> host{};
  std::string definition{};  // two of one name are equal when this is
  std::string create{};      // the statement that makes it; empty: `definition` is that
  std::string drop{};        // likewise; empty: it only goes with its host
  /// The statement that makes it of an older one with the same name, whose shape is a beginning of
  /// its own; empty: there is none.
  std::string replace{};
  std::vector<std::string> shape{};
  bool is_inline{false};   // the statement that makes its host makes it too
  bool holds_rows{false};  // dropping it loses them
  std::vector<Reference> needs{};

  /// What it is told from others by: "view app.v".
  std::string key() const { return kind + " " + name; }
  const std::string& create_statement() const { return create.empty() ? definition : create; }

  friend bool operator==(const Object&, const Object&) = default;
};

/// What is there and this tool does not look after.
struct Unmanaged {
  std::string key{};                   // what it is called, as Object::key() says it: "type a.base"
  std::string reason{};                // why: "base type"; mostly there
  std::optional<Reference> subject{};  // of an index alone

  /// "type a.base (base type)".
  std::string description() const { return reason.empty() ? key : key + " (" + reason + ")"; }

  friend bool operator==(const Unmanaged&, const Unmanaged&) = default;
};

/// That a part of a table, or the table, stands on an object.
struct Dependency {
  Reference from{};
  std::string object{};  // its key

  friend bool operator==(const Dependency&, const Dependency&) = default;
};

}  // namespace migrate::schema
