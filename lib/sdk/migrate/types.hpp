#pragma once

#include <migrate/text.hpp>

namespace migrate {

/// What a column can hold. docs/types.md says how each database spells it.
enum class TypeKind : unsigned char {
  small_integer,     // 16 bits
  integer,           // 32 bits
  big_integer,       // 64 bits
  numeric,           // exact; digits in all and behind the point
  real,              // binary, 32 bits
  double_precision,  // binary, 64 bits
  boolean,
  text,
  varchar,    // at most so many characters; 0: no limit
  character,  // exactly so many characters, filled with blanks
  date,
  time,
  time_with_zone,
  timestamp,
  timestamp_with_zone,  // a moment; shown in the session's zone
  interval,
  binary,  // bytes
  uuid,
  json,         // text that is JSON
  jsonb,        // JSON, parsed
  enumeration,  // a type made by create_enum, by name
  verbatim,     // whatever the database calls it
};

/// The type of a column. Made by the functions below.
struct Type {
  TypeKind kind{TypeKind::text};
  int length{-1};     // characters, digits in all, or digits of a second; -1: not said
  int scale{-1};      // digits behind the point; -1: not said
  int dimensions{0};  // of an array; 0: no array
  Text name{};        // of an enumeration; or the words that stand for the type
  Text schema{};      // of an enumeration
};

constexpr Type small_integer() {
  return {.kind = TypeKind::small_integer};
}
constexpr Type integer() {
  return {.kind = TypeKind::integer};
}
constexpr Type big_integer() {
  return {.kind = TypeKind::big_integer};
}

/// An exact number of any size, or of `precision` digits of which `scale` stand behind the point.
constexpr Type numeric() {
  return {.kind = TypeKind::numeric};
}
constexpr Type numeric(int precision, int scale = 0) {
  return {.kind = TypeKind::numeric, .length = precision, .scale = scale};
}
constexpr Type real() {
  return {.kind = TypeKind::real};
}
constexpr Type double_precision() {
  return {.kind = TypeKind::double_precision};
}
constexpr Type boolean() {
  return {.kind = TypeKind::boolean};
}

constexpr Type text() {
  return {.kind = TypeKind::text};
}
constexpr Type varchar() {
  return {.kind = TypeKind::varchar};
}
constexpr Type varchar(int length) {
  return {.kind = TypeKind::varchar, .length = length};
}
constexpr Type character(int length) {
  return {.kind = TypeKind::character, .length = length};
}

constexpr Type date() {
  return {.kind = TypeKind::date};
}
/// `precision`: digits of a second, 0 to 6; -1: as many as the database keeps.
constexpr Type time(int precision = -1) {
  return {.kind = TypeKind::time, .length = precision};
}
constexpr Type time_with_zone(int precision = -1) {
  return {.kind = TypeKind::time_with_zone, .length = precision};
}
constexpr Type timestamp(int precision = -1) {
  return {.kind = TypeKind::timestamp, .length = precision};
}
constexpr Type timestamp_with_zone(int precision = -1) {
  return {.kind = TypeKind::timestamp_with_zone, .length = precision};
}
constexpr Type interval() {
  return {.kind = TypeKind::interval};
}

constexpr Type binary() {
  return {.kind = TypeKind::binary};
}
constexpr Type uuid() {
  return {.kind = TypeKind::uuid};
}
constexpr Type json() {
  return {.kind = TypeKind::json};
}
constexpr Type jsonb() {
  return {.kind = TypeKind::jsonb};
}

/// A type that create_enum has made.
constexpr Type enumeration(Text name, Text schema = {}) {
  return {.kind = TypeKind::enumeration, .name = name, .schema = schema};
}

/// The words of the database's own for a type that is not here: verbatim("tstzrange").
constexpr Type verbatim(Text words) {
  return {.kind = TypeKind::verbatim, .name = words};
}

/// An array of `item`, of one dimension more than it has.
constexpr Type array(Type item) {
  ++item.dimensions;
  return item;
}

}  // namespace migrate
