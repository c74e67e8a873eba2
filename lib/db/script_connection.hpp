#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace migrate::db {

/// The offline connection (`--sql`): statements are written as a script instead of being run. Each
/// ends in `;` and a line end, COPY data is written behind its statement with `\.`. `require`
/// writes nothing: a script has nobody to answer.
class ScriptConnection final : public Connection {
 public:
  /// `write` receives the script piece by piece.
  explicit ScriptConnection(std::function<void(std::string_view)> write);

  /// Every statement runs here as well, as far as it can, so that the schema can be asked for
  /// (`inspect`): an empty database of the same kind, or one at the revision where the script
  /// begins.
  void follow_with(std::unique_ptr<Connection> shadow);

  void send(const Statement& statement) override;
  void change_row(std::string_view sql) override;
  void require(std::string_view select) override;
  std::size_t completed() override;
  void wait(std::size_t count) override;
  void finish() override;
  /// Errors: unsupported (there is no database to ask).
  Table select(const Statement& statement) override;
  /// Answered by the shadow. Errors: unsupported without one.
  std::vector<Row> inspect(std::string_view sql) override;
  bool is_script() const override { return true; }
  bool is_alive() const override { return true; }
  bool in_transaction() override;

  /// Writes `-- text` on a line of its own; line ends in it become spaces.
  void comment(std::string_view text) override;

 private:
  void follow(std::string_view sql);

  std::function<void(std::string_view)> write_;
  std::unique_ptr<Connection> shadow_{};
  std::size_t sent_{0};
};

}  // namespace migrate::db
