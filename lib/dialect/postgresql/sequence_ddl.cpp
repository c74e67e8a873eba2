#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/postgresql/column_ddl.hpp"
#include "dialect/postgresql/ddl_compiler.hpp"
#include "dialect/postgresql/object_ddl.hpp"
#include "sql/quoting.hpp"

namespace migrate::dialect::postgresql {
namespace {

using ansi::quoted;
using schema::Sequence;

using Number = std::optional<std::int64_t>;

std::string number_text(std::string_view words, const Number& number) {
  return number ? fmt::format(" {} {}", words, *number) : std::string{};
}

std::string owner_text(const Sequence& sequence) {
  if (sequence.owned_by_table.empty()) return {};
  return fmt::format(
      " OWNED BY {}.{}",
      sql::qualified_name(sequence.name.schema, sequence.owned_by_table),
      sql::quote_identifier(sequence.owned_by_column));
}

/// All that is said of the sequence.
std::string options_text(const Sequence& sequence) {
  std::string text;
  if (sequence.type) text += " AS " + spell(*sequence.type);
  text += number_text("START WITH", sequence.start);
  text += number_text("INCREMENT BY", sequence.increment);
  text += number_text("MINVALUE", sequence.minimum);
  text += number_text("MAXVALUE", sequence.maximum);
  text += number_text("CACHE", sequence.cache);
  if (sequence.cycle) text += *sequence.cycle ? " CYCLE" : " NO CYCLE";
  return text + owner_text(sequence);
}

/// All that can be said of a sequence, the usual included, always in the same places. AS gives a
/// sequence that was unbounded the bounds of the type, against NO MINVALUE and NO MAXVALUE where
/// these mean another number: that number is said.
std::vector<std::string> all_options(const Sequence& sequence) {
  const auto option = [](const Number& value, std::string_view words, std::string_view usual) {
    return value ? number_text(words, value) : fmt::format(" {}", usual);
  };
  const bool ascends = sequence.increment.value_or(1) > 0;
  const std::string owner = owner_text(sequence);
  return {
      " AS " + (sequence.type ? spell(*sequence.type) : "bigint"),
      option(sequence.increment, "INCREMENT BY", "INCREMENT BY 1"),
      option(sequence.minimum, "MINVALUE", ascends ? "MINVALUE 1" : "NO MINVALUE"),
      option(sequence.maximum, "MAXVALUE", ascends ? "NO MAXVALUE" : "MAXVALUE -1"),
      number_text("START WITH", start_of(sequence)),
      option(sequence.cache, "CACHE", "CACHE 1"),
      sequence.cycle.value_or(false) ? " CYCLE" : " NO CYCLE",
      owner.empty() ? " OWNED BY NONE" : owner,
  };
}

/// All of the sequence but for what is as before. One that turns round starts anew.
std::string whole_text(const Sequence& after, const std::optional<Sequence>& before) {
  const std::vector<std::string> known = before ? all_options(*before) : std::vector<std::string>{};
  std::string text;
  for (const std::string& option : all_options(after)) {
    if (std::ranges::find(known, option) == known.end()) text += option;
  }
  return before && turns_round(*before, after) ? text + " RESTART" : text;
}

/// Brings the sequence to where its numbers are to begin, if it is not there yet.
std::string move_to(const Sequence& sequence, std::int64_t bound) {
  const std::string name = quoted(sequence.name);
  return fmt::format(
      "SELECT pg_catalog.setval({}, {}, false) FROM {} WHERE last_value {} {}",
      literal(name),
      bound,
      name,
      sequence.increment.value_or(1) > 0 ? "<" : ">",
      bound);
}

}  // namespace

std::vector<std::string> object_statements(const operations::CreateSequence& create) {
  const Sequence& sequence = create.sequence;
  std::vector<std::string> statements{fmt::format(
      "CREATE SEQUENCE {}{}{}",
      create.if_not_exists ? "IF NOT EXISTS " : "",
      quoted(sequence.name),
      options_text(sequence))};
  if (!sequence.comment.empty()) {
    statements.push_back(fmt::format(
        "COMMENT ON SEQUENCE {} IS {}", quoted(sequence.name), comment_text(sequence.comment)));
  }
  return statements;
}

std::vector<std::string> object_statements(const operations::AlterSequence& alter) {
  const std::string options =
      (alter.whole ? whole_text(alter.change, alter.existing) : options_text(alter.change)) +
      number_text("RESTART WITH", alter.restart);
  if (options.empty()) return {};
  std::vector<std::string> statements;
  if (alter.whole && alter.existing && !alter.restart) {
    if (const Number bound = bound_to_reach(*alter.existing, alter.change))
      statements.push_back(move_to(alter.change, *bound));
  }
  statements.push_back(fmt::format("ALTER SEQUENCE {}{}", quoted(alter.change.name), options));
  return statements;
}

std::vector<std::string> object_statements(const operations::RenameSequence& rename) {
  return {fmt::format(
      "ALTER SEQUENCE {} RENAME TO {}",
      quoted(rename.name),
      sql::quote_identifier(rename.new_name))};
}

std::vector<std::string> object_statements(const operations::DropSequence& drop) {
  return {drop_text("SEQUENCE", quoted(drop.name), drop.if_exists, drop.cascade)};
}

}  // namespace migrate::dialect::postgresql
