#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/object.hpp"

namespace migrate::dialect::postgresql {

/// The statement that makes an object, as the server prints it, cut in front of what can be read
/// and printed again: the query of a view, the expressions of a policy, the actions of a rule, the
/// arguments and the body of a function.
struct PrintedObject {
  std::string_view kind{};
  std::string_view name{};  // of the function, or of the relation that it is on
  std::string_view head{};
  std::string_view body{};  // the rest
};

/// How a body is read and printed again.
struct Rereading {
  std::vector<std::string> statements{};  // make something temporary of it
  std::string query{};                    // its only value is what the server prints
};

/// Nothing for kinds that are not read again, and for functions whose body is a string.
std::optional<PrintedObject> cut(const schema::Object& object);

/// Of an object like that, with this body. For a transaction in which the settings have been pinned
/// (printing.hpp); afterwards what was made is in the way of the next one.
Rereading reread(const PrintedObject& like, std::string_view body);

/// The body in what the query of a rereading has returned.
std::string printed_body(const PrintedObject& like, std::string_view printed);

}  // namespace migrate::dialect::postgresql
