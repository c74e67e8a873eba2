#pragma once

namespace migrate::output {

/// While it lives, what code of units writes to the standard output comes out on the standard
/// error, and spoils neither a script nor JSON.
class Diversion final {
 public:
  Diversion();
  ~Diversion();
  Diversion(const Diversion&) = delete;
  Diversion& operator=(const Diversion&) = delete;

 private:
  int saved_;  // -1: there is no standard output
};

}  // namespace migrate::output
