#include "models/cpp_writer.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/table_words.hpp"
#include "schema/cpp_text.hpp"

namespace migrate::models {
namespace {

using schema::cpp_literal;
using schema::cpp_text;
using schema::CppFields;
using schema::CppText;
using schema::RenameKind;

constexpr std::size_t body_indent = 2;

std::string call(std::string_view name, std::vector<CppText> arguments, const CppFields& options) {
  if (!options.empty()) arguments.push_back(options.braced());
  const CppText text{
      .head = fmt::format("model.{}(", name), .parts = std::move(arguments), .tail = ")"};
  return fmt::format("{:{}}{};\n", "", body_indent, schema::layout(text, body_indent));
}

std::string write_schema(const schema::Schema& schema) {
  CppFields options;
  options.add_text("comment", schema.comment);
  return call("schema", {{cpp_literal(schema.name)}}, options);
}

std::string write_enumeration(const schema::EnumType& type, const OldNames& old_names) {
  CppText values{.head = "{", .tail = "}"};
  for (const std::string& value : type.values) {
    const std::string old_name = old_names.find(RenameKind::enum_value, type.name, value);
    CppFields fields;
    fields.add_text("name", value);
    fields.add_text("renamed_from", old_name);
    values.parts.push_back(
        old_name.empty() ? CppText{cpp_literal(value)} : fields.braced("EnumValue"));
  }
  CppFields options;
  options.add_text("schema", type.name.schema);
  options.add_text("comment", type.comment);
  options.add_text(
      "renamed_from",
      old_names.find(RenameKind::enumeration, {.schema = type.name.schema}, type.name.name));
  return call("enumeration", {{cpp_literal(type.name.name)}, values}, options);
}

std::string write_sequence(const schema::Sequence& sequence, const OldNames& old_names) {
  CppFields fields;
  fields.add_text("schema", sequence.name.schema);
  if (sequence.type) fields.add("type", cpp_text(*sequence.type));
  if (sequence.start) fields.add("start", cpp_text(schema::Value(*sequence.start)));
  add_sequence_fields(fields, sequence);
  fields.add_text("comment", sequence.comment);
  fields.add_text(
      "renamed_from",
      old_names.find(RenameKind::sequence, {.schema = sequence.name.schema}, sequence.name.name));
  return call("sequence", {{cpp_literal(sequence.name.name)}}, fields);
}

std::string write_table(
    const schema::Table& table, const OldNames& old_names, const schema::NamingConvention& naming) {
  const SaidTable said = say(table, old_names, naming);
  CppText items{.head = "{", .tail = "}"};
  for (const SaidColumn& column : said.columns)
    items.parts.push_back(cpp_text(*column.column, column.words));
  for (const SaidConstraint& one : said.constraints)
    items.parts.push_back(cpp_text(one.constraint, one.no_name, one.renamed_from));
  for (const SaidIndex& one : said.indexes)
    items.parts.push_back(cpp_text(one.index, one.renamed_from));
  CppFields options;
  options.add_text("schema", table.name.schema);
  options.add_text("comment", table.comment);
  add_table_options(options, table);
  options.add_text("renamed_from", said.renamed_from);
  return call("table", {{cpp_literal(table.name.name)}, items}, options);
}

}  // namespace

std::string write_cpp_model(
    const schema::MetaData& metadata, const schema::NamingConvention& naming) {
  const OldNames old_names(metadata.renames);
  std::vector<std::string> calls;
  for (const schema::Schema& schema : metadata.schemas)
    calls.push_back(write_schema(schema));
  for (const schema::EnumType& type : metadata.enums)
    calls.push_back(write_enumeration(type, old_names));
  for (const schema::Sequence& sequence : metadata.sequences)
    calls.push_back(write_sequence(sequence, old_names));
  for (const schema::Table& table : metadata.tables)
    calls.push_back(write_table(table, old_names, naming));
  const std::string parameter = calls.empty() ? "Model& /*model*/" : "Model& model";
  return fmt::format(
      "#include <migrate/model.hpp>\n\nusing namespace migrate;\n\nvoid declare({}) {{\n{}}}\n",
      parameter,
      fmt::join(calls, "\n"));
}

}  // namespace migrate::models
