#include "engine/migrator.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/commands.hpp"
#include "engine/unit_executor.hpp"
#include "support/error.hpp"
#include "units/cpp_unit.hpp"

namespace migrate::engine {
namespace {

/// How many steps may be under way behind the one that is waited for: enough to keep a server busy
/// that is far away.
constexpr std::size_t steps_in_flight = 32;

std::string describe_step(const graph::Step& step) {
  switch (step.direction) {
    case graph::Direction::upgrade: return fmt::format("upgrade {}", step.revision);
    case graph::Direction::downgrade: return fmt::format("downgrade {}", step.revision);
    case graph::Direction::stamp:
      return fmt::format("stamp {}", step.revision.empty() ? "base" : step.revision);
  }
  return {};
}

}  // namespace

std::string describe_heads(const std::vector<graph::RevisionId>& heads) {
  return heads.empty() ? "<base>" : fmt::format("{}", fmt::join(heads, ", "));
}

Migrator::Migrator(
    const Project& project,
    Database& database,
    graph::Plan plan,
    std::vector<LoadedUnit> units,
    Held held,
    RunOptions options)
    : project_(project),
      database_(database),
      plan_(std::move(plan)),
      units_(std::move(units)),
      lock_(std::move(held.lock)),
      options_(std::move(options)),
      transaction_(transaction_statements(*database.dialect, options_.transaction)),
      table_(held.table),
      table_exists_(held.table_exists),
      is_open_(held.is_open),
      sent_statements_(database.connection->completed()),
      last_report_(Clock::now()) {}

Migrator::~Migrator() {
  if (is_over_ || !is_open_) return;
  try {
    roll_back();
  } catch (const Error&) {
    // The session ends with the process; there is nobody left to tell.
    is_over_ = true;
  }
}

std::optional<StepReport> Migrator::next() {
  while (true) {
    try {
      return advance();
    } catch (const Error& error) {
      if (resume_behind_pooler(error) || is_done_after_all(error)) continue;
      fail(error);
    }
  }
}

std::optional<StepReport> Migrator::advance() {
  if (is_over_) return std::nullopt;
  if (reported_ == plan_.steps.size()) {
    commit();
    return std::nullopt;
  }
  if (!is_confirmed_) {
    send_ahead();
    database_.connection->wait(spans_[reported_].end);
  }
  return report(reported_++);
}

/// Sends steps until enough are under way, or the one that is to be reported next has ended.
void Migrator::send_ahead() {
  const auto is_next_done = [this] {
    return spans_.size() > reported_ && database_.connection->completed() >= spans_[reported_].end;
  };
  while (spans_.size() < plan_.steps.size() && spans_.size() < reported_ + steps_in_flight &&
         !is_next_done()) {
    if (options_.interrupt != nullptr && options_.interrupt->requested()) {
      throw Error(ErrorCode::interrupted, "interrupted");
    }
    const std::size_t index = spans_.size();
    // Code of a unit looks at the database, and must not be blamed for what others do.
    if (index != reported_ && units_[index].runs_alone()) return;
    if (runs_in_transaction(index)) {
      send_transactional(index);
    } else if (index == reported_) {
      run_without_transaction(index);
    } else {
      return;  // it runs alone: first all before it must have ended
    }
  }
}

bool Migrator::runs_in_transaction(std::size_t index) const {
  if (plan_.steps[index].direction == graph::Direction::stamp) return true;
  return units_[index].transactional && options_.transaction != TransactionMode::none;
}

const std::vector<graph::RevisionId>& Migrator::heads_before(std::size_t index) const {
  return index == 0 ? plan_.heads_before : plan_.steps[index - 1].heads_after;
}

void Migrator::send_transactional(std::size_t index) {
  database_.connection->comment(describe_step(plan_.steps[index]));
  begin_unit(index);
  spans_.push_back({.first_of_unit = sent_statements_});
  send_unit(index);
  send_version_change(index);
  commit_unit();
  if (is_partial_) database_.connection->finish();
  is_partial_ = false;
  spans_.back().end = sent_statements_;
}

void Migrator::send_unit(std::size_t index) {
  if (units_[index].code) return run_code(index);
  for (const units::SqlStatement& one : units_[index].statements) {
    if (one.is_autocommitted) {
      leave_transaction(index);
    } else if (is_alone_) {
      enter_transaction(index);
    }
    send_own({
        .sql = one.statement,
        .copy_data = one.copy_data,
        .is_copy = one.is_copy,
        .source = units_[index].sql.source.get(),
    });
  }
  if (is_alone_) enter_transaction(index);
}

/// A statement of the unit that is being sent.
void Migrator::send_own(const db::Statement& statement) {
  ++spans_.back().of_unit;
  database_.connection->send(statement);
  if (is_alone_) {
    database_.connection->finish();
    ++partial_statements_;
  }
  ++sent_statements_;
}

void Migrator::run_code(std::size_t index) {
  const LoadedUnit& unit = units_[index];
  const LoadedCode& code = *unit.code;
  UnitExecutor executor(
      database_,
      *code.source,
      {.send = [this](const db::Statement& statement) { send_own(statement); },
       .is_in_transaction = [this] { return !is_alone_; },
       .together = [this](const std::function<void()>& action) { run_together(action); },
       .leave_transaction = [this, index] { leave_transaction(index); },
       .enter_transaction = [this, index] { enter_transaction(index); }});
  if (code.function == nullptr) {
    for (const units::RecordedOperation& one : code.reverse)
      executor.execute(one.operation, one.line);
    return;
  }
  const RunningCode running(options_, code_of(index));
  units::run(code.function, {.source = code.source.get(), .naming = options_.naming}, executor);
}

/// Statements of one operation that must all happen or none, where each would be committed by
/// itself.
void Migrator::run_together(const std::function<void()>& action) {
  if (!is_alone_ || transaction_.begin_run.empty()) return action();
  db::Connection& connection = *database_.connection;
  const std::size_t before = spans_.back().of_unit;
  connection.execute(transaction_.begin_run);
  is_alone_ = false;
  try {
    action();
    connection.execute(transaction_.commit_run);
  } catch (const Error&) {
    is_alone_ = true;
    if (connection.in_transaction()) connection.execute(transaction_.rollback_run);
    throw;
  }
  is_alone_ = true;
  sent_statements_ = connection.completed();
  partial_statements_ += spans_.back().of_unit - before;
}

CodeOfUnit Migrator::code_of(std::size_t index) const {
  CodeOfUnit code{
      .revision = plan_.steps[index].revision, .path = units_[index].code->source->path};
  if (database_.connection->is_script()) return code;
  const bool shares_transaction = !transaction_.begin_run.empty();
  code.at_crash = shares_transaction ? AtCrash::run_is_rolled_back : AtCrash::unit_is_rolled_back;
  if (is_partial_) code.at_crash = AtCrash::statements_stay;
  return code;
}

/// autocommit_block, `migrate:autocommit`: what the unit has done so far is committed, and its
/// statements run one by one.
void Migrator::leave_transaction(std::size_t index) {
  if (is_alone_) return;
  if (options_.transaction == TransactionMode::all)
    throw ends_shared_transaction("autocommit_block");
  commit_unit();
  send(transaction_.commit_run);
  database_.connection->finish();
  is_partial_ = true;
  is_alone_ = true;
  partial_statements_ = spans_.back().of_unit;
  if (units_[index].code && options_.on_code) {
    const CodeOfUnit code = code_of(index);
    options_.on_code(&code);
  }
  send_all(database_.dialect->timeout_statements(options_.timeouts, dialect::Scope::session));
  database_.connection->finish();
}

void Migrator::enter_transaction(std::size_t index) {
  if (!runs_in_transaction(index)) return;
  is_alone_ = false;
  send_all(database_.reset_statements());
  database_.connection->finish();
  send(transaction_.begin_run);
  begin_unit(index);
}

/// Statement by statement, each final by itself; only the version rows change in a transaction, at
/// the end.
void Migrator::run_without_transaction(std::size_t index) {
  db::Connection& connection = *database_.connection;
  connection.comment(describe_step(plan_.steps[index]));
  if (!table_exists_) {
    begin_unit(index);
    commit_unit();
  }
  send(transaction_.commit_run);
  send_all(database_.dialect->timeout_statements(options_.timeouts, dialect::Scope::session));
  connection.require(table_.expect_statement(heads_before(index)));
  ++sent_statements_;
  connection.finish();
  spans_.push_back({.first_of_unit = sent_statements_});
  is_partial_ = true;
  is_alone_ = true;
  partial_statements_ = 0;
  send_unit(index);
  is_alone_ = false;
  send_all(database_.reset_statements());
  send(transaction_.begin_run);
  begin_unit(index);
  send_version_change(index);
  commit_unit();
  connection.finish();
  is_partial_ = false;
  spans_.back().end = sent_statements_;
}

void Migrator::begin_unit(std::size_t index) {
  db::Connection& connection = *database_.connection;
  send(transaction_.begin_unit);
  if (lock_) send_lock();
  send_all(database_.dialect->timeout_statements(options_.timeouts, dialect::Scope::transaction));
  if (!table_exists_) send(table_.create_statement());
  table_exists_ = true;
  connection.require(table_.expect_statement(heads_before(index)));
  ++sent_statements_;
}

/// Behind a transaction pooler it is the server that waits for the lock, as long as a run may wait.
void Migrator::send_lock() {
  const auto statements = lock_->in_each_transaction();
  if (statements.empty()) return;
  send_all(database_.dialect->timeout_statements(
      {.lock = options_.lock_wait}, dialect::Scope::transaction));
  send_all(statements);
}

void Migrator::send_version_change(std::size_t index) {
  if (plan_.steps[index].direction != graph::Direction::stamp) {
    send_all(database_.reset_statements());
  }
  for (const std::string& change : table_.change_statements(plan_.steps[index])) {
    database_.connection->change_row(change);
    ++sent_statements_;
  }
}

void Migrator::commit_unit() {
  send(transaction_.commit_unit);
}

void Migrator::send(std::string_view sql) {
  if (sql.empty()) return;
  database_.connection->send({.sql = sql});
  ++sent_statements_;
}

void Migrator::send_all(const std::vector<std::string>& statements) {
  for (const std::string& sql : statements)
    send(sql);
}

StepReport Migrator::report(std::size_t index) {
  const auto now = Clock::now();
  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(now - last_report_);
  last_report_ = now;
  return StepReport{
      .step = plan_.steps[index],
      .message = units_[index].message,
      .statements = spans_.size() > index ? spans_[index].of_unit : 0,
      .duration = duration,
  };
}

void Migrator::commit() {
  if (!is_confirmed_ && is_open_) send(transaction_.commit_run);
  database_.connection->finish();
  is_over_ = true;
  lock_.reset();
}

/// Behind a transaction pooler the lock is taken unit by unit, so another run may have been faster:
/// then go on with what is left.
bool Migrator::resume_behind_pooler(const Error& error) {
  if (error.code() != ErrorCode::concurrent_change || !lock_) return false;
  if (lock_->in_each_transaction().empty() || !database_.connection->is_alive()) return false;
  roll_back();
  graph::Plan rest = plan_;
  rest.heads_before = heads_before(reported_);
  rest.steps.erase(rest.steps.begin(), rest.steps.begin() + static_cast<std::ptrdiff_t>(reported_));
  rest = graph::remaining(project_.map, rest, read_heads(database_));
  if (rest.steps.size() + reported_ == plan_.steps.size()) return false;
  units_ = load(project_, rest, database_, options_);
  plan_ = std::move(rest);
  spans_.clear();
  reported_ = 0;
  table_exists_ = true;
  sent_statements_ = database_.connection->completed();
  return true;
}

/// A connection that is lost at COMMIT says nothing of the commit: the rows do.
bool Migrator::is_done_after_all(const Error& error) {
  if (error.code() != ErrorCode::connection_failed || is_partial_) return false;
  if (spans_.size() < plan_.steps.size()) return false;
  try {
    reconnect();
    if (read_heads(database_) != plan_.heads_after()) return false;
  } catch (const Error&) {
    return false;  // still away: fail() says so
  }
  is_confirmed_ = true;
  return true;
}

void Migrator::fail(const Error& error) {
  is_over_ = true;
  if (database_.connection->is_script()) throw error.with_state("the script is not complete");
  const Error explained =
      is_partial_ ? explain_partial(error) : error.with_state(describe_failure());
  std::string where;
  try {
    roll_back();
    where = fmt::format("the database is at {}", describe_heads(read_heads(database_)));
  } catch (const Error& failure) {
    where = fmt::format("where the database is now is not known: {}", failure.message());
  }
  lock_.reset();
  const std::string separator = explained.state().empty() ? "" : "\n";
  throw explained.with_state(explained.state() + separator + where);
}

std::string Migrator::describe_failure() const {
  // What a lost session was about to answer is not known; the rows that are read next tell.
  if (!database_.connection->is_alive()) return {};
  const std::size_t completed = database_.connection->completed();
  for (std::size_t i = reported_; i < plan_.steps.size(); ++i) {
    if (i >= spans_.size()) return fmt::format("{} did not run", describe_step(plan_.steps[i]));
    if (spans_[i].end <= completed) continue;
    const graph::Step& step = plan_.steps[i];
    const bool in_unit = completed >= spans_[i].first_of_unit &&
                         completed < spans_[i].first_of_unit + spans_[i].of_unit;
    if (!in_unit) return fmt::format("{} was rolled back", describe_step(step));
    return fmt::format(
        "{} was rolled back: {} failed",
        describe_step(step),
        describe_statement(i, completed - spans_[i].first_of_unit));
  }
  return {};
}

/// "statement 2 of 5"; how many there are, only its own code knows of a C++ unit.
std::string Migrator::describe_statement(std::size_t index, std::size_t number) const {
  if (units_[index].code) return fmt::format("statement {}", number + 1);
  return fmt::format("statement {} of {}", number + 1, units_[index].statements.size());
}

Error Migrator::explain_partial(const Error& error) const {
  const std::size_t index = spans_.size() - 1;
  const LoadedUnit& unit = units_[index];
  const bool has_left = runs_in_transaction(index);  // but for an autocommit_block
  const std::string_view how = has_left ? "left its transaction" : "runs without a transaction";
  std::string failed =
      describe_statement(index, std::max<std::size_t>(spans_[index].of_unit, 1) - 1);
  const bool is_unit_done = !unit.code && partial_statements_ == unit.statements.size();
  if (!is_alone_ || is_unit_done) {
    const std::string_view part = unit.code ? "autocommit_block" : "migrate:autocommit";
    failed = has_left ? fmt::format("a statement behind its {}", part) : "recording it";
  }
  if (partial_statements_ == 0 && error.code() != ErrorCode::interrupted) {
    return error.with_state(fmt::format(
        "{} {} and stopped at its first statement", describe_step(plan_.steps[index]), how));
  }
  return error.with_code(ErrorCode::partially_applied)
      .with_hint(
          error.hint() + (error.hint().empty() ? "" : "\n") +
          "make the statements repeatable (IF NOT EXISTS ...), then run the command again\n"
          "or finish by hand, then `migrate stamp`")
      .with_state(fmt::format(
          "{} {} and stopped at {}; {} before it ran and stay",
          describe_step(plan_.steps[index]),
          how,
          failed,
          partial_statements_));
}

/// Ends whatever transaction is open: the unit's alone where the dialect can, so that the units
/// before it stay.
void Migrator::roll_back() {
  if (!database_.connection->is_alive()) reconnect();
  db::Connection& connection = *database_.connection;
  if (!connection.in_transaction()) return;
  if (!is_partial_ && !transaction_.rollback_unit.empty()) {
    try {
      for (const std::string& sql : transaction_.rollback_unit)
        connection.execute(sql);
      if (!transaction_.commit_run.empty()) connection.execute(transaction_.commit_run);
    } catch (const Error&) {
      // No unit was open, or the disk is full: then the run goes as a whole, below.
      if (!connection.is_alive()) throw;
    }
  }
  if (connection.in_transaction()) connection.execute("ROLLBACK");
}

/// The lock goes with its session.
void Migrator::reconnect() {
  lock_.reset();
  database_.reconnect();
}

}  // namespace migrate::engine
