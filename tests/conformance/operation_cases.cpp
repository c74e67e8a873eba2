#include "conformance/operation_cases.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace migrate::conformance {
namespace {

void create_table(Operations& op) {
  op.create_table(
      "invoice",
      {
          Column{.name = "id", .type = big_integer(), .primary_key = true, .identity = Identity{}},
          Column{
              .name = "account_id",
              .type = big_integer(),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "account", .on_delete = Action::cascade}},
          Column{.name = "number", .type = varchar(20), .nullable = false, .unique = true},
          Column{.name = "net", .type = numeric(10, 2), .nullable = false, .server_default = 0},
          Column{
              .name = "gross",
              .type = numeric(10, 2),
              .computed = Computed{.expression = "net * 1.2"}},
          Column{
              .name = "issued_at",
              .type = timestamp(),
              .server_default = expression("CURRENT_TIMESTAMP"),
              .comment = "when it was sent"},
          Check{.name = "ck_invoice_net", .condition = "net >= 0"},
          Index{
              .columns =
                  {"account_id", IndexColumn{.name = "issued_at", .order = Order::descending}}},
      },
      {.comment = "what customers owe"});
}

void drop_table(Operations& op) {
  op.drop_table(
      "tag",
      {
          Column{.name = "name", .type = text(), .primary_key = true},
          Column{.name = "weight", .type = integer()},
      });
}

void rename_table(Operations& op) {
  op.rename_table("tag", "label");
}

void create_table_comment(Operations& op) {
  op.create_table_comment("account", "people and companies", "customers");
}

void drop_table_comment(Operations& op) {
  op.drop_table_comment("account", "customers");
}

void add_column(Operations& op) {
  op.add_column("account", Column{.name = "phone", .type = varchar(20)});
}

void add_column_with_constraints(Operations& op) {
  op.add_column(
      "orders",
      Column{
          .name = "invited_by",
          .type = big_integer(),
          .index = true,
          .references =
              Reference{.table = "account", .column = "id", .on_delete = Action::set_null}});
}

void drop_column(Operations& op) {
  op.drop_column("account", Column{.name = "note", .type = text(), .server_default = "none"});
}

void alter_column_type(Operations& op) {
  op.alter_column(
      "account",
      "code",
      {.type = integer(),
       .using_expression = "CAST(code AS integer)",
       .existing_type = varchar(20),
       .existing_using = "CAST(code AS varchar(20))"});
}

void alter_column_nullable(Operations& op) {
  op.alter_column("account", "name", {.nullable = false, .existing_nullable = true});
}

void alter_column_default(Operations& op) {
  op.alter_column(
      "account", "note", {.server_default = nullptr, .existing_server_default = "none"});
}

void alter_column_comment(Operations& op) {
  op.alter_column("account", "email", {.comment = "verified", .existing_comment = ""});
}

void alter_column_collation(Operations& op) {
  op.alter_column(
      "account",
      "email",
      {.collation = op.dialect() == "sqlite" ? "NOCASE" : "C",
       .existing_type = varchar(320),
       .existing_collation = ""});
}

void alter_column_name(Operations& op) {
  op.alter_column("account", "name", {.new_name = "full_name"});
}

void rename_column(Operations& op) {
  op.rename_column("account", "email", "mail");
}

void create_index(Operations& op) {
  op.create_index("ix_account_name", "account", {"name", "email"}, {.unique = true});
}

void create_index_on_expression(Operations& op) {
  op.create_index(
      "ix_account_lower_email",
      "account",
      {IndexColumn{.expression = "lower(email)"}},
      {.where = "name IS NOT NULL", .if_not_exists = true});
}

void drop_index(Operations& op) {
  op.drop_index(Index{.name = "ix_orders_account_id", .columns = {"account_id"}}, "orders");
}

void rename_index(Operations& op) {
  op.rename_index("ix_orders_account_id", "ix_orders_buyer", "orders");
}

void create_primary_key(Operations& op) {
  op.create_primary_key("", "keyless", {"a"});
}

void create_unique_constraint(Operations& op) {
  op.create_unique_constraint("", "account", {"email", "code"});
}

void create_foreign_key(Operations& op) {
  op.create_foreign_key(
      "",
      "keyless",
      "account",
      {"b"},
      {"id"},
      {.on_delete = Action::cascade, .on_update = Action::restrict});
}

void create_check_constraint(Operations& op) {
  op.create_check_constraint("ck_account_email", "account", "email <> ''");
}

void create_exclude_constraint(Operations& op) {
  op.create_exclude_constraint(
      "ex_keyless_a",
      "keyless",
      {{.column = "a", .with = "="}},
      {.method = "btree", .where = "b > 0"});
}

void create_constraint(Operations& op) {
  op.create_constraint(
      Unique{.name = "uq_keyless_a", .columns = {"a"}, .comment = "one of each"}, "keyless");
}

void drop_constraint(Operations& op) {
  op.drop_constraint(Check{.name = "ck_orders_total", .condition = "total >= 0"}, "orders");
}

void rename_constraint(Operations& op) {
  op.rename_constraint("ck_orders_total", "ck_orders_total_positive", "orders");
}

void validate_constraint(Operations& op) {
  op.create_check_constraint("ck_keyless_a", "keyless", "a > 0", {.not_valid = true});
  op.validate_constraint("ck_keyless_a", "keyless");
}

void batch_alter_table(Operations& op) {
  op.batch_alter_table("account", [](Batch& batch) {
    batch.add_column(Column{.name = "language", .type = varchar(5), .server_default = "en"});
    batch.alter_column("name", {.nullable = false, .existing_nullable = true});
    batch.create_check_constraint("ck_account_language", "language <> ''");
    batch.create_index("ix_account_language", {"language"});
  });
}

void bulk_insert(Operations& op) {
  op.bulk_insert(
      "tag",
      {"name", "weight"},
      {
          {"blue", 1},
          {"it's", nullptr},
          {expression("upper('red')"), -3},
      });
}

void execute(Operations& op) {
  op.execute(
      "UPDATE tag SET weight = $2 WHERE name = $1",
      {"green", 5},
      {.reverse = "UPDATE tag SET weight = 1 WHERE name = 'green'"});
}

void create_schema(Operations& op) {
  op.create_schema("billing");
}

void drop_schema(Operations& op) {
  op.drop_schema("archive", {.if_exists = true, .cascade = true});
}

void create_enum(Operations& op) {
  op.create_enum("color", {"red", "green"});
}

void drop_enum(Operations& op) {
  op.drop_enum("mood", {.existing = {"sad", "ok"}});
}

void add_enum_value(Operations& op) {
  op.add_enum_value("mood", "happy", {.after = "ok"});
}

void rename_enum_value(Operations& op) {
  op.rename_enum_value("mood", "ok", "fine");
}

void create_sequence(Operations& op) {
  op.create_sequence("invoice_number", {.start = 1000, .increment = 10, .cycle = true});
}

void alter_sequence(Operations& op) {
  op.alter_sequence("order_number", {.restart = 500, .increment = 2});
}

void alter_whole_sequence(Operations& op) {
  op.alter_sequence("order_number", {.increment = 5, .whole = true});
}

void drop_sequence(Operations& op) {
  op.drop_sequence("order_number");
}

void create_domain(Operations& op) {
  op.create_domain(
      "percentage", integer(), {.nullable = false, .check = "VALUE BETWEEN 0 AND 100"});
}

void drop_domain(Operations& op) {
  op.drop_domain("short_text");
}

void create_view(Operations& op) {
  op.create_view(
      "order_total", "SELECT account_id, sum(total) AS total FROM orders GROUP BY account_id");
}

void drop_view(Operations& op) {
  op.drop_view("named_account", "SELECT id, name FROM account WHERE name IS NOT NULL");
}

void create_materialized_view(Operations& op) {
  op.create_materialized_view("order_count", "SELECT count(*) AS orders FROM orders");
}

void refresh_materialized_view(Operations& op) {
  op.refresh_materialized_view("account_count");
}

void drop_materialized_view(Operations& op) {
  op.drop_materialized_view("account_count", "SELECT count(*) AS accounts FROM account");
}

void create_function(Operations& op) {
  op.create_function(
      "half",
      {.arguments = "value integer",
       .returns = "integer",
       .language = "sql",
       .body = "SELECT value / 2",
       .volatility = Volatility::immutable,
       .strict = true});
}

void drop_function(Operations& op) {
  op.drop_function("twice", {.arguments = "value integer"});
}

void create_trigger(Operations& op) {
  op.create_trigger(
      "tr_account_touch",
      "account",
      {.timing = Timing::after,
       .on_update = true,
       .update_of = {"name"},
       .function = "touch()",
       .body = "UPDATE account SET note = 'touched' WHERE id = NEW.id;"});
}

void drop_trigger(Operations& op) {
  op.drop_trigger("tr_orders_touch", "orders");
}

void create_extension(Operations& op) {
  op.create_extension("plpgsql", {.if_not_exists = true});
}

void drop_extension(Operations& op) {
  op.drop_extension("no_such_extension", {.if_exists = true});
}

constexpr std::array cases{
    OperationCase{"create_table", "Columns, constraints and indexes in one list.", create_table},
    OperationCase{"drop_table", "With the items, it has a way back.", drop_table},
    OperationCase{"rename_table", "", rename_table},
    OperationCase{
        "create_table_comment",
        "SQLite has no comments: nothing is done there.",
        create_table_comment},
    OperationCase{"drop_table_comment", "", drop_table_comment},
    OperationCase{"add_column", "", add_column},
    OperationCase{
        "add_column_with_constraints",
        "`unique`, `index` and `references` make constraints and indexes of their own.",
        add_column_with_constraints},
    OperationCase{"drop_column", "With the column's definition, it has a way back.", drop_column},
    OperationCase{
        "alter_column_type",
        "`existing_` says what was, for the way back. SQLite rebuilds the table.",
        alter_column_type},
    OperationCase{"alter_column_nullable", "", alter_column_nullable},
    OperationCase{
        "alter_column_default", "`nullptr` takes the default away.", alter_column_default},
    OperationCase{"alter_column_comment", "", alter_column_comment},
    OperationCase{
        "alter_column_collation",
        "An empty one is that of the type, which must be known.",
        alter_column_collation},
    OperationCase{"alter_column_name", "", alter_column_name},
    OperationCase{"rename_column", "", rename_column},
    OperationCase{"create_index", "", create_index},
    OperationCase{
        "create_index_on_expression",
        "With `if_not_exists` there is no way back: the index may have been there.",
        create_index_on_expression},
    OperationCase{"drop_index", "", drop_index},
    OperationCase{"rename_index", "", rename_index},
    OperationCase{
        "create_primary_key",
        "An empty name is filled in by the naming convention.",
        create_primary_key},
    OperationCase{"create_unique_constraint", "", create_unique_constraint},
    OperationCase{"create_foreign_key", "", create_foreign_key},
    OperationCase{"create_check_constraint", "", create_check_constraint},
    OperationCase{"create_exclude_constraint", "PostgreSQL only.", create_exclude_constraint},
    OperationCase{
        "create_constraint", "Of any kind, with all that create_table takes.", create_constraint},
    OperationCase{"drop_constraint", "", drop_constraint},
    OperationCase{"rename_constraint", "", rename_constraint},
    OperationCase{
        "validate_constraint",
        "SQLite checks the rows when the constraint is made.",
        validate_constraint},
    OperationCase{
        "batch_alter_table",
        "Several changes of one table; SQLite rebuilds it once.",
        batch_alter_table},
    OperationCase{"bulk_insert", "", bulk_insert, true},
    OperationCase{
        "execute",
        "One statement, or several with `;` between; `$1`, `$2` stand for the parameters.",
        execute,
        true},
    OperationCase{"create_schema", "PostgreSQL only.", create_schema},
    OperationCase{"drop_schema", "PostgreSQL only.", drop_schema},
    OperationCase{
        "create_enum", "On SQLite, columns of the type are text: nothing is done.", create_enum},
    OperationCase{"drop_enum", "", drop_enum},
    OperationCase{"add_enum_value", "", add_enum_value},
    OperationCase{
        "rename_enum_value",
        "PostgreSQL only: on SQLite rows hold the text, so update them.",
        rename_enum_value},
    OperationCase{"create_sequence", "PostgreSQL only.", create_sequence},
    OperationCase{"alter_sequence", "PostgreSQL only.", alter_sequence},
    OperationCase{
        "alter_whole_sequence",
        "What is not named is as in a new sequence. PostgreSQL only.",
        alter_whole_sequence},
    OperationCase{"drop_sequence", "PostgreSQL only.", drop_sequence},
    OperationCase{"create_domain", "PostgreSQL only.", create_domain},
    OperationCase{"drop_domain", "PostgreSQL only.", drop_domain},
    OperationCase{"create_view", "", create_view},
    OperationCase{"drop_view", "With the query, it has a way back.", drop_view},
    OperationCase{"create_materialized_view", "PostgreSQL only.", create_materialized_view},
    OperationCase{"refresh_materialized_view", "PostgreSQL only.", refresh_materialized_view, true},
    OperationCase{"drop_materialized_view", "PostgreSQL only.", drop_materialized_view},
    OperationCase{"create_function", "PostgreSQL only.", create_function},
    OperationCase{"drop_function", "PostgreSQL only.", drop_function},
    OperationCase{
        "create_trigger",
        "PostgreSQL calls `function`, SQLite runs `body`; each ignores the other.",
        create_trigger},
    OperationCase{"drop_trigger", "", drop_trigger},
    OperationCase{"create_extension", "PostgreSQL only.", create_extension, true},
    OperationCase{"drop_extension", "PostgreSQL only.", drop_extension, true},
};

void create_postgresql_world(Operations& op) {
  op.create_schema("archive");
  op.create_enum("mood", {"sad", "ok"});
  op.create_sequence("order_number");
  op.create_domain("short_text", varchar(10));
  op.create_materialized_view("account_count", "SELECT count(*) AS accounts FROM account");
  op.create_function(
      "touch", {.returns = "trigger", .body = "BEGIN NEW.note = 'touched'; RETURN NEW; END"});
  op.create_function(
      "twice",
      {.arguments = "value integer",
       .returns = "integer",
       .language = "sql",
       .body = "SELECT value * 2"});
}

}  // namespace

std::span<const OperationCase> operation_cases() {
  return cases;
}

std::string source_of(const OperationCase& one) {
  std::ifstream file(MIGRATE_SOURCE_DIR "/tests/conformance/operation_cases.cpp");
  std::ostringstream content;
  content << file.rdbuf();
  const std::string text = content.str();
  const std::string begin = "\nvoid " + std::string(one.name) + "(Operations& op) {\n";
  const std::size_t start = text.find(begin);
  const std::size_t end = text.find("\n}\n", start);
  if (start == std::string::npos || end == std::string::npos) {
    throw std::runtime_error("no function for the case " + std::string(one.name));
  }
  std::istringstream lines(text.substr(start + begin.size(), end - start - begin.size()));
  std::string result;
  for (std::string line; std::getline(lines, line);)
    result += line.substr(std::min<std::size_t>(2, line.size())) + "\n";
  return result;
}

void create_world(Operations& op) {
  op.create_table(
      "account",
      {
          Column{.name = "id", .type = big_integer(), .primary_key = true},
          Column{.name = "email", .type = varchar(320), .nullable = false},
          Column{.name = "name", .type = text()},
          Column{.name = "code", .type = varchar(20)},
          Column{.name = "note", .type = text(), .server_default = "none"},
      },
      {.comment = "customers"});
  op.create_table(
      "orders",
      {
          Column{.name = "id", .type = big_integer(), .primary_key = true},
          Column{
              .name = "account_id",
              .type = big_integer(),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "account", .on_delete = Action::cascade}},
          Column{.name = "total", .type = numeric(10, 2), .nullable = false, .server_default = 0},
          Column{.name = "note", .type = text()},
          Check{.name = "ck_orders_total", .condition = "total >= 0"},
      });
  op.create_table(
      "keyless",
      {
          Column{.name = "a", .type = integer(), .nullable = false},
          Column{.name = "b", .type = big_integer()},
      });
  op.create_table("tag", {Column{.name = "name", .type = text(), .primary_key = true}});
  op.add_column("tag", Column{.name = "weight", .type = integer()});
  op.create_view("named_account", "SELECT id, name FROM account WHERE name IS NOT NULL");
  if (op.dialect() == "postgresql") create_postgresql_world(op);
  op.create_trigger(
      "tr_orders_touch",
      "orders",
      {.timing = Timing::after,
       .on_update = true,
       .function = "touch()",
       .body = "UPDATE orders SET note = 'touched' WHERE id = NEW.id;"});
  op.bulk_insert(
      "account", {"id", "email", "name", "code"}, {{1, "a@b", "A", "7"}, {2, "c@d", "C", "8"}});
  op.bulk_insert("orders", {"id", "account_id", "total"}, {{10, 1, 5}, {11, 2, 6}});
  op.bulk_insert("keyless", {"a", "b"}, {{1, 1}, {2, 2}});
  op.bulk_insert("tag", {"name", "weight"}, {{"green", 1}});
}

}  // namespace migrate::conformance
