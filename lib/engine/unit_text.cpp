#include "engine/unit_text.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/render_cpp.hpp"
#include "sql/splitter.hpp"
#include "support/error.hpp"
#include "support/source.hpp"
#include "support/text.hpp"
#include "units/sql_unit.hpp"

namespace migrate::engine {
namespace {

using Risks = std::vector<std::vector<ProbedRisk>>;

constexpr std::size_t comment_width = 97;  // and "-- " in front

/// The text in lines of bounded width; the later lines of each of its own lines are indented.
std::vector<std::string> wrapped(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line;
    std::string_view rest = text.substr(0, end);
    while (!rest.empty()) {
      const std::size_t blank = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, blank);
      if (!line.empty() && line.size() + 1 + word.size() > comment_width) {
        lines.push_back(std::exchange(line, "  "));
      } else if (!line.empty()) {
        line += ' ';
      }
      line += support::printable(word);
      rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
    lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void append(std::vector<std::string>& lines, std::string_view text) {
  std::ranges::move(wrapped(text), std::back_inserter(lines));
}

/// What is to be said above a step.
std::vector<std::string> remarks(
    const autogenerate::Step& step, const std::vector<ProbedRisk>* risks) {
  std::vector<std::string> lines;
  append(lines, step.remark);
  if (!step.destroys.empty()) append(lines, fmt::format("DESTRUCTIVE: loses {}", step.destroys));
  for (std::size_t i = 0; i < step.risks.size(); ++i) {
    const std::string seen = risks == nullptr ? "" : fmt::format(" ({})", (*risks)[i].seen);
    append(lines, fmt::format("DECIDE: {}{}.", advice(step.risks[i]), seen));
  }
  return lines;
}

/// A statement with its `;`, in lines of its own.
std::string terminated(const std::string& sql) {
  const std::size_t line = sql.rfind('\n') + 1;  // npos + 1 is 0
  const bool may_end_in_comment = sql.find("--", line) != std::string::npos;
  return sql + (may_end_in_comment ? "\n;\n" : ";\n");
}

std::string sql_section(const std::vector<CompiledStep>& steps, const Risks* risks) {
  std::string text;
  bool is_autocommitted = false;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto lines = remarks(steps[i].step, risks == nullptr ? nullptr : &(*risks)[i]);
    if (lines.empty() && steps[i].statements.empty()) continue;
    if (steps[i].step.is_autocommitted != is_autocommitted) {
      is_autocommitted = !is_autocommitted;
      text += fmt::format("\n-- migrate:{}\n", is_autocommitted ? "autocommit" : "transaction");
    }
    text += '\n';
    for (const std::string& line : lines)
      text += fmt::format("-- {}\n", line);
    std::string_view separator;
    for (const std::string& sql : steps[i].statements) {
      text += separator;
      text += terminated(sql);
      separator = "\n";
    }
  }
  return text;
}

/// What is to be said of a unit that is not one transaction.
std::string said_of_parts(const Rehearsal& rehearsal) {
  const auto has_parts = [](const std::vector<CompiledStep>& steps) {
    return std::ranges::any_of(
        steps, [](const CompiledStep& one) { return one.step.is_autocommitted; });
  };
  if (!has_parts(rehearsal.upgrade) && !has_parts(rehearsal.downgrade)) return "";
  return "\nNot one transaction: what is marked autocommit is committed by itself, before the "
         "rest, and stays when the rest fails.";
}

std::string sql_body(const Rehearsal& rehearsal, const Risks& risks) {
  std::string text = "\n";
  for (const std::string& line : wrapped(rehearsal.remark + said_of_parts(rehearsal)))
    text += fmt::format("-- {}\n", line);
  return text + "\n-- migrate:up\n" + sql_section(rehearsal.upgrade, &risks) +
         "\n-- migrate:down\n" + sql_section(rehearsal.downgrade, nullptr);
}

/// The statement of a text that is one.
std::string_view only_statement(const support::Source& source, const sql::Syntax& syntax) {
  std::string_view found;
  std::size_t count = 0;
  for (const sql::Piece& piece : sql::split(source, source.text, syntax)) {
    if (piece.statement.empty()) continue;
    found = piece.statement;
    ++count;
  }
  return count == 1 ? found : std::string_view{};
}

Error unreadable(std::string_view what) {
  return {
      ErrorCode::unsupported,
      fmt::format("a SQL unit cannot hold what was generated: {}", what),
      "generate a C++ unit: --format-unit cpp"};
}

Error unreadable_statement(const std::string& sql) {
  constexpr std::size_t most = 200;
  return unreadable(support::shorten(sql, most));
}

void check_section(
    const units::SqlSection& section,
    const std::vector<CompiledStep>& steps,
    const sql::Syntax& syntax) {
  auto piece = section.begin();
  for (const CompiledStep& step : steps) {
    for (const std::string& statement : step.statements) {
      const support::Source source{.text = statement};
      const std::string_view expected = only_statement(source, syntax);
      if (expected.empty() || piece == section.end() || piece->statement != expected ||
          piece->is_autocommitted != step.step.is_autocommitted)
        throw unreadable_statement(statement);
      ++piece;
    }
  }
  if (piece != section.end()) throw unreadable_statement(std::string(piece->statement));
}

/// Reads the body as a unit, and compares.
void check_sql(const Rehearsal& rehearsal, const std::string& body, const sql::Syntax& syntax) {
  const std::string text = "-- ---\n-- revision: a\n-- down_revision: null\n-- ---\n" + body;
  units::Unit unit;
  unit.path = "the generated unit";
  unit.embedded = text;
  units::SqlUnit read;
  try {
    read = units::read_sql_unit(unit, syntax, "");
  } catch (const Error& error) {
    throw unreadable(error.message());
  }
  check_section(read.up, rehearsal.upgrade, syntax);
  check_section(read.down.value_or(units::SqlSection{}), rehearsal.downgrade, syntax);
}

std::string cpp_function(const std::vector<CompiledStep>& compiled, const Risks* risks) {
  std::vector<autogenerate::Step> steps;
  std::ranges::transform(compiled, std::back_inserter(steps), &CompiledStep::step);
  const auto index_of = [&](const auto& is_it) {
    return static_cast<std::size_t>(std::ranges::find_if(compiled, is_it) - compiled.begin());
  };
  return autogenerate::render_cpp(
      steps,
      {.statements =
           [&](const operations::Operation& operation) {
             const std::size_t i =
                 index_of([&](const CompiledStep& one) { return one.step.operation == operation; });
             return compiled.at(i).statements;
           },
       .comment =
           [&](const autogenerate::Step& step) {
             const std::size_t i =
                 index_of([&](const CompiledStep& one) { return one.step == step; });
             return remarks(step, risks == nullptr ? nullptr : &(*risks)[i]);
           }});
}

std::string cpp_body(const Rehearsal& rehearsal, const Risks& risks) {
  std::string text = "\n";
  std::string remark = rehearsal.remark;
  if (rehearsal.is_proven)
    remark += " What ran there is the SQL of these operations; this file was not compiled.";
  remark += said_of_parts(rehearsal);
  for (const std::string& line : wrapped(remark))
    text += fmt::format("// {}\n", line);
  return text + fmt::format(
                    "\n#include <migrate/unit.hpp>\n\nusing namespace migrate;\n\n"
                    "void upgrade(Operations& op) {{\n{}}}\n\n"
                    "void downgrade(Operations& op) {{\n{}}}\n",
                    cpp_function(rehearsal.upgrade, &risks),
                    cpp_function(rehearsal.downgrade, nullptr));
}

}  // namespace

std::string unit_body(
    const Rehearsal& rehearsal,
    const std::vector<std::vector<ProbedRisk>>& risks,
    units::Format format,
    const sql::Syntax& syntax) {
  switch (format) {
    case units::Format::cpp: return cpp_body(rehearsal, risks);
    case units::Format::sql: break;
  }
  std::string body = sql_body(rehearsal, risks);
  check_sql(rehearsal, body, syntax);
  return body;
}

std::string sql_script(const std::vector<CompiledStep>& steps) {
  const std::string text = sql_section(steps, nullptr);
  return text.empty() ? text : text.substr(1);
}

}  // namespace migrate::engine
