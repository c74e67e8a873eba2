#pragma once

#include <string>
#include <vector>

#include "engine/autogenerate.hpp"
#include "engine/database.hpp"
#include "schema/filter.hpp"

namespace migrate::engine {

/// Whether what is generated is tried out before it is written.
enum class ProofMode {
  automatic,  // where it is cheap, and there is a place for it
  required,   // `--prove`
  none,       // `--no-prove`
};

/// A step, and the statements that it becomes in this database.
struct CompiledStep {
  autogenerate::Step step{};
  std::vector<std::string> statements{};

  friend bool operator==(const CompiledStep&, const CompiledStep&) = default;
};

/// Both ways as statements.
struct Rehearsal {
  std::vector<CompiledStep> upgrade{};
  std::vector<CompiledStep> downgrade{};
  bool is_proven{false};
  std::string remark{};  // how it was proven, or why not; a sentence

  friend bool operator==(const Rehearsal&, const Rehearsal&) = default;
};

/// Compiles both ways, and proves them: in a scratch place with the definitions of the live
/// database the upgrade is run, which must give what is declared, then the downgrade, which must
/// give back what was. Where what an operation becomes depends on the schema, this happens in a
/// copy of it anyway.
///
/// Errors: unit_error when a statement fails in the scratch place, or something else comes of it;
/// unsupported when a required proof is not possible, or an index that is not valid is in the way.
Rehearsal rehearse(
    Database& database, const Comparison& comparison, const schema::Filter& filter, ProofMode mode);

/// Where steps start from: an empty database, or what is in this one.
enum class Start { empty, database };

/// Compiles steps that nobody wants proven.
std::vector<CompiledStep> compile_steps(
    Database& database, const std::vector<autogenerate::Step>& steps, Start start);

/// What makes an empty database have this schema. `compare`: as `for_database` fills it in.
std::vector<CompiledStep> compile_schema(
    Database& database,
    const schema::MetaData& metadata,
    const autogenerate::CompareOptions& compare);

}  // namespace migrate::engine
