#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/ddl_compiling.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {
namespace {

constexpr const char* usual_sequence = "bigint 1 1 1 9223372036854775807 1 f";

std::vector<Case> sequence_cases() {
  using operations::AlterSequence;
  const schema::Name s{.name = "s"};
  const std::string question = sequence_question("s");
  const schema::Sequence special{
      .name = s,
      .type = integer,
      .start = 30,
      .increment = 10,
      .minimum = 20,
      .maximum = 90,
      .cache = 7,
      .cycle = true,
      .owned_by_table = "t",
      .owned_by_column = "a"};
  const std::string special_answer = "integer 30 10 20 90 7 t t.a";
  return {
      {.name = "a sequence as the database makes it",
       .before =
           {"CREATE TABLE t (a bigint)",
            "CREATE SEQUENCE s AS integer START 30 INCREMENT 10 MINVALUE 20 MAXVALUE 90 CACHE 7 "
            "CYCLE OWNED BY t.a"},
       .operation = AlterSequence{.change = {.name = s}, .whole = true, .existing = special},
       .question = question,
       .answer_before = special_answer,
       .answer_after = usual_sequence},
      {.name = "a sequence with everything",
       .before = {"CREATE TABLE t (a bigint)", "CREATE SEQUENCE s"},
       .operation =
           AlterSequence{.change = special, .whole = true, .existing = schema::Sequence{.name = s}},
       .question = question,
       .answer_before = usual_sequence,
       .answer_after = special_answer},
      {.name = "a sequence that nobody owns any more",
       .before = {"CREATE TABLE t (a bigint)", "CREATE SEQUENCE s OWNED BY t.a"},
       .operation =
           AlterSequence{
               .change = {.name = s},
               .whole = true,
               .existing =
                   schema::Sequence{.name = s, .owned_by_table = "t", .owned_by_column = "a"}},
       .question = question,
       .answer_before = std::string(usual_sequence) + " t.a",
       .answer_after = usual_sequence},
      {.name = "a sequence that counts down",
       .before = {"CREATE SEQUENCE s"},
       .operation =
           AlterSequence{
               .change = {.name = s, .increment = -1},
               .whole = true,
               .existing = schema::Sequence{.name = s}},
       .question = question,
       .answer_before = usual_sequence,
       .answer_after = "bigint -1 -1 -9223372036854775808 -1 1 f"},
  };
}

std::vector<Case> comment_cases() {
  using operations::CommentTarget;
  using operations::SetComment;
  const auto comment_case = [](std::string_view kind,
                               std::vector<std::string> before,
                               SetComment set,
                               std::string question) {
    set.comment = "new";
    set.existing = "old";
    return Case{
        .name = fmt::format("the comment of a {}", kind),
        .before = std::move(before),
        .operation = std::move(set),
        .question = std::move(question),
        .answer_before = "old",
        .answer_after = "new"};
  };
  return {
      comment_case(
          "schema",
          {"CREATE SCHEMA x", "COMMENT ON SCHEMA x IS 'old'"},
          {.target = CommentTarget::schema, .name = {.name = "x"}},
          "SELECT obj_description('x'::regnamespace, 'pg_namespace')"),
      comment_case(
          "type",
          {"CREATE TYPE x AS ENUM ('a')", "COMMENT ON TYPE x IS 'old'"},
          {.target = CommentTarget::enumeration, .name = {.name = "x"}},
          "SELECT obj_description('x'::regtype, 'pg_type')"),
      comment_case(
          "sequence",
          {"CREATE SEQUENCE x", "COMMENT ON SEQUENCE x IS 'old'"},
          {.target = CommentTarget::sequence, .name = {.name = "x"}},
          "SELECT obj_description('x'::regclass, 'pg_class')"),
      comment_case(
          "index",
          {"CREATE TABLE t (a int)", "CREATE INDEX x ON t (a)", "COMMENT ON INDEX x IS 'old'"},
          {.target = CommentTarget::index, .name = {.name = "x"}},
          "SELECT obj_description('x'::regclass, 'pg_class')"),
      comment_case(
          "constraint",
          {"CREATE TABLE t (a int CONSTRAINT x CHECK (a > 0))",
           "COMMENT ON CONSTRAINT x ON t IS 'old'"},
          {.target = CommentTarget::constraint, .name = {.name = "x"}, .table = t},
          "SELECT obj_description((SELECT oid FROM pg_constraint WHERE conname = 'x'), "
          "'pg_constraint')"),
  };
}

std::vector<Case> object_cases() {
  return {
      {.name = "the name of a type",
       .before = {"CREATE TYPE x AS ENUM ('a')"},
       .operation = operations::RenameEnum{.name = {.name = "x"}, .new_name = "order"},
       .question = "SELECT typname FROM pg_type WHERE typtype = 'e'",
       .answer_before = "x",
       .answer_after = "order"},
      {.name = "the name of a sequence",
       .before = {"CREATE SEQUENCE x"},
       .operation = operations::RenameSequence{.name = {.name = "x"}, .new_name = "Y"},
       .question = "SELECT relname FROM pg_class WHERE relkind = 'S'",
       .answer_before = "x",
       .answer_after = "Y"},
      {.name = "a type with a comment",
       .operation =
           operations::CreateEnum{
               .type = {.name = {.name = "x"}, .values = {"a\\", "b'"}, .comment = "colours"}},
       .question = "SELECT coalesce(max(obj_description(oid, 'pg_type') || (SELECT "
                   "string_agg(enumlabel, ' ') FROM pg_enum)), 'none') FROM pg_type WHERE typtype "
                   "= 'e'",
       .answer_before = "none",
       .answer_after = "coloursa\\ b'"},
      {.name = "a sequence with a comment",
       .operation =
           operations::CreateSequence{
               .sequence = {.name = {.name = "x"}, .start = 3, .comment = "numbers"}},
       .question = "SELECT coalesce(max(obj_description(oid, 'pg_class')), 'none') FROM pg_class "
                   "WHERE relkind = 'S'",
       .answer_before = "none",
       .answer_after = "numbers"},
  };
}

}  // namespace

TEST_CASE("a sequence can be said as a whole, and so can what it was", "[postgresql]") {
  for (const Case& one : sequence_cases())
    check(one);
}

TEST_CASE("types, sequences and comments are made, renamed and taken back", "[postgresql]") {
  for (const Case& one : object_cases())
    check(one);
  for (const Case& one : comment_cases())
    check(one);
}

TEST_CASE("what is not named of a sequence stays where it is not said as a whole", "[postgresql]") {
  Altered database({"CREATE SEQUENCE s START 5 CACHE 3"});
  database.apply(operations::AlterSequence{.change = {.name = {.name = "s"}, .increment = 2}});
  CHECK(database.value(sequence_question("s")) == "bigint 5 2 1 9223372036854775807 3 f");
}

TEST_CASE("a sequence is not moved back to where its numbers begin", "[postgresql]") {
  Altered database({"CREATE SEQUENCE s", "SELECT setval('s', 500)"});
  const schema::Name s{.name = "s"};
  database.apply(operations::AlterSequence{
      .change = {.name = s, .minimum = 100},
      .whole = true,
      .existing = schema::Sequence{.name = s}});
  CHECK(database.value("SELECT nextval('s')") == "501");
}

}  // namespace migrate::dialect::postgresql
