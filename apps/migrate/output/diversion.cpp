#include "migrate/output/diversion.hpp"

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace migrate::output {

Diversion::Diversion() : saved_(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)) {
  std::fflush(stdout);
  if (saved_ >= 0) ::dup2(STDERR_FILENO, STDOUT_FILENO);
}

Diversion::~Diversion() {
  std::fflush(stdout);
  if (saved_ < 0) return;
  ::dup2(saved_, STDOUT_FILENO);
  ::close(saved_);
}

}  // namespace migrate::output
