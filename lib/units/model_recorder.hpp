#pragma once

#include <migrate/abi.hpp>
#include <migrate/model.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "schema/metadata.hpp"
#include "schema/naming.hpp"
#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate::units {

/// The tool's side of `Model`: puts what is declared, by one file or several, into one MetaData.
class ModelRecorder final : public Model, public abi::Host {
 public:
  explicit ModelRecorder(schema::NamingConvention naming);
  virtual ~ModelRecorder();
  ModelRecorder(const ModelRecorder&) = delete;
  ModelRecorder& operator=(const ModelRecorder&) = delete;

  /// Takes in what `declare` says. `source` is its file, for places in errors; null: not known.
  /// Errors: invalid_config, with the place of the call, for what is declared twice or makes no
  /// sense; unit_error for what it throws by itself.
  void run(abi::Declare declare, const support::Source* source);

  /// The same for a function of this program.
  void run(const std::function<void(Model&)>& declare);

  /// What has been declared.
  schema::MetaData take();

  void caught() override;

  void table(Text name, List<TableItem> items, const TableOptions& options, int line) override;
  void enumeration(
      Text name, List<EnumItem> values, const Enumeration& enumeration, int line) override;
  void sequence(Text name, const Sequence& sequence, int line) override;
  void schema(Text name, const Schema& schema, int line) override;
  [[noreturn]] void fail(Text message, int line) override;

 private:
  /// Runs `action`, and remembers what it throws: the model may swallow it, but not hide it.
  void guard(int line, const std::function<void()>& action);

  /// Remembers that the thing was declared in this line. Errors: invalid_config when it was before.
  void declare_once(std::string_view kind, const schema::Name& name, int line);

  void add_renames(const schema::Table& table, List<TableItem> items, const TableOptions& options);
  void add_renames(const schema::Table& table, const TableItem& item);
  void add_rename(schema::Rename rename);

  Error placed(const Error& error, int line) const;

  schema::NamingConvention naming_;
  const support::Source* source_{nullptr};
  std::optional<Error> failure_{};
  std::map<std::string, std::string> declared_{};  // kind and name, and where that was
  schema::MetaData metadata_{};
};

}  // namespace migrate::units
