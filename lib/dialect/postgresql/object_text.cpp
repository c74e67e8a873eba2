#include "dialect/postgresql/object_text.hpp"

#include <fmt/format.h>

namespace migrate::dialect::postgresql {

std::string qualified_name(
    std::string_view is_visible, std::string_view oid, std::string_view name, std::string_view n) {
  return fmt::format(
      "CASE WHEN pg_catalog.{0}({1}) THEN pg_catalog.quote_ident({2}) ELSE "
      "pg_catalog.format('%I.%I', {3}.nspname, {2}) END",
      is_visible,
      oid,
      name,
      n);
}

std::string option_list(std::string_view options) {
  return fmt::format(
      "(SELECT pg_catalog.string_agg(pg_catalog.format('%I %L', o.option_name, o.option_value), "
      "', ' ORDER BY o.option_name) FROM pg_catalog.pg_options_to_table({}) o)",
      options);
}

std::string select_options(const OptionHolder& holder) {
  const auto alter = [&](std::string_view action) {
    return fmt::format(
        "pg_catalog.format('ALTER %s OPTIONS ({})', {}, o.option_name, o.option_value)",
        action,
        holder.address);
  };
  return select_text({
      .kind = "option",
      .name = fmt::format("pg_catalog.format('%I of %s', o.option_name, {})", holder.name),
      .host = holder.host,
      .definition = alter("ADD %I %L"),
      .drop = alter("DROP %I"),
      .replace = alter("SET %I %L"),
      .is_inline = "true",
      .from = fmt::format(
          "{} CROSS JOIN LATERAL pg_catalog.pg_options_to_table({}) o WHERE {}",
          holder.from,
          holder.options,
          holder.condition),
  });
}

}  // namespace migrate::dialect::postgresql
