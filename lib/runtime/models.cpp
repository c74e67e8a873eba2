#include <migrate/runtime.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "autogenerate/compare.hpp"
#include "operations/operation.hpp"
#include "runtime/session.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"
#include "units/model_recorder.hpp"

namespace migrate::runtime {
namespace {

schema::MetaData load(const Models& models, const Options& options) {
  units::ModelRecorder recorder(naming_of(options));
  recorder.run(models);
  return recorder.take();
}

/// All schemas that something declared is in.
schema::Filter filter_for(const schema::MetaData& declared, const engine::Database& database) {
  schema::Filter filter{
      .schemas = {""},
      .version_table = {
          .schema = database.version_table.schema, .name = database.version_table.name}};
  const auto add = [&](const std::string& name) {
    if (std::ranges::count(filter.schemas, name) == 0) filter.schemas.push_back(name);
  };
  for (const schema::Schema& one : declared.schemas)
    add(one.name);
  for (const schema::EnumType& one : declared.enums)
    add(one.name.schema);
  for (const schema::Sequence& one : declared.sequences)
    add(one.name.schema);
  for (const schema::Table& one : declared.tables)
    add(one.name.schema);
  return filter;
}

enum class Keep { those_in_other, those_not_in_other };

template <typename Object>
void cut(std::vector<Object>& objects, const std::vector<Object>& other, Keep keep) {
  std::erase_if(objects, [&](const Object& object) {
    const bool is_there = std::ranges::find(other, object.name, &Object::name) != other.end();
    return is_there != (keep == Keep::those_in_other);
  });
}

/// Keeps what has the name of something in the other one, or what has not.
schema::MetaData cut(schema::MetaData metadata, const schema::MetaData& other, Keep keep) {
  cut(metadata.schemas, other.schemas, keep);
  cut(metadata.enums, other.enums, keep);
  cut(metadata.sequences, other.sequences, keep);
  cut(metadata.tables, other.tables, keep);
  return metadata;
}

/// Everything is taken back unless it is committed.
class Transaction final {
 public:
  explicit Transaction(engine::Database& database)
      : statements_(database.dialect->capabilities().transaction_for_all),
        connection_(*database.connection) {
    connection_.execute(statements_.begin_run);
  }
  ~Transaction() {
    if (is_committed_) return;
    try {
      if (connection_.in_transaction()) connection_.execute(statements_.rollback_run);
    } catch (const Error&) {  // the connection is lost, and the transaction with it
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    connection_.execute(statements_.commit_run);
    is_committed_ = true;
  }

 private:
  const dialect::TransactionStatements& statements_;
  db::Connection& connection_;
  bool is_committed_{false};
};

void run(const dialect::CompiledStatement& statement, db::Connection& connection) {
  if (statement.refusal.empty()) return connection.execute(statement.sql);
  if (!connection.query(statement.sql).empty()) {
    throw Error(ErrorCode::sql_error, statement.refusal);
  }
}

void run(const std::vector<operations::Operation>& operations, engine::Database& database) {
  if (operations.empty()) return;
  Transaction transaction(database);
  for (const operations::Operation& operation : operations) {
    for (const auto& one : database.dialect->compile(operation, *database.connection))
      run(one, *database.connection);
  }
  transaction.commit();
}

/// The declared metadata and what is there, in each other's names.
struct Sides {
  schema::MetaData declared{};
  schema::MetaData live{};
  autogenerate::CompareOptions options{};
};

Sides read_sides(const Models& models, const Options& options, engine::Database& database) {
  Sides sides{.declared = load(models, options)};
  sides.live =
      database.dialect->inspect(*database.connection, filter_for(sides.declared, database));
  schema::remove_default_schema(sides.declared, sides.live.default_schema);
  sides.options.rebuilds_tables = database.dialect->capabilities().rebuilds_tables;
  return sides;
}

}  // namespace

void create_all(const Models& models, const Database& database, const Options& options) {
  translated([&] {
    engine::Database session = open(database, options);
    const Sides sides = read_sides(models, options, session);
    const schema::MetaData missing = cut(sides.declared, sides.live, Keep::those_not_in_other);
    run(autogenerate::create_all(missing, sides.options), session);
  });
}

void drop_all(const Models& models, const Database& database, const Options& options) {
  translated([&] {
    engine::Database session = open(database, options);
    const Sides sides = read_sides(models, options, session);
    const schema::MetaData present = cut(sides.live, sides.declared, Keep::those_in_other);
    run(autogenerate::drop_all(present, sides.options), session);
  });
}

}  // namespace migrate::runtime
