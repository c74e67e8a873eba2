#include "dialect/postgresql/temporary_tables.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/postgresql/ddl_compiler.hpp"
#include "dialect/postgresql/expression_text.hpp"
#include "dialect/postgresql/inspector.hpp"
#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/savepoints.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::quote_identifier;

using Statements = std::vector<std::string>;

/// The locks of a transaction are in a table that all sessions share.
constexpr std::size_t most_tables = 100;

constexpr std::string_view prefix = "migrate_probe";

std::string numbered(std::size_t number) {
  return fmt::format("{}_{}", prefix, number);
}

/// A transaction that never commits. While it is open, constants are read and printed as for
/// inspecting; names mean what they mean in the session.
class Room final {
 public:
  explicit Room(db::Connection& connection) : connection_(connection) {}

  ~Room() { abandon_transaction(connection_); }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  /// Errors: sql_error for a role or a server that may not make anything.
  void open() {
    connection_.send({.sql = "BEGIN"});
    connection_.send(
        {.sql = "SELECT pg_catalog.set_config('migrate.search_path', "
                "pg_catalog.current_setting('search_path'), true)"});
    connection_.send({.sql = pin_statement()});
    connection_.send(
        {.sql = "SELECT pg_catalog.set_config('search_path', "
                "pg_catalog.current_setting('migrate.search_path'), true)"});
    // Whoever may not make this one may make none.
    connection_.send({.sql = fmt::format("CREATE TEMPORARY TABLE {} ()", prefix)});
    connection_.finish();
  }

  void close() { connection_.execute("ROLLBACK"); }

  /// Everything that stands in the room, as inspected. Temporary types are found first there, so
  /// that they are printed like those that they stand for.
  schema::MetaData inspect() {
    connection_.send({.sql = pin_statement()});
    connection_.send(
        {.sql = "SELECT pg_catalog.set_config('search_path', "
                "pg_catalog.quote_ident(pg_catalog.current_schema()), true)"});
    return inspect_temporary(connection_);
  }

 private:
  db::Connection& connection_;
};

/// The columns that a part cannot do without.
std::set<std::string> used_names(const Part& part) {
  struct Names {
    std::set<std::string> operator()(const schema::Column& column) const {
      return column.computed ? mentioned_names(column.computed->expression)
                             : std::set<std::string>{};
    }
    std::set<std::string> operator()(const schema::Check& check) const {
      return mentioned_names(check.condition);
    }
    std::set<std::string> operator()(const schema::Exclude& exclude) const {
      std::set<std::string> names = mentioned_names(exclude.where);
      names.insert(exclude.include.begin(), exclude.include.end());
      for (const schema::ExcludeElement& element : exclude.elements) {
        names.insert(element.column);
        names.merge(mentioned_names(element.expression));
      }
      return names;
    }
    std::set<std::string> operator()(const schema::Index& index) const {
      std::set<std::string> names = mentioned_names(index.where);
      names.insert(index.include.begin(), index.include.end());
      for (const schema::IndexColumn& column : index.columns) {
        names.insert(column.name);
        names.merge(mentioned_names(column.expression));
      }
      return names;
    }
  };
  return std::visit(Names{}, part);
}

/// The definition under the name of the question, without what makes no difference to its texts.
Part bare(const Part& part, const std::string& name) {
  Part result = part;
  if (auto* const column = std::get_if<schema::Column>(&result)) {
    column->name = name;
    column->nullable = true;
    column->not_null_conflict = OnConflict::unspecified;
  }
  if (auto* const check = std::get_if<schema::Check>(&result))
    *check = {.name = name, .condition = check->condition};
  if (auto* const exclude = std::get_if<schema::Exclude>(&result)) exclude->name = name;
  if (auto* const index = std::get_if<schema::Index>(&result)) {
    index->name = name;
    index->with.clear();
    index->tablespace.clear();
  }
  return result;
}

/// A table with the questions about it.
class Probe final {
 public:
  Probe(const Dialect& dialect, const schema::Table& table) : dialect_(dialect), table_(table) {}

  const std::string& name() const { return table_.name.name; }

  void add(std::size_t number, const Part& part) {
    numbers_.push_back(number);
    parts_.push_back(bare(part, numbered(number)));
    used_.merge(used_names(part));
  }

  const std::vector<std::size_t>& numbers() const { return numbers_; }

  /// The table with everything that is asked about.
  Statements whole() const {
    Statements lines = columns();
    Statements indexes;
    for (const Part& part : parts_) {
      if (const auto* const index = std::get_if<schema::Index>(&part)) {
        indexes.push_back(index_text(*index));
      } else {
        lines.push_back(inline_text(part));
      }
    }
    Statements statements{table_text(lines)};
    std::ranges::move(indexes, std::back_inserter(statements));
    return statements;
  }

  /// The table by itself, and each of its columns: the type of one may not be there.
  std::vector<Statements> piece_by_piece() const {
    std::vector<Statements> units{{table_text({})}};
    for (const std::string& line : columns())
      units.push_back({fmt::format("ALTER TABLE {} ADD {}", place(), line)});
    return units;
  }

  /// A part that is added to it.
  Statements addition(std::size_t i) const {
    if (const auto* const index = std::get_if<schema::Index>(&parts_[i]))
      return {index_text(*index)};
    const auto* column = std::get_if<schema::Column>(&parts_[i]);
    const std::string alter = fmt::format("ALTER TABLE {} ADD ", place());
    if (column == nullptr || !column->server_default) return {alter + inline_text(parts_[i])};
    // A default that comes with ADD COLUMN would be worked out.
    schema::Column without = *column;
    without.server_default.reset();
    return {
        alter + inline_text(without),
        fmt::format(
            "ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}",
            place(),
            quote_identifier(column->name),
            literal(*column->server_default))};
  }

 private:
  std::string place() const { return "pg_temp." + quote_identifier(name()); }

  std::string table_text(const Statements& lines) const {
    return fmt::format(
        "CREATE TEMPORARY TABLE {} ({})", quote_identifier(name()), fmt::join(lines, ", "));
  }

  /// With the whole row in an expression, all of them.
  Statements columns() const {
    Statements lines;
    for (const schema::Column& column : table_.columns) {
      if (!used_.contains(column.name) && !used_.contains(name())) continue;
      lines.push_back(ansi::column_text(
          dialect_, {.name = column.name, .type = column.type, .collation = column.collation}, ""));
    }
    return lines;
  }

  std::string index_text(const schema::Index& index) const {
    return fmt::format(
        "CREATE {}INDEX {} ON {}{}",
        index.unique ? "UNIQUE " : "",
        index.name,
        place(),
        ansi::index_text(index));
  }

  std::string inline_text(const Part& part) const {
    if (const auto* const column = std::get_if<schema::Column>(&part)) {
      const std::string value = column->server_default ? literal(*column->server_default) : "";
      return ansi::column_text(dialect_, *column, value);
    }
    if (const auto* const check = std::get_if<schema::Check>(&part))
      return ansi::constraint_text(*check);
    return ansi::constraint_text(std::get<schema::Exclude>(part));
  }

  const Dialect& dialect_;
  const schema::Table& table_;
  std::vector<std::size_t> numbers_{};
  std::vector<Part> parts_{};
  std::set<std::string> used_{};
};

std::string create_type_text(const schema::EnumType& type) {
  std::vector<std::string> values;
  std::ranges::transform(type.values, std::back_inserter(values), [](const std::string& value) {
    return literal(schema::Value(value));
  });
  return fmt::format(
      "CREATE TYPE pg_temp.{} AS ENUM ({})",
      quote_identifier(type.name.name),
      fmt::join(values, ", "));
}

/// The part of this name that was inspected.
std::optional<Part> find_part(
    const schema::Table& table, const Part& part, const std::string& name) {
  if (std::holds_alternative<schema::Column>(part)) {
    const auto found = std::ranges::find(table.columns, name, &schema::Column::name);
    if (found != table.columns.end()) return Part(*found);
  } else if (std::holds_alternative<schema::Index>(part)) {
    const auto found = std::ranges::find(table.indexes, name, &schema::Index::name);
    if (found != table.indexes.end()) return Part(*found);
  } else {
    const auto found = std::ranges::find_if(table.constraints, [&](const schema::Constraint& one) {
      return schema::name(one) == name;
    });
    if (found == table.constraints.end()) return std::nullopt;
    if (const auto* const check = std::get_if<schema::Check>(&*found)) return Part(*check);
    if (const auto* const exclude = std::get_if<schema::Exclude>(&*found)) return Part(*exclude);
  }
  return std::nullopt;
}

/// Asks about tables of different names, not too many of them.
class Asking final {
 public:
  Asking(db::Connection& connection, const std::vector<Question>& questions, Answers& answers)
      : connection_(connection), questions_(questions), answers_(answers) {}

  void run(const std::vector<schema::EnumType>& types, const std::vector<Probe>& probes) {
    Room room(connection_);
    room.open();
    std::vector<Statements> creations;
    std::ranges::transform(types, std::back_inserter(creations), [](const auto& type) {
      return Statements{create_type_text(type)};
    });
    try_each(connection_, creations);
    make(probes);
    const schema::MetaData printed = room.inspect();
    room.close();
    for (const Probe& probe : probes)
      read(probe, printed);
  }

 private:
  void make(const std::vector<Probe>& probes) {
    std::vector<Statements> units;
    std::ranges::transform(
        probes, std::back_inserter(units), [](const Probe& probe) { return probe.whole(); });
    const auto refusals = try_each(connection_, units);
    for (std::size_t i = 0; i < probes.size(); ++i) {
      if (refusals[i]) make_piece_by_piece(probes[i]);
    }
  }

  void make_piece_by_piece(const Probe& probe) {
    try_each(connection_, probe.piece_by_piece());
    std::vector<Statements> units;
    for (std::size_t i = 0; i < probe.numbers().size(); ++i)
      units.push_back(probe.addition(i));
    const auto refusals = try_each(connection_, units);
    for (std::size_t i = 0; i < refusals.size(); ++i) {
      if (refusals[i]) answers_.answers[probe.numbers()[i]].refusal = refusals[i]->message();
    }
  }

  void read(const Probe& probe, const schema::MetaData& printed) {
    const schema::Table* const table = printed.find_table({.name = probe.name()});
    if (table == nullptr) return;
    for (const std::size_t number : probe.numbers()) {
      const Part& part = questions_[number].part;
      const auto found = find_part(*table, part, numbered(number));
      if (found) answers_.answers[number].printed = with_texts(part, *found);
    }
  }

  db::Connection& connection_;
  const std::vector<Question>& questions_;
  Answers& answers_;
};

/// The tables of the questions, in groups that can stand side by side.
std::vector<std::vector<Probe>> grouped(
    const Dialect& dialect, const std::vector<Question>& questions) {
  std::map<const schema::Table*, std::pair<std::size_t, std::size_t>> places;
  std::map<std::string, std::size_t> layers;  // how many tables of a name there are
  std::vector<std::vector<Probe>> groups;
  std::size_t begin = 0;
  for (std::size_t number = 0; number < questions.size(); ++number) {
    const schema::Table& table = *questions[number].table;
    if (!places.contains(&table)) {
      if (begin < groups.size() && groups[begin].size() == most_tables) {
        begin = groups.size();
        layers.clear();
      }
      const std::size_t group = begin + layers[table.name.name]++;
      if (group >= groups.size()) groups.resize(group + 1);
      places[&table] = {group, groups[group].size()};
      groups[group].emplace_back(dialect, table);
    }
    const auto [group, place] = places[&table];
    groups[group][place].add(number, questions[number].part);
  }
  return groups;
}

}  // namespace

Part with_texts(Part part, const Part& other) {
  if (auto* const column = std::get_if<schema::Column>(&part)) {
    const auto& from = std::get<schema::Column>(other);
    column->server_default = from.server_default;
    if (column->computed && from.computed) column->computed->expression = from.computed->expression;
  }
  if (auto* const check = std::get_if<schema::Check>(&part))
    check->condition = std::get<schema::Check>(other).condition;
  if (auto* const exclude = std::get_if<schema::Exclude>(&part)) {
    const auto& from = std::get<schema::Exclude>(other);
    exclude->elements = from.elements;
    exclude->method = from.method;
    exclude->where = from.where;
  }
  if (auto* const index = std::get_if<schema::Index>(&part)) {
    const auto& from = std::get<schema::Index>(other);
    index->columns = from.columns;
    index->method = from.method;
    index->where = from.where;
  }
  return part;
}

Answers ask(
    const Dialect& dialect,
    db::Connection& connection,
    const std::vector<schema::EnumType>& types,
    const std::vector<Question>& questions) {
  Answers answers{.answers = std::vector<Answer>(questions.size())};
  Asking asking(connection, questions, answers);
  try {
    for (const std::vector<Probe>& group : grouped(dialect, questions))
      asking.run(types, group);
  } catch (const Error& error) {
    if (!is_refusal(error)) throw;
    answers.refusal = error.message();
  }
  return answers;
}

TypeAnswers ask_types(db::Connection& connection, const std::vector<std::string>& words) {
  TypeAnswers answers{.types = std::vector<std::optional<schema::Type>>(words.size())};
  try {
    Room room(connection);
    room.open();
    std::vector<Statements> units;
    for (std::size_t i = 0; i < words.size(); ++i) {
      units.push_back(
          {fmt::format("ALTER TABLE pg_temp.{} ADD {} {}", prefix, numbered(i), words[i])});
    }
    try_each(connection, units);
    const schema::MetaData printed = room.inspect();
    room.close();
    const schema::Table* const table = printed.find_table({.name = std::string(prefix)});
    if (table == nullptr) return answers;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto found = std::ranges::find(table->columns, numbered(i), &schema::Column::name);
      if (found != table->columns.end()) answers.types[i] = found->type;
    }
  } catch (const Error& error) {
    if (!is_refusal(error)) throw;
    answers.refusal = error.message();
  }
  return answers;
}

}  // namespace migrate::dialect::postgresql
