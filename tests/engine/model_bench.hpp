#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/autogenerate.hpp"
#include "engine/models.hpp"
#include "testing/databases.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::engine {

/// A database, the tool's connection to it, and a folder for models.
class ModelBench final {
 public:
  explicit ModelBench(const std::string& dialect) : fresh_(dialect) {}

  Database& database() { return database_; }
  const testing::TemporaryFolder& folder() const { return folder_; }
  bool is_postgresql() const { return fresh_.dialect().name() == "postgresql"; }
  const schema::Filter& filter() const { return filter_; }

  /// Runs statements in the database, by another session.
  void run(std::string_view sql) const { fresh_.connect()->execute(sql); }

  std::string value(std::string_view sql) const {
    return testing::value_of(*fresh_.connect(), sql);
  }

  schema::MetaData inspect() { return database_.dialect->inspect(*database_.connection, filter_); }

  /// What the files and folders declare.
  schema::MetaData load(
      const std::vector<std::string>& names,
      const RunOptions& options = {},
      Owners owners = Owners::passed_over) {
    std::vector<ModelPath> paths;
    paths.reserve(names.size());
    for (const std::string& name : names)
      paths.push_back({.text = name, .path = folder_.path(name)});
    return Models(paths, folder_.path(), options, owners)
        .load(filter_, inspect().default_schema, database_);
  }

  /// The database compared with a model in SQL.
  Comparison compare(std::string_view sql, const ComparisonRequest& request = {}) {
    folder_.write("schema.sql", sql);
    return engine::compare(database_, inspect(), load({"schema.sql"}), request);
  }

 private:
  testing::FreshDatabase fresh_;
  Database database_{connect(fresh_.url(), {}, {.name = "alembic_version"})};
  schema::Filter filter_{.version_table = {.name = "alembic_version"}};
  testing::TemporaryFolder folder_{};
};

/// The lines of the summary.
inline std::vector<std::string> descriptions(const autogenerate::Difference& difference) {
  std::vector<std::string> lines;
  for (const autogenerate::Change& change : difference.changes)
    lines.push_back(change.description);
  return lines;
}

}  // namespace migrate::engine
