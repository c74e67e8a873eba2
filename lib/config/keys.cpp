#include "config/keys.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/suggest.hpp"

namespace migrate::config {
namespace {

enum class Form { text, words, section, environments };

struct Key {
  std::string_view name;
  Form form{Form::text};
  std::span<const Key> members{};
};

constexpr std::array compare_keys{
    Key{"types"}, Key{"server_defaults"}, Key{"comments"}, Key{"objects"}, Key{"owners"}};

constexpr std::array include_keys{
    Key{"schemas", Form::words},
    Key{"tables", Form::words},
    Key{"exclude_tables", Form::words},
};

constexpr std::array naming_keys{Key{"ix"}, Key{"uq"}, Key{"ck"}, Key{"fk"}, Key{"pk"}};

constexpr std::array hook_keys{Key{"post_write", Form::words}};

constexpr std::array compile_keys{
    Key{"compiler"}, Key{"flags", Form::words}, Key{"include", Form::words}};

constexpr std::array environment_keys{
    Key{"url"},
    Key{"script_location"},
    Key{"version_locations", Form::words},
    Key{"recursive"},
    Key{"models", Form::words},
    Key{"scratch_url"},
    Key{"unit_format"},
    Key{"file_template"},
    Key{"version_table"},
    Key{"version_table_schema"},
    Key{"transaction"},
    Key{"lock_timeout"},
    Key{"statement_timeout"},
    Key{"lock_wait"},
    Key{"compare", Form::section, compare_keys},
    Key{"include", Form::section, include_keys},
    Key{"naming_convention", Form::section, naming_keys},
    Key{"hooks", Form::section, hook_keys},
    Key{"compile", Form::section, compile_keys},
    Key{"protected"},
};

constexpr Key environments{"environments", Form::environments};

std::vector<std::string> names(std::span<const Key> keys) {
  std::vector<std::string> result;
  for (const Key& key : keys)
    result.emplace_back(key.name);
  return result;
}

Error wrong_kind(const Value& value, std::string_view expected) {
  return Error(
             ErrorCode::invalid_config,
             fmt::format("`{}` must be {}, not {}", value.key, expected, name(value.kind)))
      .with_place(value.kind == ValueKind::null ? value.key_place : value.place);
}

void check_words(const Value& value) {
  if (value.kind == ValueKind::map) throw wrong_kind(value, "a list of values");
  for (const Value& item : value.items) {
    if (item.kind == ValueKind::scalar) continue;
    throw Error(
        ErrorCode::invalid_config, fmt::format("`{}` must be a list of single values", value.key))
        .with_place(item.place);
  }
}

void check_members(const Value& map, std::span<const Key> keys);

// A key without a value is as good as a key that is not there: people comment out what stood behind
// it.
void check_value(const Value& value, const Key& key) {
  if (value.kind == ValueKind::null) return;
  switch (key.form) {
    case Form::text:
      if (value.kind != ValueKind::scalar) throw wrong_kind(value, "a single value");
      return;
    case Form::words: check_words(value); return;
    case Form::section:
      if (value.kind != ValueKind::map) throw wrong_kind(value, "a map of keys");
      check_members(value, key.members);
      return;
    case Form::environments:
      if (value.kind != ValueKind::map) throw wrong_kind(value, "a map of environments");
      for (const Value& environment : value.items) {
        check_value(environment, Key{environment.key, Form::section, environment_keys});
      }
      return;
  }
}

void check_members(const Value& map, std::span<const Key> keys) {
  for (const Value& member : map.items) {
    const auto key = std::ranges::find(keys, member.key, &Key::name);
    if (key == keys.end()) {
      const std::vector<std::string> known = names(keys);
      const std::string guess = support::did_you_mean(member.key, known);
      const std::string all = fmt::format("the keys here are: {}", fmt::join(known, ", "));
      throw Error(
          ErrorCode::invalid_config,
          fmt::format("`{}` is no key of the configuration", member.key),
          guess.empty() ? all : guess)
          .with_place(member.key_place);
    }
    check_value(member, *key);
  }
}

}  // namespace

void check_keys(const Value& document) {
  if (document.kind == ValueKind::null) return;
  if (document.kind != ValueKind::map) {
    throw Error(
        ErrorCode::invalid_config,
        "the configuration must be a map of keys",
        "for example: url: sqlite:///app.db")
        .with_place(document.place);
  }
  std::vector<Key> keys(environment_keys.begin(), environment_keys.end());
  keys.push_back(environments);
  check_members(document, keys);
}

}  // namespace migrate::config
