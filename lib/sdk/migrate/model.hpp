#pragma once

/// What a C++ model includes. It then defines, outside of any namespace,
///   void declare(Model& model) { ... }
/// docs/models.md says more.
#include <migrate/keywords.hpp>
#include <migrate/table.hpp>
#include <migrate/text.hpp>
#include <migrate/types.hpp>
#include <migrate/value.hpp>

// NOLINTBEGIN(google-explicit-constructor): what a model writes becomes what it means
namespace migrate {

/// What is said of a schema beside its name.
struct Schema {
  Text comment{};
};

/// What is said of an enumeration beside its name and its values.
struct Enumeration {
  Text schema{};
  Text comment{};
  Text renamed_from{};  // its name until now
};

/// A value of an enumeration that had another name.
struct EnumValue {
  Text name{};
  Text renamed_from{};
};

/// What may stand in the list of an enumeration's values: a name, or more about it.
class EnumItem {
 public:
  constexpr EnumItem(const char* name) : value_{.name = name} {}
  constexpr EnumItem(const EnumValue& value) : value_(value) {}
  template <typename String>
  requires requires(const String& s) { Text(s.data(), s.size()); }
  constexpr EnumItem(const String& name) : value_{.name = Text(name.data(), name.size())} {}

  constexpr const EnumValue& value() const { return value_; }

 private:
  EnumValue value_;
};

/// What a database is to hold. A model file declares a part of it; the order of calls and of files
/// does not matter.
///
/// Arguments live for the call only. An empty name of a constraint or an index is filled in by the
/// naming convention. A call that makes no sense throws, and is an error whatever `declare` does
/// with the exception. The last parameter of each, which nobody gives, is the line of the call, for
/// error messages.
class Model {
 public:
  /// model.table("account", {Column{...}, Column{...}, Unique{...}, Index{...}}, {.comment =
  /// "..."});
  virtual void table(
      Text name,
      List<TableItem> items,
      const TableOptions& options = {},
      int line = __builtin_LINE()) = 0;
  /// model.enumeration("mood", {"sad", "ok"}); a column of it is of the type enumeration("mood").
  virtual void enumeration(
      Text name,
      List<EnumItem> values,
      const Enumeration& enumeration = {},
      int line = __builtin_LINE()) = 0;
  virtual void sequence(Text name, const Sequence& sequence = {}, int line = __builtin_LINE()) = 0;
  /// A namespace. The one where the session looks first is there in any case.
  virtual void schema(Text name, const Schema& schema = {}, int line = __builtin_LINE()) = 0;

  /// Ends the reading of the models with an error.
  [[noreturn]] virtual void fail(Text message, int line = __builtin_LINE()) = 0;

 protected:
  Model() = default;
  ~Model() = default;
  Model(const Model&) = default;
  Model& operator=(const Model&) = default;
};

}  // namespace migrate
// NOLINTEND(google-explicit-constructor)
