// The questions of tests/graph/oracle/vectors_public.json, whose answers the real Alembic gave, put
// to the library.
#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "graph/history.hpp"
#include "graph/plan.hpp"
#include "graph/revision_map.hpp"
#include "graph/target.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"

namespace migrate::graph {
namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

/// A step of an answer: the revision, and the rows after it.
struct Moved {
  std::string revision{};
  Ids rows{};
};

/// What the library said to a question.
struct Answer {
  std::string error{};
  Ids revisions{};             // a listing, in order
  std::vector<Moved> steps{};  // upgrade, downgrade
  Ids rows{};                  // upgrade, downgrade, stamp
  bool at_head{false};
  std::map<std::string, Ids> children{};  // branches
};

Ids strings(const Json& list) {
  return list.get<Ids>();
}

Ids sorted(Ids ids) {
  std::ranges::sort(ids);
  return ids;
}

Ids ids_of(const RevisionMap& map, const std::vector<Index>& revisions) {
  Ids ids;
  for (const Index index : revisions)
    ids.push_back(map[index].id);
  return ids;
}

RevisionMap read_graph(const Json& graph) {
  std::vector<Revision> revisions;
  for (const Json& node : graph) {
    revisions.push_back(Revision{
        .id = node.at("revision"),
        .down_revisions = strings(node.at("down_revisions")),
        .branch_labels = strings(node.at("branch_labels")),
        .depends_on = strings(node.at("depends_on")),
        .message = node.at("message"),
    });
  }
  return RevisionMap(std::move(revisions));
}

Answer answer_plan(const Plan& plan) {
  Answer answer{.rows = plan.heads_after()};
  for (const Step& step : plan.steps)
    answer.steps.push_back({step.revision, step.heads_after});
  return answer;
}

Answer answer_listing(const RevisionMap& map, const std::vector<Index>& revisions) {
  return {.revisions = ids_of(map, revisions)};
}

std::vector<Index> filter(const RevisionMap& map, bool (RevisionMap::*is_wanted)(Index) const) {
  std::vector<Index> found;
  for (const Index index : history(map)) {
    if ((map.*is_wanted)(index)) found.push_back(index);
  }
  return found;
}

Answer answer_branches(const RevisionMap& map) {
  Answer answer = answer_listing(map, filter(map, &RevisionMap::is_branch_point));
  for (const std::string& id : answer.revisions) {
    const auto children = map.children(*map.find(id));
    answer.children[id] = sorted(ids_of(map, {children.begin(), children.end()}));
  }
  return answer;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a table of the operations, one line
// each
// NOLINTNEXTLINE(readability-function-cognitive-complexity): a table of the operations
std::optional<Answer> ask(const RevisionMap& map, const Json& question) {
  const std::string op = question.at("op");
  const Json& args = question.at("args");
  const Ids rows = args.contains("current") ? strings(args.at("current")) : Ids{};
  const std::string target = args.value("target", "");
  if (op == "upgrade") return answer_plan(plan_upgrade(map, target, rows));
  if (op == "downgrade") return answer_plan(plan_downgrade(map, target, rows));
  if (op == "stamp") {
    const auto purge = args.value("purge", false) ? Purge::yes : Purge::no;
    return answer_plan(plan_stamp(map, strings(args.at("targets")), rows, purge));
  }
  if (op == "history") {
    if (!args.contains("range") || args.at("range").is_null())
      return answer_listing(map, history(map));
    return answer_listing(map, history(map, args.at("range").get<std::string>(), rows));
  }
  if (op == "show") return answer_listing(map, find_all(map, target, rows));
  if (op == "current") return answer_listing(map, current(map, rows));
  if (op == "check_heads") return Answer{.at_head = is_at_head(map, rows)};
  if (op == "heads") {
    const bool effective = args.value("resolve_dependencies", false);
    return answer_listing(map, effective ? map.effective_heads() : map.heads());
  }
  if (op == "branches") return answer_branches(map);
  if (op == "merge_points") return answer_listing(map, filter(map, &RevisionMap::is_merge_point));
  if (op == "bases") {
    auto bases = map.bases();
    if (args.value("effective", false)) {
      std::erase_if(bases, [&](Index i) { return !map.dependencies(i).empty(); });
    }
    return answer_listing(map, bases);
  }
  if (op == "resolve_one") {
    const auto found = find_absolute(map, target);
    if (found.size() > 1) throw Error(ErrorCode::multiple_heads, "several");
    return answer_listing(map, found);
  }
  if (op == "resolve_up")
    return answer_listing(map, find_upgrade_targets(map, target, find_rows(map, rows)));
  if (op == "resolve_down") {
    const auto found = find_downgrade_target(map, target, find_rows(map, rows));
    return Answer{.revisions = {found.revision ? map[*found.revision].id : "base"}};
  }
  return std::nullopt;  // "load": see check_load
}

/// Whether `have` lists what `want` lists, in an order that is right for the question.
std::string check_order(const Json& question, const Ids& want, const Ids& have) {
  if (sorted(want) != sorted(have)) {
    return fmt::format("expected [{}], got [{}]", fmt::join(want, " "), fmt::join(have, " "));
  }
  const std::string order = question.value("order", "");
  if (order == "unique" && want != have) {
    return fmt::format(
        "expected the order [{}], got [{}]", fmt::join(want, " "), fmt::join(have, " "));
  }
  if (order != "any-topological") return "";
  for (const Json& pair : question.value("constraints", Json::array())) {
    const auto before = std::ranges::find(have, pair[0].get<std::string>());
    const auto after = std::ranges::find(have, pair[1].get<std::string>());
    if (before > after) return fmt::format("{} must come before {}", *before, *after);
  }
  return "";
}

std::string check_plan(const Json& question, const Json& expect, const Answer& answer) {
  if (sorted(strings(expect.at("rows"))) != answer.rows) {
    return fmt::format("rows {}, got [{}]", expect.at("rows").dump(), fmt::join(answer.rows, " "));
  }
  if (!expect.contains("steps") || question.at("op") == "stamp") return "";
  Ids want;
  for (const Json& step : expect.at("steps"))
    want.push_back(step.at("revision"));
  Ids have;
  for (const Moved& step : answer.steps)
    have.push_back(step.revision);
  if (auto wrong = check_order(question, want, have); !wrong.empty()) return wrong;
  if (want != have) return "";
  for (std::size_t i = 0; i < have.size(); ++i) {
    const Ids rows = sorted(strings(expect.at("steps")[i].at("rows")));
    if (rows != answer.steps[i].rows) {
      return fmt::format(
          "rows after {}: [{}], got [{}]",
          have[i],
          fmt::join(rows, " "),
          fmt::join(answer.steps[i].rows, " "));
    }
  }
  return "";
}

/// Empty when `answer` is what `wanted` (the question itself, or an alternative of its `accept`)
/// says.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): a table of the kinds of answer
// NOLINTNEXTLINE(readability-function-cognitive-complexity): a table of the kinds of answer
std::string check(const Json& question, const Json& wanted, const Answer& answer) {
  if (wanted.contains("error")) {
    const std::string kind = wanted.at("error").at("kind");
    const bool same = !answer.error.empty() && (kind == "*" || kind == answer.error);
    return same ? ""
                : fmt::format(
                      "expected the error {}, got {}",
                      kind,
                      answer.error.empty() ? "an answer" : answer.error);
  }
  const bool walked_off =
      question.at("op") == "resolve_up" && wanted.at("expect").at("revisions") == Json{nullptr};
  if (walked_off && answer.error == "relative_out_of_range") return "";
  if (!answer.error.empty()) return fmt::format("unexpected error {}", answer.error);
  const Json& expect = wanted.at("expect");
  const std::string op = question.at("op");
  if (expect.contains("rows")) return check_plan(question, expect, answer);
  if (op == "check_heads") return expect.at("at_head") == answer.at_head ? "" : "at head or not";
  if (op == "branches") {
    Ids want;
    for (const Json& branch : expect.at("branches")) {
      want.push_back(branch.at("revision"));
      if (strings(branch.at("children")) != answer.children.at(want.back()))
        return "children of " + want.back();
    }
    return check_order(question, want, answer.revisions);
  }
  if (op == "resolve_one" || op == "resolve_down") {
    const Json& one = expect.at("revision");
    return check_order(question, one.is_null() ? Ids{} : Ids{one}, answer.revisions);
  }
  return check_order(question, strings(expect.at("revisions")), answer.revisions);
}

bool is_accepted(const Json& question, const Answer& answer) {
  Json any_order = question;
  any_order.erase("order");
  return std::ranges::any_of(question.value("accept", Json::array()), [&](const Json& alternative) {
    return check(any_order, alternative, answer).empty();
  });
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one line an attribute
// NOLINTNEXTLINE(readability-function-cognitive-complexity): one line an attribute
std::string check_load(const RevisionMap& map, const Json& expect) {
  for (const Json& node : expect.at("revisions")) {
    const Index index = *map.find(node.at("revision").get<std::string>());
    const Ids labels = map.labels(index);
    const bool labels_right =
        labels == strings(node.at("labels")) ||
        (node.contains("labels_documented") && labels == strings(node.at("labels_documented")));
    if (!labels_right)
      return fmt::format("labels of {}: [{}]", map[index].id, fmt::join(labels, " "));
    if (map.is_head(index) != node.at("is_head")) return "is_head";
    if (map.is_effective_head(index) != node.at("is_effective_head")) return "is_effective_head";
    if (map.is_base(index) != node.at("is_base")) return "is_base";
    if (map.is_branch_point(index) != node.at("is_branch_point")) return "is_branch_point";
    // Alembic counts a parent that is named twice as two.
    const Ids down = map[index].down_revisions;
    const bool is_repeated = std::set(down.begin(), down.end()).size() < down.size();
    if (!is_repeated && map.is_merge_point(index) != node.at("is_merge_point"))
      return "is_merge_point";
    const auto needs = map.dependencies(index);
    if (sorted(ids_of(map, {needs.begin(), needs.end()})) !=
        sorted(strings(node.at("dependencies"))))
      return "dependencies";
  }
  return "";
}

std::string check_question(
    const std::optional<RevisionMap>& map, const std::string& load_error, const Json& question) {
  if (map && question.at("op") == "load" && question.contains("expect"))
    return check_load(*map, question.at("expect"));
  Answer answer{.error = load_error};
  if (map) {
    try {
      auto given = ask(*map, question);
      if (!given) return "";
      answer = *std::move(given);
    } catch (const Error& error) {
      answer = Answer{.error = std::string(support::name(error.code()))};
    }
  }
  auto wrong = check(question, question, answer);
  if (!wrong.empty() && question.contains("quirk") && is_accepted(question, answer)) return "";
  return wrong;
}

TEST_CASE("graph questions are answered as Alembic answers them", "[graph]") {
  std::ifstream file(MIGRATE_SOURCE_DIR "/tests/graph/oracle/vectors_public.json");
  const Json vectors = Json::parse(file);
  std::size_t asked = 0;
  for (const Json& graph : vectors.at("graphs")) {
    std::optional<RevisionMap> map;
    std::string load_error;
    try {
      map.emplace(read_graph(graph.at("graph")));
    } catch (const Error& error) {
      load_error = support::name(error.code());
    }
    for (const Json& question : graph.at("queries")) {
      const auto wrong = check_question(map, load_error, question);
      INFO(
          question.at("id").get<std::string>()
          << " " << question.at("op").get<std::string>() << " " << question.at("args").dump());
      CAPTURE(wrong);
      CHECK(wrong.empty());
      ++asked;
    }
  }
  CHECK(asked == 1794);
}

}  // namespace
}  // namespace migrate::graph
