#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace migrate::dialect::postgresql {

/// The key of a row of a catalog; 0: none.
using Oid = std::uint32_t;

/// Reads the fields of a row one after another. NULL is the empty value of each kind.
class CatalogRow final {
 public:
  CatalogRow(const db::Rows& rows, std::size_t row) : rows_(rows), row_(row) {}

  std::optional<std::string_view> field() { return rows_.at(row_, column_++); }
  std::string_view view() { return field().value_or(""); }
  std::string text() { return std::string(view()); }
  bool flag() { return view() == "t"; }
  char letter();  // of a "char"
  Oid oid();
  int number();
  std::int64_t big_number();
  std::vector<int> numbers();       // of an int2vector or an array
  std::vector<Oid> oids();          // of an oidvector
  std::vector<std::string> list();  // of an array of texts

 private:
  const db::Rows& rows_;
  std::size_t row_;
  std::size_t column_{0};
};

/// The elements of an array of texts as the server writes it: {a,"b c",NULL}. NULL is an empty
/// element.
std::vector<std::string> read_array(std::string_view text);

}  // namespace migrate::dialect::postgresql
