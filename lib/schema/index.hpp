#pragma once

#include <string>
#include <vector>

#include "schema/setting.hpp"
#include "sdk/migrate/table.hpp"

namespace migrate::schema {

struct IndexColumn {
  std::string name{};
  std::string expression{};  // instead of a name
  Order order{Order::ascending};
  Nulls nulls{Nulls::unspecified};
  std::string operator_class{};
  std::string collation{};

  friend bool operator==(const IndexColumn&, const IndexColumn&) = default;
};

struct Index {
  std::string name{};
  std::vector<IndexColumn> columns{};
  bool unique{false};
  std::string method{};  // the access method; empty: the database's default
  std::string where{};
  std::vector<std::string> include{};
  bool nulls_not_distinct{false};
  std::vector<Setting> with{};
  std::string tablespace{};
  std::string comment{};

  friend bool operator==(const Index&, const Index&) = default;
};

}  // namespace migrate::schema
