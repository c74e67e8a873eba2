#include "dialect/postgresql/doubts.hpp"

#include <algorithm>
#include <utility>

#include "dialect/postgresql/default_values.hpp"
#include "dialect/postgresql/expression_text.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// How often a text is read and printed again.
constexpr int most_rounds = 5;

struct SameTexts {
  bool operator()(const schema::Column& a, const schema::Column& b) const {
    const auto expression = [](const schema::Column& column) {
      return column.computed ? column.computed->expression : std::string{};
    };
    return canonical_default(a.server_default, a.type) ==
               canonical_default(b.server_default, b.type) &&
           expression(a) == expression(b);
  }
  bool operator()(const schema::Check& a, const schema::Check& b) const {
    return a.condition == b.condition;
  }
  bool operator()(const schema::Exclude& a, const schema::Exclude& b) const {
    return a.elements == b.elements && a.method == b.method && a.where == b.where;
  }
  bool operator()(const schema::Index& a, const schema::Index& b) const {
    return a.columns == b.columns && a.method == b.method && a.where == b.where;
  }
  template <typename A, typename B>
  bool operator()(const A& /*a*/, const B& /*b*/) const {
    return false;
  }
};

void fold(std::string& expression) {
  expression = folded_expression(expression);
}

/// The definition with its expressions folded.
Part folded(Part part) {
  if (auto* const column = std::get_if<schema::Column>(&part)) {
    if (column->computed) fold(column->computed->expression);
    auto* const value = column->server_default
                            ? std::get_if<schema::Expression>(&*column->server_default)
                            : nullptr;
    if (value != nullptr) fold(value->text);
  }
  if (auto* const check = std::get_if<schema::Check>(&part)) fold(check->condition);
  if (auto* const exclude = std::get_if<schema::Exclude>(&part)) {
    fold(exclude->where);
    for (schema::ExcludeElement& element : exclude->elements)
      fold(element.expression);
  }
  if (auto* const index = std::get_if<schema::Index>(&part)) {
    fold(index->where);
    for (schema::IndexColumn& column : index->columns)
      fold(column.expression);
  }
  return part;
}

/// A text on its way to the print that does not change any more.
struct Text {
  Part part{};
  bool is_stable{false};
  bool is_readable{true};
};

class OpenDoubt final {
 public:
  OpenDoubt(const Doubt& doubt, Verdict& verdict) : doubt_(&doubt), verdict_(&verdict) {
    texts_.push_back({.part = doubt.declared});
    for (const Part& candidate : doubt.candidates)
      texts_.push_back({.part = candidate});
  }

  const schema::Table& table() const { return *doubt_->table; }
  Text& declared() { return texts_.front(); }
  std::vector<Text>& texts() { return texts_; }

  void take(Text& text, const Answer& answer) {
    if (!answer.printed) {
      text.is_readable = false;
      text.is_stable = true;
      if (&text == &declared()) refusal_ = answer.refusal;
      return;
    }
    text.is_stable = has_same_texts(text.part, *answer.printed);
    text.part = *answer.printed;
    if (&text == &declared() && !verdict_->printed) verdict_->printed = text.part;
  }

  /// Whether everything is known.
  bool is_over() {
    if (!verdict_->same.empty()) return true;
    if (declared().is_readable) {
      for (std::size_t i = 1; i < texts_.size(); ++i) {
        if (texts_[i].is_readable && has_same_texts(declared().part, texts_[i].part))
          verdict_->same.push_back(i - 1);
      }
      if (!verdict_->same.empty()) return true;
    }
    return std::ranges::all_of(texts_, &Text::is_stable);
  }

  /// When neither side can be read, nothing is known of either.
  void close() {
    if (std::ranges::none_of(texts_, &Text::is_readable)) compare_as_written(refusal_);
  }

  void compare_as_written(const std::string& reason) {
    verdict_->unconfirmed = reason;
    const Part declared = folded(doubt_->declared);
    for (std::size_t i = 0; i < doubt_->candidates.size(); ++i) {
      if (has_same_texts(declared, folded(doubt_->candidates[i]))) verdict_->same.push_back(i);
    }
  }

 private:
  const Doubt* doubt_;
  Verdict* verdict_;
  std::vector<Text> texts_{};  // the declared one and its candidates
  std::string refusal_{};
};

/// Asks for the next print of every text that `choose` wants. What makes it impossible to ask.
template <typename Choose>
std::string ask_round(
    const Dialect& dialect,
    db::Connection& connection,
    const std::vector<schema::EnumType>& types,
    std::vector<OpenDoubt>& open,
    Choose choose) {
  std::vector<Question> questions;
  std::vector<std::pair<OpenDoubt*, Text*>> asked;
  for (OpenDoubt& doubt : open) {
    for (Text& text : doubt.texts()) {
      if (text.is_stable || !choose(doubt, text)) continue;
      questions.push_back({.table = &doubt.table(), .part = text.part});
      asked.emplace_back(&doubt, &text);
    }
  }
  if (questions.empty()) return {};
  const Answers answers = ask(dialect, connection, types, questions);
  if (!answers.refusal.empty()) return answers.refusal;
  for (std::size_t i = 0; i < asked.size(); ++i)
    asked[i].first->take(*asked[i].second, answers.answers[i]);
  return {};
}

void close_over(std::vector<OpenDoubt>& open) {
  std::erase_if(open, [](OpenDoubt& doubt) {
    const bool is_over = doubt.is_over();
    if (is_over) doubt.close();
    return is_over;
  });
}

}  // namespace

std::vector<Verdict> resolve(
    const Dialect& dialect,
    db::Connection& connection,
    const std::vector<schema::EnumType>& types,
    const std::vector<Doubt>& doubts) {
  std::vector<Verdict> verdicts(doubts.size());
  std::vector<OpenDoubt> open;
  for (std::size_t i = 0; i < doubts.size(); ++i)
    open.emplace_back(doubts[i], verdicts[i]);
  const auto is_declared = [](OpenDoubt& doubt, const Text& text) {
    return &text == &doubt.declared();
  };
  const auto is_any = [](OpenDoubt& /*doubt*/, const Text& /*text*/) { return true; };
  std::string refusal = ask_round(dialect, connection, types, open, is_declared);
  for (int round = 1; round < most_rounds && refusal.empty(); ++round) {
    close_over(open);
    if (open.empty()) break;
    refusal = ask_round(dialect, connection, types, open, is_any);
  }
  if (refusal.empty()) close_over(open);
  for (OpenDoubt& doubt : open) {
    if (!refusal.empty()) doubt.compare_as_written(refusal);
  }
  return verdicts;
}

bool has_same_texts(const Part& a, const Part& b) {
  return std::visit(SameTexts{}, a, b);
}

}  // namespace migrate::dialect::postgresql
