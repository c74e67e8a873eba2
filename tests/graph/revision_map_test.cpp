#include "graph/revision_map.hpp"

#include <string>
#include <vector>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::graph {
namespace {

using Ids = std::vector<RevisionId>;

Revision rev(const std::string& id, const Ids& down = {}) {
  return {.id = id, .down_revisions = down, .origin = "versions/" + id + ".sql"};
}

Error refusal(std::vector<Revision> revisions) {
  return error_of([&] { const RevisionMap map(std::move(revisions)); });
}

TEST_CASE("a merge revision has every down revision as parent", "[graph]") {
  const RevisionMap map({rev("a"), rev("b", {"a"}), rev("c", {"a"}), rev("m", {"b", "c"})});
  CHECK(map.is_merge_point(3));
  CHECK(map.is_branch_point(0));
  CHECK(map.heads() == std::vector<Index>{3});
}

TEST_CASE("a parent that is named twice counts once", "[graph]") {
  const RevisionMap map({rev("a"), rev("b", {"a", "a"})});
  CHECK_FALSE(map.is_merge_point(1));
}

TEST_CASE("a cycle is refused with its members in order, and nothing else", "[graph]") {
  const Error error =
      refusal({rev("d"), rev("e", {"d"}), rev("a", {"c"}), rev("b", {"a"}), rev("c", {"b"})});
  CHECK(error.code() == ErrorCode::cycle);
  CHECK(error.message() == "revisions form a cycle: a -> c -> b -> a");
  REQUIRE(error.place());
  CHECK(error.place()->file == "versions/a.sql");
}

TEST_CASE("a cycle that needs depends_on to close is told apart", "[graph]") {
  Revision a = rev("a");
  a.depends_on = {"b"};
  CHECK(refusal({a, rev("b", {"a"})}).code() == ErrorCode::dependency_cycle);
}

TEST_CASE("a revision that names itself is a loop of its own kind", "[graph]") {
  Revision a = rev("a");
  a.depends_on = {"a"};
  CHECK(refusal({rev("a", {"a"})}).code() == ErrorCode::self_loop);
  CHECK(refusal({a}).code() == ErrorCode::dependency_self_loop);
}

TEST_CASE("a missing parent is named together with the unit that wants it", "[graph]") {
  const Error error = refusal({rev("b", {"zzzz"})});
  CHECK(error.code() == ErrorCode::missing_down_revision);
  CHECK(error.message() == "the revision `b` comes after `zzzz`, which no unit has");
  CHECK(error.place()->file == "versions/b.sql");
}

TEST_CASE("an id that two units have is refused, naming the other file", "[graph]") {
  const Error error = refusal({rev("a"), rev("a")});
  CHECK(error.code() == ErrorCode::duplicate_revision);
  CHECK(error.hint().find("versions/a.sql") != std::string::npos);
}

TEST_CASE("a label is used once and is no revision id", "[graph]") {
  Revision a = rev("a");
  a.branch_labels = {"b"};
  CHECK(refusal({a, rev("b")}).code() == ErrorCode::duplicate_branch_label);
  a.branch_labels = {"x", "x"};
  CHECK_NOTHROW(RevisionMap(std::vector<Revision>{a}));
  Revision c = rev("c");
  c.branch_labels = {"x"};
  CHECK(refusal({a, c}).code() == ErrorCode::duplicate_branch_label);
}

TEST_CASE("a label spreads up to the heads and down to the last fork", "[graph]") {
  Revision c = rev("c", {"b"});
  c.branch_labels = {"web"};
  const RevisionMap map({rev("a"), rev("x", {"a"}), rev("b", {"a"}), c, rev("d", {"c"})});
  CHECK(map.labels(*map.find("d")) == Ids{"web"});
  CHECK(map.labels(*map.find("b")) == Ids{"web"});
  CHECK(map.labels(*map.find("a")).empty());
  CHECK(map.labels(*map.find("x")).empty());
}

}  // namespace
}  // namespace migrate::graph
