#include "autogenerate/cpp_calls.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "schema/cpp_text.hpp"

namespace migrate::autogenerate {
namespace {

using schema::cpp_literal;
using schema::cpp_text;
using schema::CppFields;
using schema::CppText;
using schema::NoName;

using Calls = std::optional<std::vector<CppText>>;

void add_number(CppFields& fields, std::string_view name, std::optional<std::int64_t> value) {
  if (value) fields.add(name, cpp_text(schema::Value(*value)));
}

/// Nothing said; or a text, which may be empty.
void add_said(CppFields& fields, std::string_view name, const std::optional<std::string>& text) {
  if (text) fields.add(name, {cpp_literal(*text)});
}

template <typename Thing>
void add_any(CppFields& fields, std::string_view name, const std::optional<Thing>& thing) {
  if (thing) fields.add(name, cpp_text(*thing));
}

void add_any(CppFields& fields, std::string_view name, const std::optional<bool>& thing) {
  if (thing) fields.add(name, {*thing ? "true" : "false"});
}

CppFields table_options(const schema::Table& table, bool if_not_exists) {
  CppFields fields;
  fields.add_text("schema", table.name.schema);
  fields.add_text("comment", table.comment);
  fields.add_flag("if_not_exists", if_not_exists);
  schema::add_table_options(fields, table);
  return fields;
}

/// The columns, constraints and indexes of a table.
CppText items_of(const schema::Table& table) {
  CppText items{.head = "{", .tail = "}"};
  for (const schema::Column& column : table.columns)
    items.parts.push_back(cpp_text(column));
  for (const schema::Constraint& constraint : table.constraints)
    items.parts.push_back(cpp_text(constraint, NoName::unnamed));
  for (const schema::Index& index : table.indexes)
    items.parts.push_back(cpp_text(index));
  return items;
}

void add_aspects(
    CppFields& fields, const operations::ColumnAspects& aspects, const std::string& prefix) {
  add_any(fields, prefix + "nullable", aspects.nullable);
  add_any(fields, prefix + "server_default", aspects.server_default);
  add_said(fields, prefix + "comment", aspects.comment);
}

/// Writes calls of one receiver: `op`, or `batch`, whose calls name neither table nor schema.
class CallWriter final {
 public:
  explicit CallWriter(std::string_view receiver) : receiver_(receiver) {}

  Calls operator()(const operations::CreateTable& one) const {
    return calls(call(
        "create_table",
        {{cpp_literal(one.table.name.name)}, items_of(one.table)},
        table_options(one.table, one.if_not_exists)));
  }
  Calls operator()(const operations::DropTable& one) const {
    return calls(call(
        "drop_table",
        {{cpp_literal(one.name.name)}},
        drop_options(one.name.schema, one.if_exists, one.cascade)));
  }
  Calls operator()(const operations::RenameTable& one) const {
    return calls(call(
        "rename_table",
        {{cpp_literal(one.name.name)}, {cpp_literal(one.new_name)}},
        in_schema(one.name.schema)));
  }
  Calls operator()(const operations::SetTableComment& one) const {
    CppFields options = in_schema(one.table.schema);
    const bool is_dropped = one.comment.empty() && !is_batch();
    std::vector<CppText> arguments = of_table(one.table, {});
    if (!is_dropped) arguments.push_back({cpp_literal(one.comment)});
    if (one.existing) {
      arguments.push_back({cpp_literal(*one.existing)});
    } else if (!options.empty()) {
      arguments.push_back({"{}"});
    }
    return calls(call(
        is_dropped ? "drop_table_comment" : "create_table_comment", std::move(arguments), options));
  }

  Calls operator()(const operations::AddColumn& one) const {
    CppFields options = in_schema(one.table.schema);
    options.add_flag("if_not_exists", one.if_not_exists);
    if (is_batch() && one.if_not_exists) return std::nullopt;
    std::vector<CppText> result{
        call("add_column", of_table(one.table, {}, {cpp_text(one.column)}), options)};
    for (const schema::Constraint& constraint : one.constraints)
      result.push_back(add_constraint(one.table, constraint));
    for (const schema::Index& index : one.indexes)
      result.push_back(create_index({.table = one.table, .index = index}));
    return result;
  }
  Calls operator()(const operations::DropColumn& one) const {
    if (is_batch() && (one.if_exists || one.cascade)) return std::nullopt;
    return calls(call(
        "drop_column",
        of_table(one.table, {}, {{cpp_literal(one.name)}}),
        drop_options(one.table.schema, one.if_exists, one.cascade)));
  }
  Calls operator()(const operations::AlterColumn& one) const {
    if (!is_batch() && one.convert_by_text) return std::nullopt;  // the SQL says how
    CppFields fields = in_schema(one.table.schema);
    add_any(fields, "type", one.change.type);
    fields.add_text("using_expression", one.using_expression);
    add_aspects(fields, one.change, "");
    fields.add_text("new_name", one.new_name);
    add_said(fields, "collation", one.change.collation);
    add_any(fields, "identity", one.change.identity);
    fields.add_flag("drop_identity", one.drop_identity);
    add_any(fields, "computed", one.change.computed);
    fields.add_flag("drop_computed", one.drop_computed);
    add_any(fields, "existing_type", one.existing.type);
    fields.add_text("existing_using", one.existing_using);
    add_aspects(fields, one.existing, "existing_");
    add_said(fields, "existing_collation", one.existing.collation);
    add_any(fields, "existing_identity", one.existing.identity);
    add_any(fields, "existing_computed", one.existing.computed);
    return calls(call(
        "alter_column", of_table(one.table, {}, {{cpp_literal(one.name)}, fields.braced()}), {}));
  }
  Calls operator()(const operations::RenameColumn& one) const {
    return calls(call(
        "rename_column",
        of_table(one.table, {}, {{cpp_literal(one.name)}, {cpp_literal(one.new_name)}}),
        in_schema(one.table.schema)));
  }

  Calls operator()(const operations::CreateIndex& one) const { return calls(create_index(one)); }
  Calls operator()(const operations::DropIndex& one) const {
    CppFields options = in_schema(one.table.schema);
    options.add_flag("if_exists", one.if_exists);
    options.add_flag("concurrently", one.concurrently);
    options.add_flag("cascade", one.cascade);
    if (is_batch() && !options.empty()) return std::nullopt;
    return calls(call("drop_index", of_table(one.table, {{cpp_literal(one.name)}}), options));
  }
  Calls operator()(const operations::RenameIndex& one) const {
    return calls(call(
        "rename_index",
        of_table(one.table, {{cpp_literal(one.name)}, {cpp_literal(one.new_name)}}),
        in_schema(one.table.schema)));
  }

  Calls operator()(const operations::AddConstraint& one) const {
    return calls(add_constraint(one.table, one.constraint));
  }
  Calls operator()(const operations::DropConstraint& one) const {
    const CppFields options = drop_options(one.table.schema, one.if_exists, one.cascade);
    if (is_batch() && (one.if_exists || one.cascade)) return std::nullopt;
    if (!one.name.empty()) {
      return calls(
          call("drop_constraint", of_table(one.table, {{cpp_literal(one.name)}}), options));
    }
    if (!one.existing) return std::nullopt;
    return calls(call(
        "drop_constraint",
        of_table(one.table, {cpp_text(*one.existing, NoName::unnamed)}),
        options));
  }
  Calls operator()(const operations::RenameConstraint& one) const {
    return calls(call(
        "rename_constraint",
        of_table(one.table, {{cpp_literal(one.name)}, {cpp_literal(one.new_name)}}),
        in_schema(one.table.schema)));
  }
  Calls operator()(const operations::ValidateConstraint& one) const {
    return calls(call(
        "validate_constraint",
        of_table(one.table, {{cpp_literal(one.name)}}),
        in_schema(one.table.schema)));
  }

  Calls operator()(const operations::ExecuteSql& one) const {
    CppText parameters{.head = "{", .tail = "}"};
    for (const schema::Value& value : one.parameters)
      parameters.parts.push_back(cpp_text(value));
    CppFields options;
    options.add_text("reverse", one.reverse);
    std::vector<CppText> arguments{{cpp_literal(one.sql)}};
    if (!one.parameters.empty() || !options.empty()) arguments.push_back(parameters);
    return calls(call("execute", std::move(arguments), options));
  }

  Calls operator()(const operations::CreateSchema& one) const {
    CppFields options;
    options.add_flag("if_not_exists", one.if_not_exists);
    options.add_text("owner", one.owner);
    return calls(call("create_schema", {{cpp_literal(one.name)}}, options));
  }
  Calls operator()(const operations::DropSchema& one) const {
    return calls(call(
        "drop_schema", {{cpp_literal(one.name)}}, drop_options("", one.if_exists, one.cascade)));
  }
  Calls operator()(const operations::CreateEnum& one) const {
    CppFields options = in_schema(one.type.name.schema);
    options.add_text("comment", one.type.comment);
    return calls(call(
        "create_enum",
        {{cpp_literal(one.type.name.name)}, schema::cpp_list(one.type.values)},
        options));
  }
  Calls operator()(const operations::DropEnum& one) const {
    return calls(call(
        "drop_enum",
        {{cpp_literal(one.name.name)}},
        drop_options(one.name.schema, one.if_exists, one.cascade)));
  }
  Calls operator()(const operations::AddEnumValue& one) const {
    CppFields options = in_schema(one.type.schema);
    options.add_text("before", one.before);
    options.add_text("after", one.after);
    options.add_flag("if_not_exists", one.if_not_exists);
    return calls(
        call("add_enum_value", {{cpp_literal(one.type.name)}, {cpp_literal(one.value)}}, options));
  }
  Calls operator()(const operations::RenameEnumValue& one) const {
    return calls(call(
        "rename_enum_value",
        {{cpp_literal(one.type.name)}, {cpp_literal(one.value)}, {cpp_literal(one.new_value)}},
        in_schema(one.type.schema)));
  }
  Calls operator()(const operations::CreateSequence& one) const {
    const schema::Sequence& sequence = one.sequence;
    CppFields fields = in_schema(sequence.name.schema);
    add_any(fields, "type", sequence.type);
    add_number(fields, "start", sequence.start);
    schema::add_sequence_fields(fields, sequence);
    fields.add_flag("if_not_exists", one.if_not_exists);
    fields.add_text("comment", sequence.comment);
    return calls(call("create_sequence", {{cpp_literal(sequence.name.name)}}, fields));
  }
  Calls operator()(const operations::AlterSequence& one) const {
    const schema::Sequence& sequence = one.change;
    CppFields fields = in_schema(sequence.name.schema);
    add_any(fields, "type", sequence.type);
    add_number(fields, "start", sequence.start);
    add_number(fields, "restart", one.restart);
    schema::add_sequence_fields(fields, sequence);
    fields.add_flag("whole", one.whole);
    return calls(call("alter_sequence", {{cpp_literal(sequence.name.name)}, fields.braced()}, {}));
  }
  Calls operator()(const operations::DropSequence& one) const {
    return calls(call(
        "drop_sequence",
        {{cpp_literal(one.name.name)}},
        drop_options(one.name.schema, one.if_exists, one.cascade)));
  }

  // It has a block: render_cpp writes it.
  Calls operator()(const operations::BatchAlterTable& /*one*/) const { return std::nullopt; }

  // The SDK has no call for these, or nothing compares what they are about.
  Calls operator()(const operations::SetTableOptions& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::SetComment& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::RenameEnum& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::RenameSequence& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::BulkInsert& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::CreateDomain& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::DropDomain& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::CreateView& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::DropView& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::CreateMaterializedView& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::RefreshMaterializedView& /*one*/) const {
    return std::nullopt;
  }
  Calls operator()(const operations::DropMaterializedView& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::CreateFunction& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::DropFunction& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::CreateTrigger& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::DropTrigger& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::CreateExtension& /*one*/) const { return std::nullopt; }
  Calls operator()(const operations::DropExtension& /*one*/) const { return std::nullopt; }

 private:
  bool is_batch() const { return receiver_ == "batch"; }

  static Calls calls(CppText one) { return std::vector<CppText>{std::move(one)}; }

  CppText call(
      std::string_view name, std::vector<CppText> arguments, const CppFields& options) const {
    if (!options.empty()) arguments.push_back(options.braced());
    return {
        .head = fmt::format("{}.{}(", receiver_, name), .parts = std::move(arguments), .tail = ")"};
  }

  CppFields in_schema(const std::string& schema) const {
    CppFields fields;
    if (!is_batch()) fields.add_text("schema", schema);
    return fields;
  }

  CppFields drop_options(const std::string& schema, bool if_exists, bool cascade) const {
    CppFields fields = in_schema(schema);
    fields.add_flag("if_exists", if_exists);
    fields.add_flag("cascade", cascade);
    return fields;
  }

  /// What stands in front of the table's name, the name, and what stands behind it.
  std::vector<CppText> of_table(
      const schema::Name& table,
      std::vector<CppText> arguments,
      const std::vector<CppText>& others = {}) const {
    if (!is_batch()) arguments.push_back({cpp_literal(table.name)});
    arguments.insert(arguments.end(), others.begin(), others.end());
    return arguments;
  }

  CppText add_constraint(const schema::Name& table, const schema::Constraint& constraint) const {
    return call(
        "create_constraint",
        of_table(table, {cpp_text(constraint, NoName::unnamed)}),
        in_schema(table.schema));
  }

  CppText create_index(const operations::CreateIndex& one) const {
    const schema::Index& index = one.index;
    CppFields options = in_schema(one.table.schema);
    options.add_flag("unique", index.unique);
    options.add_text("method", index.method);
    options.add_text("where", index.where);
    options.add_texts("include", index.include);
    options.add_flag("nulls_not_distinct", index.nulls_not_distinct);
    if (!index.with.empty()) options.add("with", cpp_text(index.with));
    options.add_text("tablespace", index.tablespace);
    options.add_flag("concurrently", one.concurrently);
    options.add_flag("if_not_exists", one.if_not_exists);
    options.add_text("comment", index.comment);
    return call(
        "create_index",
        of_table(one.table, {{cpp_literal(index.name)}}, {cpp_text(index.columns)}),
        options);
  }

  std::string_view receiver_;
};

}  // namespace

std::optional<std::vector<CppText>> cpp_calls(const operations::Operation& operation) {
  return std::visit(CallWriter("op"), operation);
}

std::optional<std::vector<CppText>> cpp_batch_calls(const operations::BatchAlterTable& batch) {
  std::vector<CppText> result;
  for (const operations::TableChange& change : batch.changes) {
    const auto calls = std::visit(CallWriter("batch"), change);
    if (!calls) return std::nullopt;
    result.insert(result.end(), calls->begin(), calls->end());
  }
  return result;
}

}  // namespace migrate::autogenerate
