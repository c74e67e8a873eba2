#include "dialect/postgresql/sequence_options.hpp"

#include <cstdint>
#include <limits>
#include <optional>

namespace migrate::dialect::postgresql {
namespace {

using Number = std::optional<std::int64_t>;

struct Range {
  std::int64_t smallest{std::numeric_limits<std::int64_t>::min()};
  std::int64_t largest{std::numeric_limits<std::int64_t>::max()};
};

template <typename Integer>
Range range_of_type() {
  return {std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
}

Range range_of(TypeKind type) {
  if (type == TypeKind::small_integer) return range_of_type<std::int16_t>();
  if (type == TypeKind::integer) return range_of_type<std::int32_t>();
  return {};
}

void leave_out(Number& number, std::int64_t usual) {
  if (number == usual) number.reset();
}

/// The numbers that sequences and identities have in common, by name.
template <typename Options>
void leave_out_usual(Options& options, TypeKind type) {
  const Range range = range_of(type);
  const bool goes_up = options.increment.value_or(1) > 0;
  const std::int64_t lowest = goes_up ? 1 : range.smallest;
  const std::int64_t highest = goes_up ? range.largest : -1;
  // The start hangs on the bounds as they are.
  leave_out(
      options.start,
      goes_up ? options.minimum.value_or(lowest) : options.maximum.value_or(highest));
  leave_out(options.increment, 1);
  leave_out(options.minimum, lowest);
  leave_out(options.maximum, highest);
  leave_out(options.cache, 1);
}

}  // namespace

schema::Sequence canonical_sequence(schema::Sequence sequence) {
  const TypeKind type = sequence.type ? sequence.type->kind : TypeKind::big_integer;
  leave_out_usual(sequence, type);
  if (type == TypeKind::big_integer) sequence.type.reset();
  if (sequence.cycle == false) sequence.cycle.reset();
  return sequence;
}

schema::Identity canonical_identity(schema::Identity identity, TypeKind type) {
  leave_out_usual(identity, type);
  return identity;
}

}  // namespace migrate::dialect::postgresql
