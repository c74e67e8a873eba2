#include "dialect/postgresql/catalog_row.hpp"

#include <charconv>

namespace migrate::dialect::postgresql {
namespace {

template <typename Number>
Number read_number(std::string_view text) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Every number in "1 2" or "{1,2}".
template <typename Number>
std::vector<Number> read_numbers(std::string_view text) {
  constexpr std::string_view digits = "-0123456789";
  std::vector<Number> numbers;
  std::size_t begin = text.find_first_of(digits);
  while (begin != std::string_view::npos) {
    const std::size_t end = text.find_first_not_of(digits, begin);
    numbers.push_back(read_number<Number>(text.substr(begin, end - begin)));
    begin = text.find_first_of(digits, end);
  }
  return numbers;
}

/// Takes an element in quotes off the text, which begins behind the first one.
std::string take_quoted(std::string_view& text) {
  std::string element;
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\') text.remove_prefix(1);
    if (text.empty()) break;
    element += text.front();
    text.remove_prefix(1);
  }
  if (!text.empty()) text.remove_prefix(1);
  return element;
}

}  // namespace

char CatalogRow::letter() {
  const std::string_view text = view();
  return text.empty() ? '\0' : text.front();
}

Oid CatalogRow::oid() {
  return read_number<Oid>(view());
}

int CatalogRow::number() {
  return read_number<int>(view());
}

std::int64_t CatalogRow::big_number() {
  return read_number<std::int64_t>(view());
}

std::vector<int> CatalogRow::numbers() {
  return read_numbers<int>(view());
}

std::vector<Oid> CatalogRow::oids() {
  return read_numbers<Oid>(view());
}

std::vector<std::string> CatalogRow::list() {
  return read_array(view());
}

std::vector<std::string> read_array(std::string_view text) {
  std::vector<std::string> elements;
  if (!text.starts_with('{') || !text.ends_with('}')) return elements;
  text = text.substr(1, text.size() - 2);
  while (!text.empty()) {
    if (text.front() == '"') {
      text.remove_prefix(1);
      elements.push_back(take_quoted(text));
    } else {
      const std::string_view element = text.substr(0, text.find(','));
      elements.emplace_back(element == "NULL" ? "" : element);
      text.remove_prefix(element.size());
    }
    if (text.starts_with(',')) text.remove_prefix(1);
  }
  return elements;
}

}  // namespace migrate::dialect::postgresql
