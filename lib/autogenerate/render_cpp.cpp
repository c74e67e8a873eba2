#include "autogenerate/render_cpp.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "autogenerate/cpp_calls.hpp"
#include "schema/cpp_layout.hpp"

namespace migrate::autogenerate {
namespace {

constexpr std::size_t body_indent = 2;

std::string statement(const schema::CppText& call, std::size_t indent) {
  return fmt::format("{:{}}{};\n", "", indent, schema::layout(call, indent));
}

/// The text as lines of a comment.
std::string comment(std::string_view text, std::size_t indent) {
  std::string result;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    // A backslash at its end would make the next line a part of the comment.
    while (line.ends_with('\\') || line.ends_with(' ') || line.ends_with('\t'))
      line.remove_suffix(1);
    result += fmt::format("{:{}}// {}\n", "", indent, line);
  }
  return result;
}

/// The operation as a call with a block; nothing when not all in it can be called.
std::optional<std::string> batch(const operations::BatchAlterTable& batch) {
  const auto calls = cpp_batch_calls(batch);
  if (!calls) return std::nullopt;
  std::string text = fmt::format(
      "{:{}}op.batch_alter_table({}, [](Batch& batch) {{\n",
      "",
      body_indent,
      schema::cpp_literal(batch.table.name));
  for (const schema::CppText& call : *calls)
    text += statement(call, 2 * body_indent);
  schema::CppFields options;
  options.add_text("schema", batch.table.schema);
  if (batch.recreate != Recreate::automatic) {
    const bool is_always = batch.recreate == Recreate::always;
    options.add("recreate", {is_always ? "Recreate::always" : "Recreate::never"});
  }
  const std::string others =
      options.empty() ? "" : ", " + schema::layout(options.braced(), 2 * body_indent);
  return text + fmt::format("{:{}}}}{});\n", "", body_indent, others);
}

std::optional<std::string> calls_of(const operations::Operation& operation, std::size_t indent) {
  if (const auto* const changes = std::get_if<operations::BatchAlterTable>(&operation))
    return batch(*changes);
  const auto calls = cpp_calls(operation);
  if (!calls) return std::nullopt;
  std::string text;
  for (const schema::CppText& call : *calls)
    text += statement(call, indent);
  return text;
}

std::string executions(const std::vector<std::string>& statements, std::size_t indent) {
  std::string text;
  for (const std::string& sql : statements) {
    text += statement(
        {.head = "op.execute(", .parts = {{schema::cpp_literal(sql)}}, .tail = ")"}, indent);
  }
  return text;
}

std::string text_of(const Step& step, const CppRendering& rendering) {
  const std::size_t indent = step.is_autocommitted ? 2 * body_indent : body_indent;
  std::string text;
  if (rendering.comment) {
    for (const std::string& line : rendering.comment(step))
      text += comment(line, indent);
  }
  const auto calls = calls_of(step.operation, indent);
  return text + (calls ? *calls : executions(rendering.statements(step.operation), indent));
}

constexpr std::string_view block_begin = "  op.autocommit_block([&] {\n";
constexpr std::string_view block_end = "  });\n";

}  // namespace

std::string render_cpp(const std::vector<Step>& steps, const CppRendering& rendering) {
  std::string body;
  bool is_in_block = false;
  for (const Step& step : steps) {
    if (step.is_autocommitted != is_in_block)
      body += step.is_autocommitted ? block_begin : block_end;
    is_in_block = step.is_autocommitted;
    body += text_of(step, rendering);
  }
  return is_in_block ? body + std::string(block_end) : body;
}

}  // namespace migrate::autogenerate
