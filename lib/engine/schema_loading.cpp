#include "engine/schema_loading.hpp"

#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/error.hpp"

namespace migrate::engine {
namespace {

class Loading final {
 public:
  Loading(Database& live, db::Connection& scratch, bool has_objects)
      : live_(live), scratch_(scratch) {
    if (!has_objects) take_surroundings();
  }

  void make(operations::Operation operation) {
    // Schemas come with the surroundings.
    if (auto* const create = std::get_if<operations::CreateSchema>(&operation))
      create->if_not_exists = true;
    for (const dialect::CompiledStatement& one : live_.dialect->compile(operation, scratch_)) {
      if (one.refusal.empty()) run(one.sql);
    }
  }

  std::vector<std::string> missing{};

 private:
  void take_surroundings() {
    has_surroundings_ = true;
    missing = live_.dialect->copy_surroundings(*live_.connection, scratch_);
  }

  /// Some surroundings can be had only now, for want of the types and tables that they use.
  void run(const std::string& sql) {
    try {
      scratch_.execute(sql);
    } catch (const Error& error) {
      const bool is_hopeless = has_surroundings_ && missing.empty();
      if (error.code() != ErrorCode::sql_error || is_hopeless) throw;
      take_surroundings();
      run_again(sql);
    }
  }

  void run_again(const std::string& sql) {
    try {
      scratch_.execute(sql);
    } catch (const Error& error) {
      if (missing.empty()) throw;
      throw error.with_message(
          fmt::format("{} (not there: {})", error.message(), fmt::join(missing, "; ")));
    }
  }

  Database& live_;
  db::Connection& scratch_;
  bool has_surroundings_{false};
};

}  // namespace

std::vector<std::string> load_schema(
    Database& live,
    db::Connection& scratch,
    const schema::MetaData& metadata,
    const autogenerate::CompareOptions& options) {
  Loading loading(live, scratch, metadata.has_objects);
  for (operations::Operation& operation : autogenerate::create_all(metadata, options))
    loading.make(std::move(operation));
  for (const std::string& sql : live.dialect->reset_statements())
    scratch.execute(sql);
  return std::move(loading.missing);
}

}  // namespace migrate::engine
