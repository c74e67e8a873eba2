#include "dialect/sqlite/rebuild.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/sqlite/expression.hpp"
#include "dialect/sqlite/object_ddl.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::quote_identifier;
using sql::quote_literal;

using Statements = std::vector<CompiledStatement>;

bool is_set(db::Connection& connection, std::string_view pragma) {
  const auto rows = connection.inspect(fmt::format("PRAGMA {}", pragma));
  return !rows.empty() && rows.front().front() == "1";
}

/// A name that nothing has.
std::string free_name(db::Connection& connection, const LiveTable& table) {
  std::string name = "_migrate_new_" + table.name;
  const auto is_taken = [&] {
    for (const std::string& schema : schemas(connection)) {
      if (!connection
               .inspect(fmt::format(
                   "SELECT 1 FROM {}.sqlite_schema WHERE name = {} COLLATE NOCASE",
                   quote_identifier(schema),
                   quote_literal(name)))
               .empty())
        return true;
    }
    return false;
  };
  for (int i = 2; is_taken(); ++i)
    name = fmt::format("_migrate_new{}_{}", i, table.name);
  return name;
}

/// A name of the rowid that is no column of either table.
std::optional<std::string> rowid_name(const TableDefinition& a, const TableDefinition& b) {
  for (const std::string_view name : {"rowid", "_rowid_", "oid"}) {
    if (a.find_column(name) == nullptr && b.find_column(name) == nullptr) return std::string(name);
  }
  return std::nullopt;
}

bool is_generated(const ColumnDefinition& column) {
  return std::ranges::any_of(
      column.clauses, [](const Clause& one) { return one.kind == ClauseKind::generated; });
}

/// Which columns are copied, and from what.
struct Copy {
  std::vector<std::string> targets{};
  std::vector<std::string> sources{};
};

Copy copy_of(const TableEdit& edit) {
  const TableDefinition& before = edit.before().definition;
  const TableDefinition& after = edit.after();
  Copy copy;
  const auto rowid =
      before.without_rowid || after.without_rowid ? std::nullopt : rowid_name(before, after);
  const auto key = after.rowid_column();
  if (rowid && !key) {
    copy.targets.push_back(*rowid);
    copy.sources.push_back(*rowid);
  }
  for (const Element& element : after.elements) {
    if (!element.column || is_generated(*element.column)) continue;
    const std::string& name = element.column->name;
    const bool is_new_rowid = rowid && key && edit.is_new(name) && sql::same_word(*key, name);
    const std::string source = is_new_rowid ? *rowid : edit.source_of(name);
    if (source.empty()) continue;
    copy.targets.push_back(quote_identifier(name));
    copy.sources.push_back(source);
  }
  return copy;
}

/// The statements of one rebuild, step by step.
class Rebuild final {
 public:
  Rebuild(const TableEdit& edit, db::Connection& schema, db::Connection& rows)
      : edit_(&edit),
        before_(&edit.before()),
        schema_(&schema),
        rows_(&rows),
        name_(free_name(schema, edit.before())),
        old_table_(sql::qualified_name(before_->schema_prefix, before_->name)),
        new_table_(sql::qualified_name(before_->schema_prefix, name_)) {}

  Statements statements() {
    const auto views = working_views(*schema_, *before_);
    const bool is_legacy = is_set(*schema_, "legacy_alter_table");
    std::ranges::copy(edit_->checks_before(), std::back_inserter(result_));
    // Otherwise a view that shows the table would stop the renaming.
    if (!is_legacy) add("PRAGMA legacy_alter_table = ON");
    create();
    copy_rows();
    copy_sequence();
    for (const CompiledStatement& check : edit_->checks_of_copy()) {
      result_.push_back(
          {.sql = support::replace_all(check.sql, "{table}", new_table_),
           .refusal = check.refusal});
    }
    add(fmt::format("DROP TABLE {}", old_table_));
    add(fmt::format("ALTER TABLE {} RENAME TO {}", new_table_, quote_identifier(before_->name)));
    if (!is_legacy) add("PRAGMA legacy_alter_table = OFF");
    create_rest();
    check_foreign_keys();
    for (const std::string& view : views)
      add(fmt::format("SELECT 1 FROM {} LIMIT 0", view));
    return std::move(result_);
  }

 private:
  void add(std::string sql) { result_.push_back({.sql = std::move(sql)}); }

  void create() {
    TableDefinition table = edit_->after();
    table.name_text = new_table_;
    // The table in front of a column would be the old one.
    const auto unqualify = [&](Clause& clause) {
      if (clause.kind == ClauseKind::check)
        clause.text = without_qualifiers(clause.text, before_->name);
    };
    for (Element& element : table.elements) {
      unqualify(element.constraint);
      if (element.column) std::ranges::for_each(element.column->clauses, unqualify);
    }
    add(to_string(table));
  }

  void copy_rows() {
    const Copy copy = copy_of(*edit_);
    if (copy.targets.empty()) {
      throw Error(
          ErrorCode::unsupported,
          fmt::format("no column of table {} would stay", before_->name),
          "create another table");
    }
    // OR ABORT: an ON CONFLICT of the table must not swallow rows.
    add(fmt::format(
        "INSERT OR ABORT INTO {} ({})\nSELECT {}\nFROM {}",
        new_table_,
        fmt::join(copy.targets, ", "),
        fmt::join(copy.sources, ", "),
        old_table_));
  }

  void copy_sequence() {
    if (!before_->definition.has_autoincrement() || !edit_->after().has_autoincrement()) return;
    const std::string sequence = sql::qualified_name(before_->schema_prefix, "sqlite_sequence");
    add(fmt::format("DELETE FROM {} WHERE name = {}", sequence, quote_literal(name_)));
    add(fmt::format(
        "INSERT INTO {0} (name, seq) SELECT {1}, seq FROM {0} WHERE name = {2}",
        sequence,
        quote_literal(name_),
        quote_literal(before_->name)));
  }

  void create_rest() {
    for (const Object& index : edit_->kept_indexes())
      add(repeat_statement(index.sql, before_->schema_prefix));
    for (const std::string& index : edit_->new_indexes())
      add(index);
    for (const Object& trigger : before_->triggers) {
      const bool is_beside = trigger.schema == before_->schema;
      add(repeat_statement(trigger.sql, is_beside ? before_->schema_prefix : trigger.schema));
    }
  }

  /// The table and those that refer to it: a rebuild leaves no foreign key broken that was not.
  void check_foreign_keys() {
    std::set<std::string> tables;
    for (const Referrer& one : referrers(*schema_, before_->schema, before_->name))
      tables.insert(one.table);
    for (const std::string& table : tables) {
      check_foreign_keys(
          table, fmt::format(" WHERE parent = {} COLLATE NOCASE", quote_literal(before_->name)));
    }
    if (refers()) check_foreign_keys(before_->name, "");
  }

  bool refers() const {
    return std::ranges::any_of(edit_->after().elements, [](const Element& element) {
      if (!element.column) return element.constraint.kind == ClauseKind::foreign_key;
      return std::ranges::any_of(element.column->clauses, [](const Clause& clause) {
        return clause.kind == ClauseKind::references;
      });
    });
  }

  void check_foreign_keys(const std::string& table, const std::string& condition) {
    const std::string violations = fmt::format(
        "FROM pragma_foreign_key_check({}, {}){}",
        quote_literal(table),
        quote_literal(before_->schema),
        condition);
    const auto count = count_before(violations);
    if (!count) return;
    result_.push_back(
        {.sql = *count == "0"
                    ? fmt::format("SELECT 1 {} LIMIT 1", violations)
                    : fmt::format("SELECT 1 WHERE (SELECT count(*) {}) > {}", violations, *count),
         .refusal = fmt::format("rows of table {} refer to rows that are not there", table)});
  }

  /// How many there are now; nothing when the foreign key has no key to refer to, so that SQLite
  /// cannot tell.
  std::optional<std::string> count_before(const std::string& violations) {
    try {
      return rows_->inspect(fmt::format("SELECT count(*) {}", violations)).front().front();
    } catch (const Error& error) {
      if (error.code() == ErrorCode::sql_error) return std::nullopt;
      throw;
    }
  }

  const TableEdit* edit_;
  const LiveTable* before_;
  db::Connection* schema_;
  db::Connection* rows_;
  std::string name_;
  std::string old_table_;
  std::string new_table_;
  Statements result_{};
};

}  // namespace

std::vector<CompiledStatement> rebuild_statements(
    const TableEdit& edit, db::Connection& schema, db::Connection& rows) {
  require_no_enforcement(rows, fmt::format("table {} cannot be rebuilt", edit.before().name));
  edit.check_referrers();
  return Rebuild(edit, schema, rows).statements();
}

void require_no_enforcement(db::Connection& connection, std::string_view what) {
  if (!is_set(connection, "foreign_keys")) return;
  throw Error(
      ErrorCode::unit_error,
      fmt::format(
          "{} while foreign keys are enforced: SQLite would delete the rows that refer to it",
          what),
      "PRAGMA foreign_keys = OFF, before the transaction begins: inside of it the setting stays");
}

}  // namespace migrate::dialect::sqlite
