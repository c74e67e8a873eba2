#pragma once

#include <cstddef>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace migrate::support {

/// What went wrong, as scripts see it: a closed list, each explained in docs/errors.md.
enum class ErrorCode {
  // the revision graph and its identifiers
  no_such_revision,
  no_such_branch,
  ambiguous_revision,
  not_in_branch,
  multiple_heads,
  ambiguous_walk,
  ambiguous_current,
  relative_out_of_range,
  invalid_downgrade_target,
  range_not_ancestor,
  invalid_range,
  overlapping_revisions,
  duplicate_revision,
  duplicate_branch_label,
  missing_down_revision,
  missing_dependency,
  cycle,
  self_loop,
  dependency_cycle,
  dependency_self_loop,
  illegal_revision_id,
  // everything else
  usage,
  invalid_config,
  invalid_url,
  invalid_unit,
  irreversible,
  not_a_head,
  database_not_at_head,
  unknown_database_revision,
  connection_failed,
  authentication_failed,
  sql_error,
  compile_error,
  unit_error,
  lock_timeout,
  partially_applied,
  concurrent_change,
  differences_found,
  unsupported,
  interrupted,
  internal,
};

/// Every code, in the order of the enum.
std::span<const ErrorCode> all_error_codes();

/// The code as it is printed, e.g. "multiple_heads".
std::string_view name(ErrorCode code);

/// The code with this name, if there is one.
std::optional<ErrorCode> find_error_code(std::string_view name);

/// The process's exit status for this code: 1 failed, 2 usage or configuration, 3 a check says no,
/// 4 cannot connect or authenticate, 5 somebody else holds the lock, 6 left partial, 130
/// interrupted.
int exit_status(ErrorCode code);

/// A place in a file that the user wrote.
struct Place {
  std::string file{};
  std::size_t line{0};    // from 1
  std::size_t column{0};  // from 1, in characters; 0: the whole line
  std::string text{};     // the line itself, without its end

  friend bool operator==(const Place&, const Place&) = default;
};

/// The one type that this project throws. The message says what is wrong with the user's own words
/// in it, lower case, no full stop; each line of the hint is something to type or do next.
class Error final : public std::exception {
 public:
  Error(ErrorCode code, std::string message, std::string hint = {});

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }
  const std::string& hint() const { return hint_; }
  const std::optional<Place>& place() const { return place_; }
  const std::string& sqlstate() const { return sqlstate_; }
  /// What the database says beside its message (DETAIL lines); may hold row values, so shown with
  /// -v only.
  const std::string& detail() const { return detail_; }
  /// The state that the database is in now, one sentence a line.
  const std::string& state() const { return state_; }

  const char* what() const noexcept override { return message_.c_str(); }

  /// The same error, with more known about it.
  Error with_place(Place place) const;
  Error with_hint(std::string hint) const;
  Error with_sqlstate(std::string sqlstate) const;
  Error with_detail(std::string detail) const;
  Error with_state(std::string state) const;
  Error with_code(ErrorCode code) const;
  Error with_message(std::string message) const;

 private:
  ErrorCode code_;
  std::string message_;
  std::string hint_;
  std::optional<Place> place_{};
  std::string sqlstate_{};
  std::string detail_{};
  std::string state_{};
};

}  // namespace migrate::support

namespace migrate {
using support::Error;
using support::ErrorCode;
}  // namespace migrate
