#pragma once

/// What a C++ migration unit includes. It then defines, outside of any namespace,
///   void upgrade(Operations& op) { ... }
///   void downgrade(Operations& op) { ... }    left out: the unit cannot be taken back
/// or one `void change(Operations& op)` whose operations are reversed for the way back.
/// docs/units.md says more.
#include <migrate/operations.hpp>
#include <migrate/table.hpp>
#include <migrate/text.hpp>
#include <migrate/types.hpp>
#include <migrate/value.hpp>
