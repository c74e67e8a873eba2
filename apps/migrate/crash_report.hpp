#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace migrate::cli {

/// While it lives, a crash of this process (a signal that code of a unit has raised: bad memory,
/// endless recursion, abort) or a call of exit writes the report that was prepared to the standard
/// error and ends the process with its status, instead of a core dump or as if all were well. The
/// database takes back what its session has not committed. At most one lives at a time.
class CrashReport final {
 public:
  CrashReport();
  ~CrashReport();
  CrashReport(const CrashReport&) = delete;
  CrashReport& operator=(const CrashReport&) = delete;

  /// `describe` makes the report from what has happened, in a few words; called now, for all that
  /// can.
  void prepare(const std::function<std::string(std::string_view what)>& describe);

  /// What the process ends with.
  void set_status(int status);
};

}  // namespace migrate::cli
