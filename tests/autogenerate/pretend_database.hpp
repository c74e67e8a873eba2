#pragma once

#include <vector>

#include "autogenerate/change.hpp"
#include "autogenerate/server_rules.hpp"
#include "schema/metadata.hpp"

namespace migrate::autogenerate {

/// A database that is nothing but its schema. It makes operations in the schema, and refuses what a
/// server would refuse; a drop that would take something along is refused too, for a plan is to say
/// all that it does.
class PretendDatabase final {
 public:
  enum class Kind {
    strict,    // like PostgreSQL
    rebuilds,  // like SQLite: keys may be missing for a while, and types change at will
  };

  PretendDatabase(schema::MetaData metadata, Kind kind);

  /// Errors: sql_error for what is refused.
  void apply(const Step& step);

  /// What there is, in a canonical order.
  const schema::MetaData& metadata() const { return metadata_; }

 private:
  friend struct Application;

  schema::MetaData first_;
  schema::MetaData metadata_;
  Kind kind_;
  UnsafeValues unsafe_values_{};
  bool is_in_transaction_{false};
};

/// What the steps make of the schema.
schema::MetaData after(
    const schema::MetaData& metadata, const std::vector<Step>& steps, PretendDatabase::Kind kind);

}  // namespace migrate::autogenerate
