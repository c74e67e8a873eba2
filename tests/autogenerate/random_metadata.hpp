#pragma once

#include <cstddef>
#include <random>
#include <vector>

#include "schema/metadata.hpp"

namespace migrate::autogenerate {

/// Numbers that are the same on every machine.
class Dice final {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool one_in(std::size_t count) { return below(count) == 0; }

  template <typename Thing>
  void shuffle(std::vector<Thing>& things) {
    for (std::size_t i = things.size(); i > 1; --i)
      std::swap(things[i - 1], things[below(i)]);
  }

 private:
  std::mt19937 engine_;
};

/// A schema that a server would take: tables that refer to each other, whatever there is to be said
/// of them, from a few names, so that two of them have much in common by name and little else.
schema::MetaData random_metadata(Dice& dice);

/// The part of a schema that a database of files has: tables.
schema::MetaData tables_alone(schema::MetaData metadata);

/// The same in another order.
schema::MetaData shuffled(schema::MetaData metadata, Dice& dice);

/// Renames of some of what is there, to names that nothing has.
std::vector<schema::Rename> random_renames(const schema::MetaData& metadata, Dice& dice);

}  // namespace migrate::autogenerate
