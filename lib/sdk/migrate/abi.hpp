#pragma once

#include <migrate/operations.hpp>

namespace migrate {
class Model;
}  // namespace migrate

/// How a compiled unit and the tool meet. Written by the tool around the user's file; not for
/// units.
namespace migrate::abi {

/// Goes up with each change of a class or struct of this folder. The tool takes no library with
/// another number.
inline constexpr int version = 2;

/// The tool's side of a run.
class Host {
 public:
  /// Called while an exception is being handled, to take it over: none leaves the library.
  virtual void caught() = 0;

 protected:
  Host() = default;
  ~Host() = default;
  Host(const Host&) = default;
  Host& operator=(const Host&) = default;
};

using Run = void (*)(Operations&, Host&);
using Declare = void (*)(Model&, Host&);

/// One file of a library: a unit, or a model. A function that it does not define is null.
struct Unit {
  const char* revision;  // of a model: a name for it
  Run upgrade;
  Run downgrade;
  Run change;
  Declare declare{nullptr};
};

/// What `migrate_library`, the only function that a library exports, returns.
struct Library {
  int version;
  int count;
  const Unit* units;
};

/// Runs the function and lets no exception out.
template <void (*function)(Operations&)>
void run(Operations& op, Host& host) {
  try {
    function(op);
  } catch (...) {
    host.caught();
  }
}
template <void (*function)(Model&)>
void run(Model& model, Host& host) {
  try {
    function(model);
  } catch (...) {
    host.caught();
  }
}

}  // namespace migrate::abi
