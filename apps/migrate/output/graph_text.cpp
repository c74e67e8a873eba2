#include "migrate/output/graph_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_set>

#include "migrate/output/revisions_text.hpp"

namespace migrate::output {
namespace {

constexpr std::size_t most_lanes = 8;

/// A row of the drawing; only rows of revisions have an entry.
struct Row {
  std::string lanes{};
  const RevisionEntry* entry{nullptr};
};

char mark(const RevisionEntry& entry) {
  switch (entry.applied) {
    case Applied::unknown: return '*';
    case Applied::pending: return 'o';
    case Applied::applied: return '*';
    case Applied::current: return '@';
  }
  return '*';
}

/// Draws from the newest revision down. A lane stands in every second column and waits for a
/// revision; the lanes to the right of one that begins or ends move by one.
class Drawing final {
 public:
  explicit Drawing(const std::vector<RevisionEntry>& entries) {
    for (const RevisionEntry& entry : entries)
      known_.insert(entry.revision);
    for (const RevisionEntry& entry : entries)
      add(entry);
  }

  const std::vector<Row>& rows() const { return rows_; }

 private:
  void add(const RevisionEntry& entry) {
    const auto found = std::ranges::find(lanes_, entry.revision);
    const auto column = static_cast<std::size_t>(found - lanes_.begin());
    if (found == lanes_.end()) lanes_.emplace_back(entry.revision);
    for (std::size_t i = lanes_.size() - 1; i > column; --i) {
      if (lanes_[i] == entry.revision) join(column, i);
    }
    std::string row = upright(lanes_.size());
    row[2 * column] = mark(entry);
    push(row, &entry);
    follow(entry, column);
  }

  /// Parents that are not listed have no lane.
  std::vector<std::string_view> parents(const RevisionEntry& entry) const {
    std::vector<std::string_view> result;
    for (const std::string& parent : entry.down_revisions) {
      if (known_.contains(parent)) result.push_back(parent);
    }
    return result;
  }

  void follow(const RevisionEntry& entry, std::size_t column) {
    const auto above = parents(entry);
    if (above.empty()) {
      end(column);
      return;
    }
    lanes_[column] = above.front();
    for (std::size_t i = above.size() - 1; i > 0; --i)
      fork(column, above[i]);
  }

  /// `|\`: one more parent, right of the first.
  void fork(std::size_t column, std::string_view parent) {
    std::string row = upright(column + 1);
    row += '\\';
    for (std::size_t i = column + 1; i < lanes_.size(); ++i)
      row += " \\";
    push(row, nullptr);
    lanes_.insert(lanes_.begin() + static_cast<std::ptrdiff_t>(column) + 1, parent);
  }

  /// `|_|/`: the lane `from` ends in the lane `column`, left of it.
  void join(std::size_t column, std::size_t from) {
    std::string row = upright(from);
    for (std::size_t i = column; i + 1 < from; ++i)
      row[2 * i + 1] = '_';
    row.resize(2 * from - 1, ' ');
    row += '/';
    shift_left(row, from);
  }

  /// The lane of a revision without parents.
  void end(std::size_t column) {
    if (column + 1 == lanes_.size()) {
      lanes_.pop_back();
      return;
    }
    std::string row = upright(column);
    row.resize(2 * column, ' ');
    shift_left(row, column);
  }

  void shift_left(std::string& row, std::size_t removed) {
    for (std::size_t i = removed + 1; i < lanes_.size(); ++i) {
      row.resize(2 * i - 1, ' ');
      row += '/';
    }
    push(row, nullptr);
    lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(removed));
  }

  static std::string upright(std::size_t count) {
    std::string row;
    for (std::size_t i = 0; i < count; ++i)
      row += i == 0 ? "|" : " |";
    return row;
  }

  void push(const std::string& row, const RevisionEntry* entry) {
    const std::size_t limit = 2 * most_lanes;
    if (row.size() < limit) {
      rows_.push_back({.lanes = row, .entry = entry});
      return;
    }
    Row cut{.lanes = row.substr(0, limit) + "...", .entry = entry};
    const bool hidden = entry != nullptr && row.find_first_of("*@o") >= limit;
    if (hidden) cut.lanes += mark(*entry);
    rows_.push_back(std::move(cut));
  }

  std::unordered_set<std::string_view> known_{};
  std::vector<std::string_view> lanes_{};
  std::vector<Row> rows_{};
};

}  // namespace

std::string graph_text(const std::vector<RevisionEntry>& newest_first, const Style& style) {
  const Drawing drawing(newest_first);
  std::size_t width = 0;
  for (const Row& row : drawing.rows()) {
    if (row.entry != nullptr) width = std::max(width, row.lanes.size());
  }
  std::string result;
  for (const Row& row : drawing.rows()) {
    if (row.entry == nullptr) {
      result += row.lanes + "\n";
    } else {
      result += pad(row.lanes, width) + " " + revision_line(*row.entry, style, width + 1);
    }
  }
  return result;
}

}  // namespace migrate::output
