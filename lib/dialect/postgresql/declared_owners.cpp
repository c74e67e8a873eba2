#include "dialect/postgresql/declared_owners.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace migrate::dialect::postgresql {
namespace {

bool is_owner(const schema::Object& object) {
  // That of the schema that every database has does not hang on who is there.
  return object.kind == "owner" && object.name != "of schema public";
}

}  // namespace

void adopt_role(schema::MetaData& declared, db::Connection& connection) {
  if (std::ranges::none_of(declared.objects, is_owner)) return;
  constexpr std::string_view words = " OWNER TO ";
  const auto rows = connection.query("SELECT pg_catalog.quote_ident(current_user)");
  const std::string role = rows.at(0).at(0).value_or("");
  std::erase_if(declared.objects, [&](schema::Object& object) {
    if (!is_owner(object)) return false;
    const std::size_t end = object.definition.rfind(words) + words.size();
    object.drop = object.definition.substr(0, end) + role;
    return object.drop == object.definition;
  });
}

}  // namespace migrate::dialect::postgresql
