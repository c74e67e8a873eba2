#include "units/wrapper.hpp"

#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "support/file.hpp"
#include "support/text.hpp"

namespace migrate::units {
namespace {

/// The text as a C++ string literal.
std::string literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_plain) {
      result += c;
    } else {
      result += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    }
  }
  return result + "\"";
}

/// The include as it is meant in the folder of the unit.
std::string include_line(const std::string& name, const std::string& directory) {
  if (name.front() == '"') {
    const std::string path = directory + "/" + name.substr(1, name.size() - 2);
    if (support::file_exists(path)) return fmt::format("#include \"{}\"\n", path);
  }
  return fmt::format("#include {}\n", name);
}

/// Which of the functions there are is seen by overload resolution: `&upgrade` is ambiguous as soon
/// as there is an upgrade beside the one of migrate_names, and can be converted only when that one
/// has the right signature.
constexpr std::string_view function_check = R"(
template <typename O> concept has_NAME = requires { static_cast<void (*)(O&)>(&NAME); };
template <typename P> concept no_NAME = requires { P::look(&NAME); };
template <typename O> constexpr auto find_NAME() -> void (*)(O&, ::migrate::abi::Host&) {
  if constexpr (has_NAME<O>) return &::migrate::abi::run<static_cast<void (*)(O&)>(&NAME)>;
  else return nullptr;
}
static_assert(has_NAME<::migrate::ARGUMENT> || no_NAME<::migrate_check::Probe>, "MARKwrong NAME");
)";

constexpr std::string_view check_begin = R"(
namespace migrate_names {
struct Missing {};
Missing upgrade(Missing);
Missing downgrade(Missing);
Missing change(Missing);
Missing declare(Missing);
}
namespace migrate_checks {
using namespace migrate_names;
)";

constexpr std::string_view check_end = R"(
constexpr ::migrate::abi::Unit entry{
    REVISION, find_upgrade<::migrate::Operations>(), find_downgrade<::migrate::Operations>(),
    find_change<::migrate::Operations>(), nullptr};
template <typename O> constexpr bool has_both = has_change<O> && (has_upgrade<O> || has_downgrade<O>);
static_assert(!has_both<::migrate::Operations>, "MARKboth");
static_assert(has_change<::migrate::Operations> || has_upgrade<::migrate::Operations>, "MARKnothing");
}
)";

constexpr std::string_view model_check_end = R"(
constexpr ::migrate::abi::Unit entry{
    REVISION, nullptr, nullptr, nullptr, find_declare<::migrate::Model>()};
static_assert(has_declare<::migrate::Model>, "MARKmissing declare");
}
)";

constexpr std::string_view table_begin = R"(
namespace migrate_check {
constexpr ::migrate::abi::Unit units[] = {
)";

constexpr std::string_view table_end = R"(};
constexpr ::migrate::abi::Library library{
    ::migrate::abi::version, static_cast<int>(sizeof units / sizeof *units), units};
}
extern "C" __attribute__((visibility("default"))) const ::migrate::abi::Library* migrate_library() {
  return &::migrate_check::library;
}
)";

std::string fill(std::string_view text, std::string_view word, std::string_view value) {
  return support::replace_all(std::string(text), word, value);
}

std::string write_function_check(std::string_view name, std::string_view argument) {
  return fill(fill(fill(function_check, "NAME", name), "ARGUMENT", argument), "MARK", wrapper_mark);
}

std::string write_functions_check(CppKind kind) {
  switch (kind) {
    case CppKind::unit:
      return write_function_check("upgrade", "Operations") +
             write_function_check("downgrade", "Operations") +
             write_function_check("change", "Operations") + std::string(check_end);
    case CppKind::model:
      return write_function_check("declare", "Model") + std::string(model_check_end);
  }
  return {};
}

std::string write_check(const CppSource& member) {
  const std::string check = std::string(check_begin) + write_functions_check(member.kind);
  // The revision last: it may hold any of the words.
  return fill(fill(check, "MARK", wrapper_mark), "REVISION", literal(member.revision));
}

std::string name_space(std::size_t index) {
  return fmt::format("migrate_unit_{}", index);
}

/// Takes back what the unit has defined, so that it means nothing to what follows.
std::string undefine(const CppSource& member) {
  std::string result;
  for (const std::string& macro : member.directives.macros)
    result += fmt::format("#undef {}\n", macro);
  return result;
}

constexpr std::string_view abi_include = R"(#include <migrate/abi.hpp>
namespace migrate_check {
struct Probe { template <typename F> static void look(F); };
}
)";

/// The headers of all members, each once, in the order in which they are first named.
std::string write_includes(const std::vector<const CppSource*>& members) {
  std::string result;
  std::set<std::string> written;
  for (const CppSource* const member : members) {
    for (const std::string& name : member->directives.includes) {
      std::string line = include_line(name, member->directory);
      const auto [place, is_new] = written.insert(std::move(line));
      if (is_new) result += *place;
    }
  }
  return result;
}

/// The members' namespaces, `name_of(index)` each, and the checks of their functions.
template <typename Name>
std::string write_group(const std::vector<const CppSource*>& members, Name name_of) {
  std::string result = write_includes(members);
  for (std::size_t i = 0; i < members.size(); ++i) {
    result += fmt::format("namespace {} {{\n#include \"{}\"\n}}\n", name_of(i), members[i]->path);
    result += undefine(*members[i]);
  }
  result += abi_include;
  for (std::size_t i = 0; i < members.size(); ++i)
    result += fmt::format("namespace {} {{{}}}\n", name_of(i), write_check(*members[i]));
  return result;
}

}  // namespace

std::string write_wrapper(const std::vector<const CppSource*>& members) {
  std::string table(table_begin);
  if (members.size() == 1) {
    table += "::migrate_checks::entry,\n";
    return fmt::format("#include \"{}\"\n", members.front()->path) + undefine(*members.front()) +
           std::string(abi_include) + write_check(*members.front()) + table +
           std::string(table_end);
  }
  for (std::size_t i = 0; i < members.size(); ++i)
    table += fmt::format("::{}::migrate_checks::entry,\n", name_space(i));
  return write_group(members, name_space) + table + std::string(table_end);
}

std::string write_linked(
    const std::vector<const CppSource*>& members, std::string_view name_prefix) {
  if (members.empty()) return {};
  return write_group(members, [&](std::size_t i) { return fmt::format("{}_{}", name_prefix, i); });
}

std::string linked_entry(std::string_view name_prefix, std::size_t index) {
  return fmt::format("&::{}_{}::migrate_checks::entry", name_prefix, index);
}

}  // namespace migrate::units
