#pragma once

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/quoting.hpp"

namespace migrate::dialect::sqlite {

class Chance final {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}

  std::size_t below(std::size_t end) { return engine_() % end; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <typename Value>
  const Value& of(const std::vector<Value>& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937 engine_;
};

struct TestColumn {
  std::string name{};
  std::string text{};   // in CREATE TABLE
  bool is_key{false};   // of the primary key
  bool is_made{false};  // generated
  bool is_text{false};
};

/// A table with everything that a careless rebuild would lose, and what stands around it.
class World final {
 public:
  explicit World(unsigned seed) : chance_(seed) {
    is_strict_ = chance_.one_in(4);
    make_table();
    make_surroundings();
    make_rows();
  }

  const std::vector<std::string>& statements() const { return statements_; }
  const std::vector<TestColumn>& columns() const { return columns_; }
  Chance& chance() { return chance_; }
  bool is_strict() const { return is_strict_; }

 private:
  void add(std::string sql) { statements_.push_back(std::move(sql)); }

  std::string type(bool is_text) {
    if (is_strict_) return is_text ? "TEXT" : chance_.one_in(2) ? "INTEGER" : "ANY";
    if (is_text) return chance_.of<std::string>({"text", "varchar(20)", "CLOB", "\"my text\""});
    return chance_.of<std::string>({"int", "numeric(10, 2)", "real", "", "double precision"});
  }

  void make_column(const std::string& name) {
    TestColumn column{.name = name, .is_text = chance_.one_in(2)};
    const std::string quoted = chance_.one_in(4) ? "[" + name + "]" : sql::quote_identifier(name);
    column.text = quoted + " " + type(column.is_text);
    if (column.is_text && chance_.one_in(2)) column.text += " COLLATE nocase";
    if (chance_.one_in(3))
      column.text +=
          chance_.of<std::string>({" DEFAULT 'x'", " /* why */ DEFAULT (1 + 1)", " DEFAULT -5"});
    if (is_strict_) column.text = quoted + " " + type(column.is_text);
    if (chance_.one_in(4)) column.text += " NOT NULL ON CONFLICT REPLACE DEFAULT 7";
    if (is_strict_ && column.text.find("DEFAULT 7") != std::string::npos && column.is_text)
      column.text = quoted + " TEXT NOT NULL DEFAULT 'seven'";
    if (chance_.one_in(4))
      column.text += fmt::format(" CHECK (length({}) < 100)", sql::quote_identifier(name));
    if (chance_.one_in(5))
      column.text += fmt::format(
          " CONSTRAINT named_{0} CHECK ({1} <> 'no')",
          columns_.size(),
          sql::quote_identifier(name));
    columns_.push_back(std::move(column));
  }

  /// The column `id`, and what else makes it a key.
  void make_key(std::vector<std::string>& constraints, std::string& options) {
    TestColumn id{.name = "id", .is_key = true};
    switch (chance_.below(6)) {
      case 0: id.text = "id INTEGER PRIMARY KEY"; break;
      case 1: id.text = "id integer constraint pk primary key autoincrement"; break;
      case 2: id.text = is_strict_ ? "id int primary key" : "id bigint primary key not null"; break;
      case 3:
        id.text = "id int not null";
        constraints.emplace_back("CONSTRAINT pk PRIMARY KEY (id) -- the key\n");
        break;
      case 4:
        id.text = "id int";
        constraints.emplace_back("PRIMARY KEY (id, x) ON CONFLICT REPLACE");
        constraints.emplace_back("UNIQUE (id)");
        options = "WITHOUT ROWID";
        break;
      default:
        id.text = "id int CONSTRAINT uid UNIQUE ON CONFLICT IGNORE";
        id.is_key = false;
        break;
    }
    columns_.push_back(id);
    columns_.push_back({.name = "x", .text = "x int not null default 1"});
  }

  void make_columns() {
    for (const std::string name : {"a", "B b", "c", "select", "e"}) {
      if (!chance_.one_in(4)) make_column(name);
    }
    columns_.push_back(
        {.name = "ref",
         .text = "ref int REFERENCES other (k) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"});
    if (chance_.one_in(3))
      columns_.push_back(
          {.name = "above", .text = "above int references T (id) on delete cascade"});
    columns_.push_back({.name = "spare", .text = "spare int -- not in use\n"});
    if (chance_.one_in(2)) return;
    columns_.push_back(
        {.name = "made",
         .text = chance_.one_in(2) ? "made int generated always as (x + 1) stored"
                                   : "made int as (x * 2)",
         .is_made = true});
  }

  void make_table() {
    std::vector<std::string> constraints;
    std::string options;
    make_key(constraints, options);
    make_columns();
    if (chance_.one_in(2)) constraints.emplace_back("CONSTRAINT \"k 1\" CHECK (x > 0)");
    if (chance_.one_in(2)) constraints.emplace_back("/* unnamed */ CHECK (x < 1000000)");
    if (chance_.one_in(3))
      constraints.emplace_back("FOREIGN KEY (x) REFERENCES other (k) ON UPDATE CASCADE");
    if (is_strict_) options += options.empty() ? "STRICT" : ", strict";
    std::vector<std::string> lines;
    std::ranges::transform(columns_, std::back_inserter(lines), &TestColumn::text);
    std::ranges::copy(constraints, std::back_inserter(lines));
    add("CREATE TABLE other (k int primary key, note text)");
    add(fmt::format("CREATE TABLE t (\n  {}\n) {}", fmt::join(lines, ",\n  "), options));
  }

  void make_surroundings() {
    add("CREATE TABLE child (t_id int REFERENCES t (id) ON DELETE CASCADE, note text)");
    add("CREATE TABLE grandchild (id integer primary key, t_id int, FOREIGN KEY (t_id) REFERENCES "
        "T (ID) ON DELETE CASCADE ON UPDATE CASCADE)");
    add("CREATE TABLE log (what text)");
    const TestColumn& column = columns_[1 + chance_.below(columns_.size() - 1)];
    const std::string name = sql::quote_identifier(column.name);
    add(fmt::format("CREATE INDEX ix_one ON t ({} DESC)", name));
    if (chance_.one_in(2)) add("CREATE INDEX ix_partial ON t (x) WHERE x > 1 -- some");
    if (chance_.one_in(2)) add(fmt::format("CREATE INDEX ix_expression ON t (lower({}), x)", name));
    if (chance_.one_in(2)) add("CREATE UNIQUE INDEX ix_unique ON t (id, x)");
    add("CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('new ' || new.id); END");
    if (chance_.one_in(2))
      add("CREATE TEMP TRIGGER tr_temp AFTER DELETE ON t BEGIN INSERT INTO log VALUES ('gone'); "
          "END");
    add("CREATE TRIGGER tr_other AFTER DELETE ON log BEGIN UPDATE t SET x = x WHERE id = 1; END");
    add("CREATE VIEW v (id, x) AS SELECT id, x FROM t");
    add("CREATE VIEW v_all AS SELECT * FROM t");
    add("CREATE VIEW w AS SELECT v.x FROM v JOIN other ON true");
  }

  std::string value(const TestColumn& column, std::size_t row) {
    if (column.name == "above") return row % 2 == 0 ? "10" : "NULL";
    if (column.name == "ref") return row % 2 == 0 ? "NULL" : "1";
    if (is_strict_ && column.is_text) return fmt::format("'t{}'", row);
    if (is_strict_) return std::to_string(row * 3);
    if (column.text.find("NOT NULL") == std::string::npos && chance_.one_in(4)) return "NULL";
    return chance_.of<std::string>(
        {std::to_string(row),
         "'12'",
         "'abc'",
         "1.5",
         "x'00ff'",
         "'it''s'",
         "-7",
         "9007199254740993"});
  }

  void make_rows() {
    add("INSERT INTO other VALUES (1, 'one'), (5, 'five')");
    const std::size_t count = chance_.below(8);
    std::vector<std::string> names;
    for (const TestColumn& column : columns_) {
      if (!column.is_made && column.name != "id" && column.name != "x")
        names.push_back(sql::quote_identifier(column.name));
    }
    for (std::size_t row = 1; row <= count; ++row) {
      std::vector<std::string> values;
      for (const TestColumn& column : columns_) {
        if (!column.is_made && column.name != "id" && column.name != "x")
          values.push_back(value(column, row));
      }
      add(fmt::format(
          "INSERT INTO t (id, x, {}) VALUES ({}, {}, {})",
          fmt::join(names, ", "),
          row * 10,
          row % 2 == 0 ? 5 : 1,
          fmt::join(values, ", ")));
      add(fmt::format("INSERT INTO child VALUES ({}, 'c'), (NULL, 'd')", row * 10));
      add(fmt::format("INSERT INTO grandchild (t_id) VALUES ({})", row * 10));
    }
    if (count > 3) {
      add(fmt::format("DELETE FROM child WHERE t_id = {}", count * 10));
      add(fmt::format("DELETE FROM grandchild WHERE t_id = {}", count * 10));
      add(fmt::format("DELETE FROM t WHERE id = {}", count * 10));
    }
  }

  Chance chance_;
  bool is_strict_{false};
  std::vector<TestColumn> columns_{};
  std::vector<std::string> statements_{};
};

}  // namespace migrate::dialect::sqlite
