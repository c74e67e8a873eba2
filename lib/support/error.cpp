#include "support/error.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace migrate::support {
namespace {

struct Entry {
  ErrorCode code;
  std::string_view name;
};

constexpr std::array entries{
    Entry{ErrorCode::no_such_revision, "no_such_revision"},
    Entry{ErrorCode::no_such_branch, "no_such_branch"},
    Entry{ErrorCode::ambiguous_revision, "ambiguous_revision"},
    Entry{ErrorCode::not_in_branch, "not_in_branch"},
    Entry{ErrorCode::multiple_heads, "multiple_heads"},
    Entry{ErrorCode::ambiguous_walk, "ambiguous_walk"},
    Entry{ErrorCode::ambiguous_current, "ambiguous_current"},
    Entry{ErrorCode::relative_out_of_range, "relative_out_of_range"},
    Entry{ErrorCode::invalid_downgrade_target, "invalid_downgrade_target"},
    Entry{ErrorCode::range_not_ancestor, "range_not_ancestor"},
    Entry{ErrorCode::invalid_range, "invalid_range"},
    Entry{ErrorCode::overlapping_revisions, "overlapping_revisions"},
    Entry{ErrorCode::duplicate_revision, "duplicate_revision"},
    Entry{ErrorCode::duplicate_branch_label, "duplicate_branch_label"},
    Entry{ErrorCode::missing_down_revision, "missing_down_revision"},
    Entry{ErrorCode::missing_dependency, "missing_dependency"},
    Entry{ErrorCode::cycle, "cycle"},
    Entry{ErrorCode::self_loop, "self_loop"},
    Entry{ErrorCode::dependency_cycle, "dependency_cycle"},
    Entry{ErrorCode::dependency_self_loop, "dependency_self_loop"},
    Entry{ErrorCode::illegal_revision_id, "illegal_revision_id"},
    Entry{ErrorCode::usage, "usage"},
    Entry{ErrorCode::invalid_config, "invalid_config"},
    Entry{ErrorCode::invalid_url, "invalid_url"},
    Entry{ErrorCode::invalid_unit, "invalid_unit"},
    Entry{ErrorCode::irreversible, "irreversible"},
    Entry{ErrorCode::not_a_head, "not_a_head"},
    Entry{ErrorCode::database_not_at_head, "database_not_at_head"},
    Entry{ErrorCode::unknown_database_revision, "unknown_database_revision"},
    Entry{ErrorCode::connection_failed, "connection_failed"},
    Entry{ErrorCode::authentication_failed, "authentication_failed"},
    Entry{ErrorCode::sql_error, "sql_error"},
    Entry{ErrorCode::compile_error, "compile_error"},
    Entry{ErrorCode::unit_error, "unit_error"},
    Entry{ErrorCode::lock_timeout, "lock_timeout"},
    Entry{ErrorCode::partially_applied, "partially_applied"},
    Entry{ErrorCode::concurrent_change, "concurrent_change"},
    Entry{ErrorCode::differences_found, "differences_found"},
    Entry{ErrorCode::unsupported, "unsupported"},
    Entry{ErrorCode::interrupted, "interrupted"},
    Entry{ErrorCode::internal, "internal"},
};

constexpr auto codes = [] {
  std::array<ErrorCode, entries.size()> result{};
  for (std::size_t i = 0; i < entries.size(); ++i)
    result[i] = entries[i].code;
  return result;
}();

}  // namespace

std::span<const ErrorCode> all_error_codes() {
  return codes;
}

std::string_view name(ErrorCode code) {
  return entries.at(static_cast<std::size_t>(code)).name;
}

std::optional<ErrorCode> find_error_code(std::string_view name) {
  const auto* const found = std::ranges::find(entries, name, &Entry::name);
  if (found == entries.end()) return std::nullopt;
  return found->code;
}

int exit_status(ErrorCode code) {
  if (code == ErrorCode::usage || code == ErrorCode::invalid_config ||
      code == ErrorCode::invalid_url)
    return 2;
  if (code == ErrorCode::database_not_at_head || code == ErrorCode::differences_found) return 3;
  if (code == ErrorCode::connection_failed || code == ErrorCode::authentication_failed) return 4;
  if (code == ErrorCode::lock_timeout) return 5;
  if (code == ErrorCode::partially_applied) return 6;
  if (code == ErrorCode::interrupted) return 130;
  return 1;
}

Error::Error(ErrorCode code, std::string message, std::string hint)
    : code_(code), message_(std::move(message)), hint_(std::move(hint)) {}

Error Error::with_place(Place place) const {
  Error copy = *this;
  copy.place_ = std::move(place);
  return copy;
}

Error Error::with_hint(std::string hint) const {
  Error copy = *this;
  copy.hint_ = std::move(hint);
  return copy;
}

Error Error::with_sqlstate(std::string sqlstate) const {
  Error copy = *this;
  copy.sqlstate_ = std::move(sqlstate);
  return copy;
}

Error Error::with_detail(std::string detail) const {
  Error copy = *this;
  copy.detail_ = std::move(detail);
  return copy;
}

Error Error::with_state(std::string state) const {
  Error copy = *this;
  copy.state_ = std::move(state);
  return copy;
}

Error Error::with_code(ErrorCode code) const {
  Error copy = *this;
  copy.code_ = code;
  return copy;
}

Error Error::with_message(std::string message) const {
  Error copy = *this;
  copy.message_ = std::move(message);
  return copy;
}

}  // namespace migrate::support
