#include "engine/unmanaged.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::engine {
namespace {

/// Whether something of that name is looked after, perhaps in part.
bool is_managed(const schema::MetaData& metadata, const std::string& key) {
  const auto has = [&](const auto& things, std::string_view kind) {
    return std::ranges::any_of(things, [&](const auto& one) {
      return key == fmt::format("{} {}", kind, sql::qualified_name(one.name.schema, one.name.name));
    });
  };
  return has(metadata.tables, "table") || has(metadata.enums, "type") ||
         std::ranges::any_of(
             metadata.objects, [&](const schema::Object& object) { return object.key() == key; });
}

[[noreturn]] void refuse(const schema::Unmanaged& one, std::string_view side) {
  throw Error(
      ErrorCode::unsupported,
      fmt::format(
          "{} is there and is declared, and the one that is {} is not managed: {}",
          one.key,
          side,
          one.reason),
      "leave it out of the models, or make it one that can be managed");
}

}  // namespace

void refuse_unmanaged(const schema::MetaData& live, const schema::MetaData& declared) {
  const auto refuse_any =
      [](const schema::MetaData& side, const schema::MetaData& other, auto word) {
        for (const schema::Unmanaged& one : side.unmanaged) {
          if (is_managed(other, one.key) && !is_managed(side, one.key)) refuse(one, word);
        }
      };
  refuse_any(live, declared, "there");
  refuse_any(declared, live, "declared");
}

}  // namespace migrate::engine
