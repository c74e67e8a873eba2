#include "runtime/units.hpp"

#include <migrate/abi.hpp>
#include <migrate/unit.hpp>

#include <array>

namespace migrate::testing {
namespace {

using runtime::EmbeddedUnit;

void require_names(Operations& op) {
  op.alter_column("authors", "name", {.type = varchar(80), .nullable = false});
}

constexpr abi::Unit require_names_code{"b2", &abi::run<&require_names>, nullptr, nullptr};

constexpr EmbeddedUnit tables{.path = "versions/a1_tables.sql", .text = R"(-- ---
-- revision: a1
-- down_revision: null
-- message: create authors and books
-- ---
-- migrate:up
CREATE TABLE authors (id integer PRIMARY KEY, name varchar(80));
CREATE TABLE books (
  id integer PRIMARY KEY, author integer NOT NULL REFERENCES authors (id) ON DELETE CASCADE);
INSERT INTO authors VALUES (1, 'Ann');
INSERT INTO books VALUES (10, 1), (11, 1);
)"};

constexpr EmbeddedUnit names{
    .path = "versions/b2_names.cpp",
    .text = R"(// ---
// revision: b2
// down_revision: a1
// message: require names
// ---
)",
    .code = &require_names_code};

constexpr EmbeddedUnit loans{.path = "versions/c3_loans.sql", .text = R"(-- ---
-- revision: c3
-- down_revision: b2
-- message: create loans
-- ---
-- migrate:up
CREATE TABLE loans (id integer PRIMARY KEY);
)"};

constexpr EmbeddedUnit failing{.path = "versions/d4_failing.sql", .text = R"(-- ---
-- revision: d4
-- down_revision: c3
-- message: fail
-- ---
-- migrate:up
CREATE TABLE fines (id integer PRIMARY KEY);
INSERT INTO nowhere VALUES (1);
)"};

constexpr EmbeddedUnit failing_alone{.path = "versions/d4_failing.sql", .text = R"(-- ---
-- revision: d4
-- down_revision: c3
-- message: fail without a transaction
-- transactional: false
-- ---
-- migrate:up
CREATE TABLE fines (id integer PRIMARY KEY);
INSERT INTO nowhere VALUES (1);
)"};

}  // namespace

const runtime::Migrations& library_migrations() {
  static constexpr std::array units{tables, names, loans};
  static constexpr runtime::Migrations migrations{.units = units};
  return migrations;
}

const runtime::Migrations& failing_migrations() {
  static constexpr std::array units{tables, names, loans, failing};
  static constexpr runtime::Migrations migrations{.units = units};
  return migrations;
}

const runtime::Migrations& failing_alone_migrations() {
  static constexpr std::array units{tables, names, loans, failing_alone};
  static constexpr runtime::Migrations migrations{.units = units};
  return migrations;
}

}  // namespace migrate::testing
