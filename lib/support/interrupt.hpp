#pragma once

namespace migrate::support {

/// Ctrl-C as a value that can be asked and waited for. While it lives, SIGINT and SIGTERM set it;
/// the second one ends the process at once with status 130. At most one lives at a time.
class Interrupt final {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool requested() const;

  /// A descriptor that is readable once the interrupt is requested (for poll; never read from it).
  int descriptor() const;
};

}  // namespace migrate::support
