#include "engine/proof.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/invalid_indexes.hpp"
#include "engine/referred_tables.hpp"
#include "engine/schema_loading.hpp"
#include "operations/describe.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::engine {
namespace {

using Statements = std::vector<std::string>;

/// Up to so many tables a proof in a scratch database is cheap.
constexpr std::size_t cheap_tables = 200;
/// So many differences, or things that cannot be had, are named.
constexpr std::size_t most_named = 10;

constexpr std::string_view way_out = "`--no-prove` writes the unit all the same, for you to mend";

/// The statements of the operation. Checks are left out: where nobody looks at what they return,
/// they are nothing.
Statements statements_of(
    const dialect::Dialect& dialect,
    const operations::Operation& operation,
    db::Connection& connection) {
  Statements result;
  for (dialect::CompiledStatement& one : dialect.compile(operation, connection)) {
    if (one.refusal.empty()) result.push_back(std::move(one.sql));
  }
  return result;
}

/// Lets a copy go along. What fails there may well work where its functions and collations are.
void follow(db::Connection& copy, std::string_view sql) {
  try {
    copy.execute(sql);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::sql_error) throw;
  }
}

std::string lines(const std::vector<std::string>& texts) {
  std::vector<std::string> shown(
      texts.begin(),
      texts.begin() + static_cast<std::ptrdiff_t>(std::min(texts.size(), most_named)));
  if (texts.size() > shown.size())
    shown.push_back(fmt::format("and {} more", texts.size() - shown.size()));
  return fmt::format("{}", fmt::join(shown, "\n"));
}

/// A session in which the steps are tried.
class Trial final {
 public:
  Trial(
      const dialect::Dialect& dialect,
      db::Connection& connection,
      const schema::Filter& filter,
      const autogenerate::CompareOptions& options)
      : dialect_(&dialect), connection_(&connection), filter_(&filter), options_(&options) {}

  /// Compiles the steps and runs them, in transactions as a unit's.
  std::vector<CompiledStep> run(
      const std::vector<autogenerate::Step>& steps, std::string_view way) {
    const dialect::TransactionStatements& transaction =
        dialect_->capabilities().transaction_per_unit;
    std::string running;
    try {
      begin(transaction);
      bool is_autocommitted = false;
      std::vector<CompiledStep> result;
      for (const autogenerate::Step& step : steps) {
        running = operations::describe(step.operation);
        if (step.is_autocommitted && !is_autocommitted) commit(transaction);
        if (!step.is_autocommitted && is_autocommitted) begin(transaction);
        is_autocommitted = step.is_autocommitted;
        result.push_back(
            {.step = step, .statements = statements_of(*dialect_, step.operation, *connection_)});
        for (const std::string& sql : result.back().statements) {
          running = sql;
          connection_->execute(sql);
        }
      }
      running = "COMMIT";
      if (!is_autocommitted) commit(transaction);
      return result;
    } catch (const Error& error) {
      if (error.code() == ErrorCode::interrupted) throw;
      constexpr std::size_t most = 400;
      throw Error(
          ErrorCode::unit_error,
          fmt::format("the generated {} does not run: {}", way, error.message()),
          std::string(way_out))
          .with_sqlstate(error.sqlstate())
          .with_state(fmt::format(
              "it was tried where there are no rows, and stopped at: {}\nno unit was written",
              support::shorten(running, most)));
    }
  }

  /// How what is there now differs from what is expected, a line each.
  std::vector<std::string> differences(schema::MetaData expected) const {
    auto actual = dialect_->inspect(*connection_, *filter_);
    dialect_->normalize(expected, actual, {}, *connection_);
    std::vector<std::string> result;
    for (const auto& change : autogenerate::compare(actual, expected, {}, *options_).changes)
      result.push_back(change.description);
    return result;
  }

  void require(const schema::MetaData& expected, std::string_view way, std::string_view aim) const {
    const auto left = differences(expected);
    if (left.empty()) return;
    throw Error(
        ErrorCode::unit_error,
        fmt::format("the generated {} does not give {}", way, aim),
        std::string(way_out))
        .with_state(fmt::format(
            "tried where there are no rows, it leaves this to do:\n{}\nno unit was written",
            lines(left)));
  }

 private:
  void begin(const dialect::TransactionStatements& transaction) {
    if (!transaction.begin_run.empty()) connection_->execute(transaction.begin_run);
    connection_->execute(transaction.begin_unit);
  }

  void commit(const dialect::TransactionStatements& transaction) {
    connection_->execute(transaction.commit_unit);
    if (!transaction.commit_run.empty()) connection_->execute(transaction.commit_run);
  }

  const dialect::Dialect* dialect_;
  db::Connection* connection_;
  const schema::Filter* filter_;
  const autogenerate::CompareOptions* options_;
};

class Rehearsing final {
 public:
  Rehearsing(
      Database& database,
      const Comparison& comparison,
      const schema::Filter& filter,
      ProofMode mode)
      : database_(&database), comparison_(&comparison), filter_(&filter), mode_(mode) {}

  Rehearsal rehearse() {
    downgrade_ = way_back(*comparison_);
    if (const auto copy = database_->dialect->copy_schema(live())) {
      in_copy(*copy);
    } else if (const auto reason = why_not_wanted()) {
      without_trial(*reason);
    } else if (const auto obstacle = in_scratch()) {
      if (mode_ == ProofMode::required) {
        throw Error(
            ErrorCode::unsupported,
            fmt::format("cannot prove what would be generated: {}", *obstacle),
            "configure `scratch_url`, a database that may be emptied\nor leave --prove out");
      }
      without_trial(*obstacle);
    }
    return std::move(result_);
  }

 private:
  db::Connection& live() { return *database_->connection; }

  std::optional<std::string> why_not_wanted() const {
    const std::size_t tables = comparison_->live.tables.size();
    if (mode_ == ProofMode::none) return "--no-prove";
    if (mode_ == ProofMode::required || tables <= cheap_tables) return std::nullopt;
    return fmt::format("{} tables take a while; --prove does it all the same", tables);
  }

  void without_trial(const std::string& reason) {
    const auto compile = [&](const autogenerate::Difference& difference) {
      std::vector<CompiledStep> steps;
      for (const autogenerate::Step& step : difference.steps) {
        steps.push_back(
            {.step = step,
             .statements = statements_of(*database_->dialect, step.operation, live())});
      }
      return steps;
    };
    result_.upgrade = compile(comparison_->upgrade);
    result_.downgrade = compile(downgrade_);
    result_.remark = fmt::format("Not proven: {}.", reason);
  }

  /// Runs both ways; with `is_checked`, what they give is looked at.
  void run(db::Connection& connection, bool is_checked) {
    Trial trial(*database_->dialect, connection, *filter_, comparison_->options);
    result_.upgrade = trial.run(comparison_->upgrade.steps, "upgrade");
    if (is_checked) trial.require(comparison_->declared, "upgrade", "what the models declare");
    result_.downgrade = trial.run(downgrade_.steps, "downgrade");
    if (is_checked) trial.require(comparison_->live, "downgrade", "back what was there");
    result_.is_proven = is_checked;
  }

  /// The steps must be run to be compiled, wanted or not.
  void in_copy(db::Connection& copy) {
    run(copy, mode_ != ProofMode::none);
    result_.remark =
        result_.is_proven
            ? "Proven in a copy without rows: upgrade gives the models, downgrade what was there."
            : "Not proven: --no-prove.";
  }

  /// Nothing, or why there can be no proof.
  std::optional<std::string> in_scratch() {
    std::unique_ptr<dialect::Scratch> scratch;
    try {
      scratch = database_->open_scratch();
    } catch (const Error& error) {
      if (error.code() == ErrorCode::interrupted) throw;
      return error.message();
    }
    if (auto obstacle = load_live(scratch->connection())) return obstacle;
    run(scratch->connection(), true);
    result_.remark =
        "Proven in a scratch database: upgrade gives the models, downgrade what was there.";
    return std::nullopt;
  }

  /// Makes the live definitions in the scratch place. Nothing, or why they cannot be had there.
  std::optional<std::string> load_live(db::Connection& scratch) {
    std::vector<std::string> missing;
    const auto because = [&](std::string reason) {
      if (!missing.empty()) reason += fmt::format(" ({})", fmt::join(missing, "; "));
      return reason;
    };
    try {
      const schema::MetaData live = with_referred_tables(*database_, comparison_->live, *filter_);
      missing = load_schema(*database_, scratch, live, comparison_->options);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::interrupted) throw;
      return because(
          fmt::format("the schema cannot be made in a scratch place: {}", error.message()));
    }
    const Trial trial(*database_->dialect, scratch, *filter_, comparison_->options);
    const auto left = trial.differences(comparison_->live);
    if (left.empty()) return std::nullopt;
    return because(fmt::format(
        "the schema comes out differently in a scratch place: {}", fmt::join(left, "; ")));
  }

  Database* database_;
  const Comparison* comparison_;
  const schema::Filter* filter_;
  ProofMode mode_;
  autogenerate::Difference downgrade_{};
  Rehearsal result_{};
};

}  // namespace

Rehearsal rehearse(
    Database& database,
    const Comparison& comparison,
    const schema::Filter& filter,
    ProofMode mode) {
  if (mode != ProofMode::none) refuse_invalid_indexes(comparison);
  return Rehearsing(database, comparison, filter, mode).rehearse();
}

std::vector<CompiledStep> compile_steps(
    Database& database, const std::vector<autogenerate::Step>& steps, Start start) {
  const dialect::Dialect& dialect = *database.dialect;
  const auto copy =
      start == Start::empty ? dialect.connect_scratch() : dialect.copy_schema(*database.connection);
  std::vector<CompiledStep> result;
  for (const autogenerate::Step& step : steps) {
    result.push_back(
        {.step = step,
         .statements =
             statements_of(dialect, step.operation, copy ? *copy : *database.connection)});
    if (!copy) continue;
    for (const std::string& sql : result.back().statements)
      follow(*copy, sql);
  }
  return result;
}

std::vector<CompiledStep> compile_schema(
    Database& database,
    const schema::MetaData& metadata,
    const autogenerate::CompareOptions& compare) {
  std::vector<autogenerate::Step> steps;
  for (operations::Operation& operation : autogenerate::create_all(metadata, compare))
    steps.push_back({.operation = std::move(operation)});
  return compile_steps(database, steps, Start::empty);
}

}  // namespace migrate::engine
