#include "engine/schema_place.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/autogenerate.hpp"
#include "engine/commands.hpp"
#include "engine/schema_loading.hpp"

namespace migrate::engine {
namespace {

/// Somebody else's session, who outlives this.
class LentConnection final : public db::Connection {
 public:
  explicit LentConnection(db::Connection& owner) : owner_(&owner) {}

  void send(const db::Statement& statement) override { owner_->send(statement); }
  void change_row(std::string_view sql) override { owner_->change_row(sql); }
  void require(std::string_view select) override { owner_->require(select); }
  std::size_t completed() override { return owner_->completed(); }
  void wait(std::size_t count) override { owner_->wait(count); }
  void finish() override { owner_->finish(); }
  db::Table select(const db::Statement& statement) override { return owner_->select(statement); }
  void select_all(std::span<const std::string> queries, const db::TakeRows& take) override {
    owner_->select_all(queries, take);
  }
  std::vector<db::Row> inspect(std::string_view sql) override { return owner_->inspect(sql); }
  bool is_script() const override { return owner_->is_script(); }
  bool is_alive() const override { return owner_->is_alive(); }
  bool in_transaction() override { return owner_->in_transaction(); }
  std::vector<std::string> restoring_statements() const override {
    return owner_->restoring_statements();
  }
  void comment(std::string_view text) override { owner_->comment(text); }

 private:
  db::Connection* owner_;
};

}  // namespace

SchemaPlace::SchemaPlace(Database& live)
    : live_(&live),
      scratch_(live.open_scratch()),
      database_{
          .dialect = live.dialect,
          .url = live.url,
          .options = live.options,
          .version_table = live.version_table,
          .connection = std::make_unique<LentConnection>(scratch_->connection()),
          .is_borrowed = true} {}

void SchemaPlace::apply(
    const Project& project, std::string_view target, const RunOptions& options) {
  if (target == "base") return;
  std::vector<std::string> targets{std::string(target)};
  if (target == "current") targets = read_heads(*live_);
  for (const std::string& one : targets) {
    const auto migrator = upgrade(project, database_, one, options);
    while (migrator->next()) {
    }
  }
}

void SchemaPlace::create(
    const schema::MetaData& metadata, const autogenerate::CompareOptions& options) {
  load_schema(*live_, *database_.connection, metadata, options);
}

}  // namespace migrate::engine
