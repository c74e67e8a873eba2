#include "units/model_recorder.hpp"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "schema/problem.hpp"
#include "units/sdk_values.hpp"
#include "units/thrown.hpp"

namespace migrate::units {
namespace {

template <typename Object>
void check(const Object& object) {
  const auto problem = schema::find_problem(object);
  if (problem) throw Error(ErrorCode::invalid_config, problem->message, problem->hint);
}

Text renamed_from(const TableItem& item) {
  switch (item.kind()) {
    case TableItem::Kind::column: return item.as<Column>().renamed_from;
    case TableItem::Kind::primary_key: return item.as<PrimaryKey>().renamed_from;
    case TableItem::Kind::unique: return item.as<Unique>().renamed_from;
    case TableItem::Kind::foreign_key: return item.as<ForeignKey>().renamed_from;
    case TableItem::Kind::check: return item.as<Check>().renamed_from;
    case TableItem::Kind::exclude: return item.as<Exclude>().renamed_from;
    case TableItem::Kind::index: return item.as<Index>().renamed_from;
    case TableItem::Kind::group: return {};
  }
  return {};
}

}  // namespace

ModelRecorder::ModelRecorder(schema::NamingConvention naming) : naming_(std::move(naming)) {}

ModelRecorder::~ModelRecorder() = default;

void ModelRecorder::run(abi::Declare declare, const support::Source* source) {
  source_ = source;
  declare(*this, *this);
  if (failure_) throw Error(*failure_);
}

void ModelRecorder::run(const std::function<void(Model&)>& declare) {
  source_ = nullptr;
  try {
    declare(*this);
  } catch (...) {
    caught();
  }
  if (failure_) throw Error(*failure_);
}

schema::MetaData ModelRecorder::take() {
  return std::exchange(metadata_, {});
}

void ModelRecorder::caught() {
  if (failure_) return;
  failure_ = thrown_error("model", "mend the model", source_);
}

Error ModelRecorder::placed(const Error& error, int line) const {
  if (source_ == nullptr) return error;
  return error.with_place(support::line_at(*source_, static_cast<std::size_t>(line)));
}

void ModelRecorder::guard(int line, const std::function<void()>& action) {
  if (failure_) throw Error(*failure_);
  try {
    action();
  } catch (const Error& error) {
    failure_ = placed(error.with_code(ErrorCode::invalid_config), line);
    throw Error(*failure_);
  }
}

void ModelRecorder::declare_once(std::string_view kind, const schema::Name& name, int line) {
  const auto [known, is_new] = declared_.emplace(
      fmt::format("{} {}\n{}", kind, name.schema, name.name),
      source_ == nullptr ? std::string() : fmt::format(", first in {}:{}", source_->path, line));
  if (is_new) return;
  throw Error(
      ErrorCode::invalid_config,
      fmt::format("{} {} is declared twice{}", kind, schema::describe(name), known->second),
      "remove one of the two, or rename it");
}

void ModelRecorder::table(Text name, List<TableItem> items, const TableOptions& options, int line) {
  guard(line, [&] {
    schema::Table table = own_table(own_name(options.schema, name), items, options, naming_);
    check(table);
    declare_once("table", table.name, line);
    add_renames(table, items, options);
    metadata_.tables.push_back(std::move(table));
  });
}

void ModelRecorder::add_rename(schema::Rename rename) {
  if (rename.from.empty() || rename.from == rename.to) return;
  if (rename.to.empty()) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format(
            "a constraint of table {} that was renamed from {} has no name",
            schema::describe(rename.parent),
            rename.from),
        "give it its new name");
  }
  metadata_.renames.push_back(std::move(rename));
}

void ModelRecorder::add_renames(
    const schema::Table& table, List<TableItem> items, const TableOptions& options) {
  add_rename(
      {.kind = schema::RenameKind::table,
       .parent = {.schema = table.name.schema},
       .from = own(options.renamed_from),
       .to = table.name.name});
  for (const TableItem& item : items) {
    add_renames(table, item);
    if (item.kind() != TableItem::Kind::group) continue;
    for (const Column& column : item.columns())
      add_renames(table, column);
  }
}

void ModelRecorder::add_renames(const schema::Table& table, const TableItem& item) {
  schema::Rename rename{.parent = table.name, .from = own(renamed_from(item))};
  if (rename.from.empty()) return;
  if (item.kind() == TableItem::Kind::column) {
    rename.kind = schema::RenameKind::column;
    rename.to = own(item.as<Column>().name);
  } else if (item.kind() == TableItem::Kind::index) {
    schema::Index index = own(item.as<Index>());
    fill_name(index, table.name.name, naming_);
    rename.kind = schema::RenameKind::index;
    rename.to = index.name;
  } else {
    rename.kind = schema::RenameKind::constraint;
    rename.to = schema::name(own_constraint(item, table.name.name, naming_));
  }
  add_rename(std::move(rename));
}

void ModelRecorder::enumeration(
    Text name, List<EnumItem> values, const Enumeration& enumeration, int line) {
  guard(line, [&] {
    schema::EnumType type{
        .name = own_name(enumeration.schema, name), .comment = own(enumeration.comment)};
    for (const EnumItem& item : values)
      type.values.push_back(own(item.value().name));
    check(type);
    declare_once("enumeration", type.name, line);
    add_rename(
        {.kind = schema::RenameKind::enumeration,
         .parent = {.schema = type.name.schema},
         .from = own(enumeration.renamed_from),
         .to = type.name.name});
    for (const EnumItem& item : values) {
      add_rename(
          {.kind = schema::RenameKind::enum_value,
           .parent = type.name,
           .from = own(item.value().renamed_from),
           .to = own(item.value().name)});
    }
    metadata_.enums.push_back(std::move(type));
  });
}

void ModelRecorder::sequence(Text name, const Sequence& sequence, int line) {
  guard(line, [&] {
    schema::Sequence own_one = own_sequence(name, sequence);
    declare_once("sequence", own_one.name, line);
    add_rename(
        {.kind = schema::RenameKind::sequence,
         .parent = {.schema = own_one.name.schema},
         .from = own(sequence.renamed_from),
         .to = own_one.name.name});
    metadata_.sequences.push_back(std::move(own_one));
  });
}

void ModelRecorder::schema(Text name, const Schema& schema, int line) {
  guard(line, [&] {
    declare_once("schema", {.name = own(name)}, line);
    metadata_.schemas.push_back({.name = own(name), .comment = own(schema.comment)});
  });
}

void ModelRecorder::fail(Text message, int line) {
  if (!failure_) failure_ = placed(Error(ErrorCode::unit_error, own(message)), line);
  throw Error(*failure_);
}

}  // namespace migrate::units
