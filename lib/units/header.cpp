#include "units/header.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/suggest.hpp"
#include "support/text.hpp"
#include "units/value.hpp"

namespace migrate::units {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view fence = "---";

enum class Key {
  revision,
  down_revision,
  branch_labels,
  depends_on,
  message,
  create_date,
  transactional
};

/// In the order of the enum.
constexpr std::array<std::string_view, 7> key_names{
    "revision",
    "down_revision",
    "branch_labels",
    "depends_on",
    "message",
    "create_date",
    "transactional"};

std::optional<Key> find_key(std::string_view name) {
  const auto* const found = std::ranges::find(key_names, name);
  if (found == key_names.end()) return std::nullopt;
  return static_cast<Key>(found - key_names.begin());
}

std::string_view comment_prefix(Format format) {
  switch (format) {
    case Format::sql: return "--";
    case Format::cpp: return "//";
  }
  return {};
}

/// Why a name cannot be an id or a label; empty: it can.
std::string find_name_fault(std::string_view name, std::string_view refused) {
  if (name.empty()) return "is empty";
  if (name == "head" || name == "heads" || name == "base" || name == "current") {
    return "is a word with a meaning of its own";
  }
  for (const char c : name) {
    if (c == ' ') return "contains a blank";
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return "contains white space or a control character";
    if (refused.find(c) != npos) return fmt::format("contains `{}`", c);
  }
  return {};
}

constexpr std::string_view refused_in_ids = "@-+:";
constexpr std::string_view refused_in_labels = "@+:";

std::optional<Error> find_id_error(const std::string& id) {
  const std::string fault = find_name_fault(id, refused_in_ids);
  if (fault.empty()) return std::nullopt;
  return Error(
      ErrorCode::illegal_revision_id,
      fmt::format("revision id `{}` {}", support::printable(id), fault),
      "use letters, digits, `_` and `.`; not @ - + : nor white space, nor head, heads, base, "
      "current");
}

std::optional<Error> find_label_error(const std::string& label) {
  const std::string fault = find_name_fault(label, refused_in_labels);
  if (fault.empty()) return std::nullopt;
  return Error(
      ErrorCode::illegal_revision_id,
      fmt::format("branch label `{}` {}", support::printable(label), fault),
      "use letters, digits, `_`, `.` and `-`; not @ + : nor white space, nor head, heads, base, "
      "current");
}

/// One line of the source, as offsets; without its end.
struct Line {
  std::size_t begin{0};
  std::size_t end{0};
};

/// Reads the front matter of one unit, line by line, in one pass.
class Reader final {
 public:
  Reader(const support::Source& source, Format format)
      : source_(&source), text_(source.text), prefix_(comment_prefix(format)) {}

  /// Nothing when the text ends in front of the closing fence.
  std::optional<Header> read() {
    refuse_utf16();
    if (text_.starts_with(byte_order_mark)) next_ = byte_order_mark.size();
    if (!find_opening_fence() || !read_entries()) return std::nullopt;
    require(Key::revision);
    require(Key::down_revision);
    header_.body_begin = next_;
    return std::move(header_);
  }

  /// What is wrong when read() has found nothing.
  Error incomplete() const { return fence_ ? no_closing_fence(*fence_) : no_front_matter(0); }

 private:
  void refuse_utf16() const {
    if (!text_.starts_with("\xFF\xFE") && !text_.starts_with("\xFE\xFF")) return;
    throw Error(ErrorCode::invalid_unit, "the file is UTF-16 text", "save it as UTF-8")
        .with_place({.file = source_->path, .line = 1});
  }

  std::optional<Line> next_line() {
    if (next_ >= text_.size()) return std::nullopt;
    const std::size_t newline = text_.find('\n', next_);
    Line line{.begin = next_, .end = newline == npos ? text_.size() : newline};
    next_ = newline == npos ? text_.size() : newline + 1;
    if (line.end > line.begin && text_[line.end - 1] == '\r') --line.end;
    return line;
  }

  /// The line without the white space around it.
  Line trimmed(Line line) const {
    while (line.begin < line.end && is_blank(text_[line.begin]))
      ++line.begin;
    while (line.end > line.begin && is_blank(text_[line.end - 1]))
      --line.end;
    return line;
  }

  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

  std::string_view text_of(Line line) const {
    return text_.substr(line.begin, line.end - line.begin);
  }

  /// A fence is a comment of its own, and not a longer row of dashes.
  bool is_fence(Line comment) const {
    const std::string_view text = text_of(comment).substr(prefix_.size());
    return !text.empty() && is_blank(text.front()) && support::trim(text) == fence;
  }

  bool find_opening_fence() {
    while (const auto found = next_line()) {
      const Line line = trimmed(*found);
      const std::string_view text = text_of(line);
      if (text.empty()) continue;
      if (text.starts_with("/*")) {
        const std::size_t end = text_.find("*/", line.begin + 2);
        next_ = end == npos ? text_.size() : end + 2;
        continue;
      }
      if (!text.starts_with(prefix_)) throw no_front_matter(line.begin);
      if (is_fence(line)) {
        fence_ = line.begin;
        return true;
      }
    }
    return false;
  }

  Error no_front_matter(std::size_t offset) const {
    constexpr std::string_view lines[] = {
        "---", "revision: 1a2b3c4d5e6f", "down_revision: null", "message: what it does", "---"};
    std::string hint = "begin the file with these lines:";
    for (const std::string_view line : lines)
      hint += fmt::format("\n{} {}", prefix_, line);
    return invalid_unit(*source_, offset, "the unit has no front matter", std::move(hint));
  }

  Error no_closing_fence(std::size_t offset) const {
    return invalid_unit(
        *source_,
        offset,
        "the front matter has no end",
        fmt::format("end it with a line `{} {}`", prefix_, fence));
  }

  /// Reads the lines up to the closing fence, and that.
  bool read_entries() {
    while (const auto found = next_line()) {
      const Line line = trimmed(*found);
      if (!text_of(line).starts_with(prefix_)) throw no_closing_fence(line.begin);
      if (is_fence(line)) return true;
      const Line content = trimmed({line.begin + prefix_.size(), line.end});
      if (content.begin < content.end && text_[content.begin] != '#') read_entry(content);
    }
    return false;
  }

  void read_entry(Line line) {
    const std::string_view text = text_of(line);
    const std::size_t nul = text.find('\0');
    if (nul != npos) {
      throw invalid_unit(
          *source_,
          line.begin + nul,
          "a NUL byte in the front matter",
          "save the file as UTF-8 text");
    }
    const std::size_t colon = text.find(':');
    if (colon == npos) {
      throw invalid_unit(
          *source_,
          line.begin,
          fmt::format("`{}` is no `key: value`", support::printable(text)),
          "write a list on the line of its key: [a, b]");
    }
    if (colon + 1 < text.size() && !is_blank(text[colon + 1])) {
      throw invalid_unit(
          *source_,
          line.begin + colon,
          "a blank is missing behind the colon",
          "write `key: value`");
    }
    const Key key = read_key(support::trim(text.substr(0, colon)), line.begin);
    set(key, read_value(*source_, line.begin + colon + 1, line.end));
  }

  Key read_key(std::string_view name, std::size_t offset) {
    const auto key = find_key(name);
    if (!key) throw unknown_key(name, offset);
    const auto index = static_cast<std::size_t>(*key);
    if (seen_.test(index)) {
      throw invalid_unit(
          *source_, offset, fmt::format("`{}` is given twice", name), "take out one of the lines");
    }
    seen_.set(index);
    return *key;
  }

  Error unknown_key(std::string_view name, std::size_t offset) const {
    const std::vector<std::string> known(key_names.begin(), key_names.end());
    std::string hint = support::did_you_mean(name, known);
    if (hint.empty()) hint = fmt::format("keys: {}", fmt::join(known, ", "));
    return invalid_unit(
        *source_,
        offset,
        fmt::format("unknown key `{}` in the front matter", support::printable(name)),
        std::move(hint));
  }

  void set(Key key, Value value) {
    Unit& unit = header_.unit;
    graph::Revision& revision = unit.revision;
    switch (key) {
      case Key::revision: revision.id = id_in(std::move(value)); break;
      case Key::down_revision: revision.down_revisions = list_in(std::move(value)); break;
      case Key::branch_labels: revision.branch_labels = labels_in(std::move(value)); break;
      case Key::depends_on: revision.depends_on = list_in(std::move(value)); break;
      case Key::message: revision.message = text_in(std::move(value)); break;
      case Key::create_date: unit.create_date = text_in(std::move(value)); break;
      case Key::transactional: unit.transactional = truth_in(value); break;
    }
  }

  std::string id_in(Value value) const {
    if (value.kind == ValueKind::nothing) {
      throw invalid_unit(
          *source_,
          value.offset,
          "the revision id is missing",
          "give the unit an id; an id `null` stands in quotes");
    }
    const std::size_t offset = value.offset;
    std::string id = text_in(std::move(value));
    if (const auto error = find_id_error(id)) {
      throw error->with_place(support::locate(*source_, offset));
    }
    return id;
  }

  std::vector<std::string> labels_in(Value value) const {
    std::vector<std::string> labels;
    for (Scalar& label : scalars_in(std::move(value))) {
      if (const auto error = find_label_error(label.text)) {
        throw error->with_place(support::locate(*source_, label.offset));
      }
      labels.push_back(std::move(label.text));
    }
    return labels;
  }

  static std::vector<Scalar> scalars_in(Value value) {
    if (value.kind == ValueKind::scalar) value.items.push_back(std::move(value.scalar));
    return std::move(value.items);
  }

  static std::vector<std::string> list_in(Value value) {
    std::vector<std::string> texts;
    if (value.kind == ValueKind::scalar) texts.push_back(std::move(value.scalar.text));
    for (Scalar& item : value.items)
      texts.push_back(std::move(item.text));
    return texts;
  }

  std::string text_in(Value value) const {
    if (value.kind == ValueKind::list) {
      throw invalid_unit(
          *source_, value.offset, "a list where one word is due", "put the text in quotes");
    }
    return value.kind == ValueKind::nothing ? std::string{} : std::move(value.scalar.text);
  }

  bool truth_in(const Value& value) const {
    if (value.kind == ValueKind::nothing) return true;
    const bool plain = value.kind == ValueKind::scalar && !value.scalar.is_quoted;
    if (plain && value.scalar.text == "true") return true;
    if (plain && value.scalar.text == "false") return false;
    throw invalid_unit(
        *source_, value.offset, "transactional is neither true nor false", "write true or false");
  }

  void require(Key key) const {
    const auto index = static_cast<std::size_t>(key);
    if (seen_.test(index)) return;
    throw invalid_unit(
        *source_,
        fence_.value_or(0),
        fmt::format("the front matter has no `{}`", key_names.at(index)),
        key == Key::revision
            ? fmt::format("add a line `{} revision: 1a2b3c4d5e6f`", prefix_)
            : fmt::format(
                  "add a line `{0} down_revision: <id>`, or `{0} down_revision: null`", prefix_));
  }

  const support::Source* source_;
  std::string_view text_;
  std::string_view prefix_;
  std::size_t next_{0};                 // where the next line begins
  std::optional<std::size_t> fence_{};  // where the opening one begins
  std::bitset<key_names.size()> seen_{};
  Header header_{};
};

/// null for none, the text alone for one, else a list.
std::string write_parents(const std::vector<std::string>& ids) {
  if (ids.empty()) return "null";
  return ids.size() == 1 ? write_scalar(ids.front()) : write_list(ids);
}

}  // namespace

Header read_header(const support::Source& source, Format format) {
  Reader reader(source, format);
  auto header = reader.read();
  if (!header) throw reader.incomplete();
  return *std::move(header);
}

std::optional<Header> find_header(const support::Source& beginning, Format format) {
  return Reader(beginning, format).read();
}

std::string write_header(const Unit& unit) {
  const std::string_view prefix = comment_prefix(unit.format);
  const graph::Revision& revision = unit.revision;
  std::string text = fmt::format("{} {}\n", prefix, fence);
  const auto add = [&](Key key, const std::string& value) {
    const std::string_view name = key_names.at(static_cast<std::size_t>(key));
    text += fmt::format("{} {}: {}\n", prefix, name, value);
  };
  add(Key::revision, write_scalar(revision.id));
  add(Key::down_revision, write_parents(revision.down_revisions));
  if (!revision.branch_labels.empty()) {
    add(Key::branch_labels, write_list(revision.branch_labels));
  }
  if (!revision.depends_on.empty()) add(Key::depends_on, write_list(revision.depends_on));
  add(Key::message, write_scalar(revision.message));
  if (!unit.create_date.empty()) add(Key::create_date, write_scalar(unit.create_date));
  if (!unit.transactional) add(Key::transactional, "false");
  return text + fmt::format("{} {}\n", prefix, fence);
}

void check_revision_id(const std::string& id) {
  if (const auto error = find_id_error(id)) throw Error(*error);
}

void check_branch_label(const std::string& label) {
  if (const auto error = find_label_error(label)) throw Error(*error);
}

}  // namespace migrate::units
