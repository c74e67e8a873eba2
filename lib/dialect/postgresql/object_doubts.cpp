#include "dialect/postgresql/object_doubts.hpp"

#include <map>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "dialect/postgresql/array_casts.hpp"
#include "dialect/postgresql/printed_object.hpp"
#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/savepoints.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using schema::Object;

/// How often a text is read and printed again.
constexpr int most_rounds = 5;

/// A declared object and the live one of the same key, which differ in what can be read again only.
struct Doubt {
  Object* declared{nullptr};
  const Object* live{nullptr};
};

std::vector<Doubt> doubts_of(schema::MetaData& declared, const schema::MetaData& live) {
  std::map<std::string, const Object*> known;
  for (const Object& one : live.objects)
    known.emplace(one.key(), &one);
  std::vector<Doubt> doubts;
  for (Object& one : declared.objects) {
    const auto found = known.find(one.key());
    if (found == known.end() || found->second->definition == one.definition) continue;
    const auto a = cut(one);
    const auto b = cut(*found->second);
    if (a && b && a->head == b->head) doubts.push_back({.declared = &one, .live = found->second});
  }
  return doubts;
}

/// A transaction that never commits, in which names mean what they mean in printed texts.
class Room final {
 public:
  explicit Room(db::Connection& connection) : connection_(connection) {}
  ~Room() { abandon_transaction(connection_); }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  /// Errors: sql_error for a role or a server that may not make anything.
  void open() {
    connection_.send({.sql = "BEGIN"});
    connection_.send({.sql = pin_statement()});
    connection_.send({.sql = "CREATE TEMPORARY TABLE pg_temp.migrate_room ()"});
    connection_.finish();
  }

  /// The body as it is printed when it has been read; nothing: it cannot be read here.
  std::optional<std::string> print(const PrintedObject& like, std::string_view body) {
    const Rereading rereading = reread(like, body);
    std::optional<std::string> result;
    connection_.send({.sql = "SAVEPOINT migrate_unit"});
    try {
      for (const std::string& statement : rereading.statements)
        connection_.send({.sql = statement});
      const auto rows = connection_.query(rereading.query);
      if (!rows.empty() && rows.front().front())
        result = with_casts_in_arrays(printed_body(like, *rows.front().front()));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::sql_error) throw;
    }
    connection_.execute("ROLLBACK TO SAVEPOINT migrate_unit");
    return result;
  }

 private:
  db::Connection& connection_;
};

/// A body on its way to the print that does not change any more.
class Text final {
 public:
  explicit Text(std::string_view body) : body_(body) {}

  const std::string& body() const { return body_; }
  bool is_stable() const { return is_stable_; }

  void advance(Room& room, const PrintedObject& like) {
    if (is_stable_) return;
    auto printed = room.print(like, body_);
    is_stable_ = !printed || *printed == body_;
    if (printed) body_ = *std::move(printed);
  }

 private:
  std::string body_;
  bool is_stable_{false};
};

/// Whether both are printed in the same way sooner or later.
bool is_same(Room& room, const Doubt& doubt) {
  const PrintedObject declared = *cut(*doubt.declared);
  const PrintedObject live = *cut(*doubt.live);
  Text a(declared.body);
  Text b(live.body);
  for (int round = 0; round < most_rounds; ++round) {
    a.advance(room, declared);
    if (a.body() == b.body()) return true;
    b.advance(room, live);
    if (a.body() == b.body()) return true;
    if (a.is_stable() && b.is_stable()) return false;
  }
  return false;
}

/// In each of its texts.
void adopt_body(Object& declared, const Object& live) {
  const std::string mine(cut(declared)->body);
  const std::string_view other = cut(live)->body;
  for (std::string* const text : {&declared.definition, &declared.create, &declared.replace}) {
    const std::size_t place = text->find(mine);
    if (place != std::string::npos) text->replace(place, mine.size(), other);
  }
}

}  // namespace

std::vector<std::string> adopt_same_objects(
    schema::MetaData& declared, const schema::MetaData& live, db::Connection& connection) {
  const std::vector<Doubt> doubts = doubts_of(declared, live);
  std::vector<std::string> unconfirmed;
  if (doubts.empty()) return unconfirmed;
  Room room(connection);
  try {
    room.open();
  } catch (const Error& error) {
    if (!is_refusal(error)) throw;
    for (const Doubt& doubt : doubts)
      unconfirmed.push_back(fmt::format("{}: {}", doubt.declared->key(), error.message()));
    return unconfirmed;
  }
  for (const Doubt& doubt : doubts) {
    if (is_same(room, doubt)) adopt_body(*doubt.declared, *doubt.live);
  }
  return unconfirmed;
}

}  // namespace migrate::dialect::postgresql
