#include "engine/sql_models.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "autogenerate/compare.hpp"
#include "engine/autogenerate.hpp"
#include "engine/cluster_statements.hpp"
#include "engine/said_versions.hpp"
#include "sql/lexer.hpp"
#include "sql/pattern.hpp"
#include "sql/splitter.hpp"
#include "support/file.hpp"
#include "support/source.hpp"

namespace migrate::engine {
namespace {

/// Settings of the session, which the statements behind them in the file rely on.
constexpr std::array<std::string_view, 2> settings{"SET", "SELECT ... set_config"};

/// What says nothing of tables, and may need more rights, or another version, than there are.
constexpr std::array<std::string_view, 6> dispensable{
    "GRANT",
    "REVOKE",
    "ALTER ... OWNER TO",
    "ALTER DEFAULT PRIVILEGES",
    "COMMENT ON EXTENSION",
    "CREATE SCHEMA"};

/// Of these, what says whom something belongs to.
constexpr std::array<std::string_view, 2> ownerships{
    "ALTER ... OWNER TO", "CREATE SCHEMA ... AUTHORIZATION"};

/// The text with the lines blanked out that newer versions of pg_dump put around a dump.
std::string without_restrictions(std::string text) {
  constexpr std::array<std::string_view, 2> commands{"\\restrict ", "\\unrestrict "};
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    const bool is_command = std::ranges::any_of(
        commands, [&](std::string_view command) { return line.starts_with(command); });
    if (is_command) text.replace(begin, end - begin, end - begin, ' ');
    begin = end + 1;
  }
  return text;
}

/// The text with the word blanked out that says how an index is made, and not which one it is.
/// Nothing: none of its statements says it.
std::optional<std::string> without_concurrently(
    const support::Source& source,
    const std::vector<sql::Piece>& statements,
    const sql::Syntax& syntax) {
  constexpr std::string_view pattern = "CREATE [UNIQUE] INDEX CONCURRENTLY";
  constexpr std::string_view word = "CONCURRENTLY";
  std::vector<std::size_t> places;
  for (const sql::Piece& piece : statements) {
    if (!sql::matches(piece.statement, pattern, syntax)) continue;
    sql::Lexer lexer(piece.statement, syntax);
    sql::Token token = lexer.next();
    while (!sql::same_word(token.text, word))
      token = lexer.next();
    places.push_back(static_cast<std::size_t>(token.text.data() - source.text.data()));
  }
  if (places.empty()) return std::nullopt;
  std::string text = source.text;
  for (const std::size_t place : places)
    text.replace(place, word.size(), word.size(), ' ');
  return text;
}

struct Failure {
  std::size_t statement{0};  // in its file
  Error error;
};

/// A file on its way into the scratch place.
struct File {
  std::unique_ptr<const support::Source> source{};
  std::vector<sql::Piece> statements{};
  std::map<std::size_t, std::string> changed{};  // those that run otherwise than they are written
  std::vector<bool> has_run{};
  std::optional<Failure> failure{};  // of the first statement that has not run
  std::optional<Failure> before{};   // the same before the surroundings were there

  bool is_done() const { return std::ranges::find(has_run, false) == has_run.end(); }
};

/// How far to go in a file.
enum class Reach {
  to_failure,  // no statement before one that is written before it
  to_end,      // every statement that can be run
};

class SqlModels final {
 public:
  SqlModels(Database& database, std::string display_directory, Owners owners)
      : database_(&database),
        owners_(owners),
        syntax_(&database.dialect->syntax()),
        display_directory_(std::move(display_directory)) {}

  schema::MetaData load(
      const std::vector<std::string>& paths,
      const schema::MetaData& others,
      const schema::Filter& filter) {
    for (const std::string& path : paths)
      files_.push_back(read(path));
    scratch_ = database_->open_scratch();
    add(others);
    while (!is_done()) {
      if (!advance(Reach::to_failure) && !advance(Reach::to_end)) take_surroundings();
    }
    reset();
    schema::MetaData result = database_->dialect->inspect(connection(), filter);
    result.has_privileges = result.has_objects && speaks_of_privileges();
    keep_said_versions(result, statements(), *syntax_);
    return result;
  }

 private:
  db::Connection& connection() { return scratch_->connection(); }

  bool is_done() const {
    return std::ranges::all_of(files_, [](const File& file) { return file.is_done(); });
  }

  std::vector<std::string_view> statements() const {
    std::vector<std::string_view> result;
    for (const File& file : files_) {
      std::ranges::transform(file.statements, std::back_inserter(result), &sql::Piece::statement);
    }
    return result;
  }

  bool speaks_of_privileges() const {
    constexpr std::array<std::string_view, 3> patterns{
        "GRANT", "REVOKE", "ALTER DEFAULT PRIVILEGES"};
    return std::ranges::any_of(files_, [&](const File& file) {
      return std::ranges::any_of(
          file.statements, [&](const sql::Piece& one) { return is_any(one, patterns); });
    });
  }

  File read(const std::string& path) const {
    try {
      const std::string name = support::display_path(path, display_directory_);
      File file = split(name, without_restrictions(support::read_file(path)));
      if (auto text = without_concurrently(*file.source, file.statements, *syntax_))
        file = split(name, *std::move(text));
      for (std::size_t i = 0; i < file.statements.size(); ++i)
        change(file, i);
      return file;
    } catch (const Error& error) {
      throw error.with_code(ErrorCode::invalid_config);
    }
  }

  File split(std::string name, std::string text) const {
    File file{
        .source = std::make_unique<const support::Source>(
            support::Source{.path = std::move(name), .text = std::move(text)})};
    file.statements = sql::split(*file.source, file.source->text, *syntax_);
    std::erase_if(file.statements, [](const sql::Piece& one) { return one.statement.empty(); });
    file.has_run.resize(file.statements.size());
    return file;
  }

  /// What the models in other languages declare, as files of one operation each, before the others.
  void add(const schema::MetaData& others) {
    std::vector<File> files;
    for (operations::Operation& operation :
         autogenerate::create_all(others, for_database({}, *database_))) {
      if (auto* const create = std::get_if<operations::CreateSchema>(&operation))
        create->if_not_exists = true;
      std::string text;
      for (const auto& one : database_->dialect->compile(operation, connection())) {
        if (one.refusal.empty()) text += one.sql + ";\n";
      }
      files.push_back(split("(models that are not in SQL)", std::move(text)));
    }
    std::ranges::move(files_, std::back_inserter(files));
    files_ = std::move(files);
  }

  /// Sees to it that the statement does what a model may do.
  void change(File& file, std::size_t i) const {
    const std::string_view written = file.statements[i].statement;
    try {
      std::string text = database_->dialect->scratch_statement(written);
      check(text);
      if (text != written) file.changed[i] = std::move(text);
    } catch (const Error& error) {
      const auto offset = static_cast<std::size_t>(written.data() - file.source->text.data());
      throw error.with_place(support::locate(*file.source, offset));
    }
  }

  void check(std::string_view statement) const {
    auto pattern = sql::find_match(statement, syntax_->transaction_control, *syntax_);
    if (!pattern) pattern = sql::find_outside_transaction(statement, *syntax_);
    if (pattern) {
      refuse(
          sql::shared_words(statement, *pattern, *syntax_),
          "a model says what there is to be, and nothing of how it comes about");
    }
    const std::string words = cluster_words(statement, *syntax_);
    if (!words.empty()) {
      refuse(
          words,
          "it is about the whole server, and a model about one database; where the model is only "
          "tried it would hold at once");
    }
  }

  [[noreturn]] static void refuse(const std::string& words, std::string hint) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("{} has no place in a model", words),
        std::move(hint));
  }

  template <std::size_t N>
  bool is_any(const sql::Piece& statement, const std::array<std::string_view, N>& patterns) const {
    return std::ranges::any_of(patterns, [&](std::string_view pattern) {
      return sql::matches(statement.statement, pattern, *syntax_);
    });
  }

  /// Runs what there is left of each file. False when nothing could be run.
  bool advance(Reach reach) {
    bool has_moved = false;
    for (File& file : files_) {
      if (!file.is_done()) has_moved |= advance(file, reach);
    }
    return has_moved;
  }

  bool advance(File& file, Reach reach) {
    bool has_moved = false;
    file.failure.reset();
    reset();
    for (std::size_t i = 0; i < file.statements.size(); ++i) {
      const sql::Piece& statement = file.statements[i];
      if (file.has_run[i] && !is_any(statement, settings)) continue;
      if (run(file, i)) {
        has_moved |= !file.has_run[i];
        file.has_run[i] = true;
      } else if (reach == Reach::to_failure) {
        break;
      }
    }
    return has_moved;
  }

  static Error about_owner(const Error& error) {
    return error.with_hint(
        "make the role, or the one that connects a member of it\n"
        "without `owners: true` under `compare` in alembic.yaml no owner is looked at");
  }

  bool is_dispensable(const sql::Piece& statement) const {
    if (is_any(statement, settings)) return true;
    const bool is_required = owners_ == Owners::required && is_any(statement, ownerships);
    return !is_required && is_any(statement, dispensable);
  }

  /// False when the statement fails and is needed.
  bool run(File& file, std::size_t i) {
    const sql::Piece& statement = file.statements[i];
    try {
      if (const auto changed = file.changed.find(i); changed != file.changed.end()) {
        run_changed(file, statement, changed->second);
      } else {
        connection().send(
            {.sql = statement.statement,
             .copy_data = statement.copy_data,
             .is_copy = statement.is_copy,
             .source = file.source.get()});
        connection().finish();
      }
    } catch (const Error& error) {
      if (error.code() != ErrorCode::sql_error) throw;
      if (is_dispensable(statement)) return true;
      if (!file.failure)
        file.failure = Failure{i, is_any(statement, ownerships) ? about_owner(error) : error};
      return false;
    }
    return true;
  }

  void run_changed(const File& file, const sql::Piece& statement, const std::string& text) {
    if (text.empty()) return;
    try {
      connection().execute(text);
    } catch (const Error& error) {
      const auto offset =
          static_cast<std::size_t>(statement.statement.data() - file.source->text.data());
      throw error.with_place(support::locate(*file.source, offset));
    }
  }

  /// Nothing goes on: perhaps for want of what only the live database has.
  void take_surroundings() {
    if (has_surroundings_) throw stuck();
    reset();
    database_->dialect->copy_surroundings(*database_->connection, connection());
    has_surroundings_ = true;
    for (File& file : files_)
      file.before = file.failure;
  }

  /// What the surroundings could not mend has failed for its first reason; they may have brought
  /// what it makes.
  static Error failure_of(const File& file) {
    const bool is_same = file.before && file.before->statement == file.failure->statement;
    return is_same ? file.before->error : file.failure->error;
  }

  /// The first failure; those in other files are its state, for it may only follow from one of
  /// them.
  Error stuck() const {
    std::optional<Error> first;
    std::string others;
    for (const File& file : files_) {
      if (!file.failure) continue;
      const Error error = failure_of(file);
      if (!first) {
        first = error;
        continue;
      }
      others += fmt::format(
          "{}{}:{}: {}",
          others.empty() ? "" : "\n",
          file.source->path,
          error.place() ? error.place()->line : 1,
          error.message());
    }
    if (first->message().ends_with("already exists")) {
      first = first->with_code(ErrorCode::invalid_config)
                  .with_hint("each thing is declared once: remove one of the two, or rename it");
    }
    return others.empty() ? *first
                          : first->with_state("these files do not load either:\n" + others);
  }

  void reset() {
    for (const std::string& sql : database_->dialect->reset_statements())
      connection().execute(sql);
  }

  Database* database_;
  Owners owners_;
  const sql::Syntax* syntax_;
  std::string display_directory_;
  std::vector<File> files_{};
  std::unique_ptr<dialect::Scratch> scratch_{};
  bool has_surroundings_{false};
};

}  // namespace

schema::MetaData load_sql_models(
    const std::vector<std::string>& paths,
    const std::string& display_directory,
    const schema::MetaData& others,
    const schema::Filter& filter,
    Owners owners,
    Database& database) {
  return SqlModels(database, display_directory, owners).load(paths, others, filter);
}

}  // namespace migrate::engine
