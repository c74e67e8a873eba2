#pragma once

#include <memory>
#include <string_view>

#include "autogenerate/compare.hpp"
#include "engine/database.hpp"
#include "engine/project.hpp"
#include "engine/run_options.hpp"
#include "schema/metadata.hpp"

namespace migrate::engine {

/// A scratch place beside a live database, as a database to work on.
class SchemaPlace final {
 public:
  /// Opens an empty one. `live` must outlive it. Errors: unsupported.
  explicit SchemaPlace(Database& live);

  Database& database() { return database_; }

  /// Applies the units up to the target: an identifier, "base", or "current" for where the live
  /// database is. Errors: those of `upgrade`.
  void apply(const Project& project, std::string_view target, const RunOptions& options);

  /// Makes everything in the metadata, and what the live database has for it to use. Errors:
  /// sql_error for what the database does not take.
  void create(const schema::MetaData& metadata, const autogenerate::CompareOptions& options);

 private:
  Database* live_;
  std::unique_ptr<dialect::Scratch> scratch_;
  Database database_;
};

}  // namespace migrate::engine
