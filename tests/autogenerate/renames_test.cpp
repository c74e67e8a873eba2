#include "autogenerate/renames.hpp"

#include "autogenerate/compare.hpp"
#include "autogenerate/schemas.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::autogenerate {
namespace {

using schema::MetaData;
using schema::Rename;
using schema::RenameKind;

Rename rename(RenameKind kind, std::string parent, std::string from, std::string to) {
  return {
      .kind = kind,
      .parent = {.name = std::move(parent)},
      .from = std::move(from),
      .to = std::move(to)};
}

FoundRenames find(
    const MetaData& live, const MetaData& declared, const std::vector<Rename>& given = {}) {
  return find_renames(live, declared, given, {}, UndecidedRenames::asked);
}

Texts texts(const std::vector<Rename>& renames) {
  Texts result;
  for (const Rename& one : renames)
    result.push_back(describe(one));
  return result;
}

Texts questions(const FoundRenames& found) {
  Texts result;
  for (const RenameCandidate& one : found.questions)
    result.push_back(describe(one.rename));
  return result;
}

schema::Table account(const std::string& name) {
  return table(
      name,
      {not_null(column("email", varchar(320))),
       column("created_at", {.kind = TypeKind::timestamp}),
       column("active", {.kind = TypeKind::boolean})});
}

MetaData enums(std::vector<schema::EnumType> types) {
  return {.enums = std::move(types)};
}

}  // namespace

TEST_CASE("nothing is renamed between equal schemas", "[renames]") {
  const auto schema = tables({account("a")});
  CHECK(find(schema, schema) == FoundRenames{});
}

TEST_CASE("a table with the columns of one that has gone is a rename", "[renames]") {
  const auto found = find(tables({account("account")}), tables({account("user_account")}));
  CHECK(
      texts(found.renames) == Texts{
                                  "table account to user_account",
                                  "constraint user_account.pk_account to pk_user_account"});
  CHECK(found.assumed == found.renames);
  CHECK(found.questions.empty());
}

TEST_CASE("two tables that could be the same one are a question", "[renames]") {
  const auto found =
      find(tables({account("account")}), tables({account("person"), account("member")}));
  CHECK(found.renames.empty());
  CHECK(questions(found) == Texts{"table account to member"});
}

TEST_CASE("a column of the same type in the same place is a rename", "[renames]") {
  const auto live = tables({table("a", {column("mail", varchar(9)), column("x")})});
  const auto declared = tables({table("a", {column("email", varchar(9)), column("x")})});
  const auto found = find(live, declared);
  CHECK(texts(found.assumed) == Texts{"column a.mail to email"});
}

TEST_CASE("a column that is less alike is a question", "[renames]") {
  const auto live = tables({table("a", {column("price"), column("x")})});
  const auto declared = tables({table("a", {column("amount"), column("x")})});
  const auto found = find(live, declared);
  CHECK(found.renames.empty());
  CHECK(questions(found) == Texts{"column a.price to amount"});
  CHECK(found.questions.front().score >= 0.5);
}

TEST_CASE("a column of another kind in another place is no rename", "[renames]") {
  const auto live = tables({table("a", {column("price"), column("x")})});
  const auto declared =
      tables({table("a", {column("x"), not_null(column("note", {.kind = TypeKind::text}))})});
  CHECK(find(live, declared) == FoundRenames{});
}

TEST_CASE("what a model says of its name until now decides", "[renames]") {
  const auto live = tables({table("a", {column("price"), column("x")})});
  auto declared = tables({table("a", {column("x"), column("note", {.kind = TypeKind::text})})});
  declared.renames = {rename(RenameKind::column, "a", "price", "note")};
  const auto found = find(live, declared);
  CHECK(texts(found.renames) == Texts{"column a.price to note"});
  CHECK(found.assumed.empty());
}

TEST_CASE("a rename that has been made is passed over", "[renames]") {
  auto declared = tables({account("user")});
  declared.renames = {rename(RenameKind::table, "", "account", "user")};
  CHECK(find(tables({account("user")}), declared) == FoundRenames{});
}

TEST_CASE("columns are found in a table that is renamed", "[renames]") {
  auto declared = tables({account("member")});
  declared.tables[0].columns[1].name = "mail";
  const auto found = find(tables({account("account")}), declared);
  CHECK(questions(found) == Texts{"table account to member"});
  const auto told = find(
      tables({account("account")}),
      declared,
      {rename(RenameKind::table, "", "account", "member"),
       rename(RenameKind::column, "account", "email", "mail")});
  CHECK(
      texts(told.renames) == Texts{
                                 "table account to member",
                                 "column member.email to mail",
                                 "constraint member.pk_account to pk_member"});
}

TEST_CASE("a candidate that was denied is not asked about again", "[renames]") {
  const auto live = tables({table("a", {column("price"), column("x")})});
  const auto declared = tables({table("a", {column("amount"), column("x")})});
  const auto found = find_renames(
      live,
      declared,
      {},
      {rename(RenameKind::column, "a", "price", "amount")},
      UndecidedRenames::asked);
  CHECK(found == FoundRenames{});
}

TEST_CASE("undecided candidates can be taken for renames", "[renames]") {
  const auto live = tables({table("a", {column("price"), column("x")})});
  const auto declared = tables({table("a", {column("amount"), column("x")})});
  const auto found = find_renames(live, declared, {}, {}, UndecidedRenames::assumed);
  CHECK(texts(found.assumed) == Texts{"column a.price to amount"});
}

TEST_CASE("undecided candidates can be refused", "[renames]") {
  const auto found = find_renames(
      tables({account("account")}),
      tables({account("user_account")}),
      {},
      {},
      UndecidedRenames::refused);
  CHECK(found == FoundRenames{});
}

TEST_CASE("an index with the same columns only gets another name", "[renames]") {
  const auto found = find(
      tables({with(table("a", {column("x")}), index("ix_old", {"x"}))}),
      tables({with(table("a", {column("x")}), index("ix_new", {"x"}))}));
  CHECK(texts(found.assumed) == Texts{"index a.ix_old to ix_new"});
}

TEST_CASE("a check is known by its condition under the new names", "[renames]") {
  const auto found = find(
      tables({with(table("a", {column("mail", varchar(9))}), {check("ck_mail", "mail <> ''")})}),
      tables(
          {with(table("a", {column("email", varchar(9))}), {check("ck_email", "email <> ''")})}));
  CHECK(
      texts(found.renames) == Texts{"column a.mail to email", "constraint a.ck_mail to ck_email"});
}

TEST_CASE("a type with the same values is a rename", "[renames]") {
  const auto found = find(
      enums({{.name = {.name = "mood"}, .values = {"a", "b"}}}),
      enums({{.name = {.name = "state"}, .values = {"a", "b"}}}));
  CHECK(texts(found.assumed) == Texts{"enumeration mood to state"});
}

TEST_CASE("a value in the place of another one is always a question", "[renames]") {
  const auto live = enums({{.name = {.name = "mood"}, .values = {"sad", "happy", "x"}}});
  const auto declared = enums({{.name = {.name = "mood"}, .values = {"sad", "happy1", "x"}}});
  const auto found = find(live, declared);
  CHECK(found.renames.empty());
  CHECK(questions(found) == Texts{"value mood.happy to happy1"});
}

TEST_CASE("a sequence follows its owner", "[renames]") {
  auto live = tables({account("account")});
  live.sequences = {
      {.name = {.name = "account_id_seq"}, .owned_by_table = "account", .owned_by_column = "id"}};
  auto declared = tables({account("user_account")});
  declared.sequences = {
      {.name = {.name = "user_account_id_seq"},
       .owned_by_table = "user_account",
       .owned_by_column = "id"}};
  CHECK(
      texts(find(live, declared).renames) ==
      Texts{
          "table account to user_account",
          "sequence account_id_seq to user_account_id_seq",
          "constraint user_account.pk_account to pk_user_account"});
}

TEST_CASE("a rename that cannot be is refused with the reason", "[renames]") {
  const auto schema = tables({account("a"), account("b")});
  const auto error = [&](const Rename& one) {
    return error_of([&] { find(schema, schema, {one}); }).message();
  };
  CHECK(
      error(rename(RenameKind::table, "", "c", "a")) ==
      "cannot rename table c to a: the database has no c");
  CHECK(
      error(rename(RenameKind::table, "", "a", "c")) ==
      "cannot rename table a to c: no model has c");
  CHECK(
      error(rename(RenameKind::table, "", "a", "b")) ==
      "cannot rename table a to b: the models still have a");
}

TEST_CASE("a name can move on to another thing", "[renames]") {
  const auto live = tables({table("a", {column("x")}), table("b", {column("y")})});
  const auto declared = tables({table("b", {column("x")}), table("c", {column("y")})});
  const std::vector<Rename> given{
      rename(RenameKind::table, "", "a", "b"), rename(RenameKind::table, "", "b", "c")};
  const auto found = find(live, declared, given);
  MetaData renamed = live;
  apply_renames(renamed, found.renames);
  CHECK(
      autogenerate::texts(compare(renamed, declared, found.renames, {})) ==
      Texts{
          "rename table b to c",
          "rename table a to b",
          "rename constraint pk_b of c to pk_c",
          "rename constraint pk_a of b to pk_b"});
}

TEST_CASE("parents are renamed in the schema that they are of", "[renames]") {
  auto schema = tables({table("child")});
  schema.tables[0].name.schema = "app";
  schema.tables[0].inherits = {"account", "app.account", "app.other"};
  schema::Rename in_app = rename(RenameKind::table, "", "account", "client");
  in_app.parent.schema = "app";
  apply_renames(schema, {rename(RenameKind::table, "", "account", "user"), in_app});
  CHECK(schema.tables[0].inherits == Texts{"user", "app.client", "app.other"});
}

TEST_CASE("texts of renames are read", "[renames]") {
  auto live = tables({with(account("account"), index("ix_old", {"email"}))});
  live.enums = {{.name = {.name = "mood"}, .values = {"sad"}}};
  auto declared = tables({with(account("user"), index("ix_new", {"mail"}))});
  declared.tables[0].columns[1].name = "mail";
  declared.enums = {{.name = {.name = "mood"}, .values = {"blue"}}};
  const auto renames = parse_renames(
      {"account=user", "account.email=mail", "ix_old=ix_new", "mood.sad=blue"}, live, declared);
  CHECK(
      texts(renames) == Texts{
                            "table account to user",
                            "column user.email to mail",
                            "index user.ix_old to ix_new",
                            "value mood.sad to blue"});
}

TEST_CASE("a text of a rename that means nothing is refused", "[renames]") {
  const auto schema = tables({account("account")});
  const auto error = [&](const std::string& text) {
    return error_of([&] { parse_renames({text}, schema, schema); });
  };
  CHECK(error("account").message() == "`account` is no rename");
  CHECK(error("acount=user").message() == "`acount=user`: the database has no acount");
  CHECK(error("acount=user").hint() == "did you mean `account`?");
  CHECK(error("account=user").message() == "`account=user`: no model has user");
}

TEST_CASE("renames are made wherever a name is mentioned", "[renames]") {
  auto schema = tables(
      {with(account("account"), index("ix", {"email"})),
       with(table("post", {column("by")}), {foreign_key("fk", "by", "account")})});
  schema.sequences = {
      {.name = {.name = "s"}, .owned_by_table = "account", .owned_by_column = "id"}};
  schema.enums = {{.name = {.name = "mood"}, .values = {"sad"}}};
  schema.tables[1].columns.push_back(
      with_default(column("m", enumeration("mood")), std::string("sad")));
  apply_renames(
      schema,
      {rename(RenameKind::table, "", "account", "user"),
       rename(RenameKind::enumeration, "", "mood", "state"),
       rename(RenameKind::column, "user", "id", "key"),
       rename(RenameKind::column, "user", "email", "mail"),
       rename(RenameKind::enum_value, "state", "sad", "blue")});
  const schema::Table& user = schema.tables[0];
  CHECK(user.name.name == "user");
  CHECK(user.primary_key()->columns == Texts{"key"});
  CHECK(user.indexes[0].columns[0].name == "mail");
  const auto& key = std::get<schema::ForeignKey>(schema.tables[1].constraints[1]);
  CHECK(key.referred_table.name == "user");
  CHECK(key.referred_columns == Texts{"key"});
  CHECK(schema.sequences[0].owned_by_table == "user");
  CHECK(schema.sequences[0].owned_by_column == "key");
  const schema::Column& column = schema.tables[1].columns[2];
  CHECK(column.type.name == "state");
  CHECK(column.server_default == schema::Value(std::string("blue")));
}

}  // namespace migrate::autogenerate
