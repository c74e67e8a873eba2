#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace migrate::schema {

/// A piece of C++ source, which is broken into lines where it does not fit into one.
struct CppText {
  std::string head{};            // all of it, or what stands in front of the parts: `Column{`
  std::vector<CppText> parts{};  // with commas between
  std::string tail{};            // `}` or `)`

  friend bool operator==(const CppText&, const CppText&) = default;
};

/// The text, beginning in a line that is indented by so many blanks, which are not in the result,
/// and has `room` left behind it for what follows.
std::string layout(const CppText& text, std::size_t indent, std::size_t room = 1);

/// A string literal that means this text, whatever is in it.
std::string cpp_literal(std::string_view text);

/// The fields of a braced initialiser: `{.name = "a", .unique = true}`.
class CppFields final {
 public:
  void add(std::string_view name, CppText value);
  /// Nothing for an empty text.
  void add_text(std::string_view name, std::string_view text);
  /// Nothing when it is not so.
  void add_flag(std::string_view name, bool is_so);
  /// Nothing for an empty list.
  void add_texts(std::string_view name, const std::vector<std::string>& texts);

  bool empty() const { return parts_.empty(); }

  /// `Type{...}`, or `{...}` without a type.
  CppText braced(std::string_view type = {}) const;

 private:
  std::vector<CppText> parts_{};
};

/// `{"a", "b"}`.
CppText cpp_list(const std::vector<std::string>& texts);

}  // namespace migrate::schema
