#include "migrate/output/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "migrate/output/revisions_text.hpp"

namespace migrate::output {
namespace {

constexpr std::size_t verb_width = 10;

std::string_view status_text(FileStatus status) {
  switch (status) {
    case FileStatus::created: return "created";
    case FileStatus::changed: return "changed";
    case FileStatus::kept: return "kept";
  }
  return {};
}

std::string next_text(const std::string& next, const Style& style) {
  return next.empty() ? std::string{}
                      : fmt::format("{} {}\n", paint(style, Paint::quiet, "next:"), next);
}

std::string change_line(const ChangeEntry& entry, const Style& style) {
  std::string line;
  switch (entry.sign) {
    case ChangeSign::added: line = paint(style, Paint::good, "+ " + entry.description); break;
    case ChangeSign::changed: line = paint(style, Paint::change, "~ " + entry.description); break;
    case ChangeSign::removed: line = paint(style, Paint::bad, "- " + entry.description); break;
  }
  if (entry.is_destructive) line += "  " + paint(style, Paint::bad, "(destructive)");
  return line + "\n";
}

std::string changes_text(const std::vector<ChangeEntry>& entries, const Style& style) {
  if (entries.empty()) return "no changes detected\n";
  std::string result;
  for (const ChangeEntry& entry : entries)
    result += change_line(entry, style);
  return result;
}

std::string units_text(const std::string& verb, const std::vector<RevisionEntry>& revisions) {
  std::string result;
  for (const RevisionEntry& entry : revisions)
    result += pad(verb, verb_width) + entry.display_path + "\n";
  return result;
}

struct TextWriter {
  const Style& style;

  std::string operator()(const RevisionReport& report) const {
    return revisions_text(report, style);
  }

  std::string operator()(const UnitReport& report) const {
    return units_text(report.verb, report.revisions);
  }

  std::string operator()(const GeneratedReport& report) const {
    return changes_text(report.changes, style) + units_text("wrote", report.revisions);
  }

  std::string operator()(const CheckReport& report) const {
    return changes_text(report.changes, style);
  }

  std::string operator()(const QuestionReport& report) const {
    std::string result;
    for (const QuestionEntry& entry : report.questions) {
      result += fmt::format(
          "{} {} {} -> {}  (alike by {:.2f})\n",
          paint(style, Paint::strong, "?"),
          entry.kind,
          entry.from,
          entry.to,
          entry.score);
    }
    return result;
  }

  std::string operator()(const DiffReport& report) const { return report.text; }

  std::string operator()(const ModelReport& report) const {
    return pad("wrote", verb_width) + report.path + "\n";
  }

  std::string operator()(const RunReport& report) const {
    const std::string place = place_text(report.heads);
    if (report.steps.empty()) return fmt::format("nothing to do, at {}\n", place);
    const std::string statements =
        report.statements == 0 ? "" : ", " + count_text(report.statements, "statement");
    return fmt::format(
        "{}      at {}{}, {}\n",
        paint(style, Paint::good, "done"),
        place,
        statements,
        duration_text(report.duration));
  }

  std::string operator()(const InitReport& report) const {
    std::size_t width = 0;
    for (const FileEntry& file : report.files)
      width = std::max(width, file.path.size());
    std::string result;
    for (const FileEntry& file : report.files) {
      result += fmt::format(
          "{}{}  {}\n",
          pad(std::string(status_text(file.status)), verb_width),
          pad(file.path, width),
          file.purpose);
    }
    const bool kept = std::ranges::all_of(
        report.files, [](const FileEntry& file) { return file.status == FileStatus::kept; });
    return kept ? result + "nothing to do, the project is there already\n" : result;
  }

  std::string operator()(const VersionTableReport& report) const {
    const bool created = report.status == TableStatus::created;
    return fmt::format(
        "{}{}\n", created ? "created   " : "nothing to do, there is a table ", report.table);
  }

  std::string operator()(const BuildReport& report) const {
    const std::string models =
        report.models == 0 ? "" : " and " + count_text(report.models, "C++ model");
    return fmt::format(
        "built     {}{} in {}\n", count_text(report.units, "C++ unit"), models, report.directory);
  }

  std::string operator()(const EmbedReport& report) const {
    std::string result;
    for (const FileEntry& file : report.files)
      result += pad(std::string(status_text(file.status)), verb_width) + file.path + "\n";
    return result + fmt::format("{} in {}\n", count_text(report.units, "unit"), report.function);
  }

  std::string operator()(const ListReport& report) const {
    std::size_t width = 0;
    for (const NamedText& entry : report.entries)
      width = std::max(width, entry.name.size());
    std::string result;
    for (const NamedText& entry : report.entries) {
      result += fmt::format(
          "{}  {}\n", paint(style, Paint::identifier, pad(entry.name, width)), entry.text);
    }
    return result;
  }

  std::string operator()(const ExplanationReport& report) const {
    return fmt::format(
        "{} (exit status {})\n\n{}\n\n{}\n",
        paint(style, Paint::strong, report.code),
        report.exit_status,
        report.meaning,
        report.remedy);
  }

  std::string operator()(const PageReport& report) const { return report.text; }

  std::string operator()(const VersionReport& report) const {
    return fmt::format("migrate {}\n", report.version);
  }

  std::string operator()(const ScriptReport& /*report*/) const { return {}; }
};

struct NoteWriter {
  const Style& style;

  std::string operator()(const RevisionReport& report) const {
    return report.note.empty() ? std::string{} : report.note + "\n";
  }
  std::string operator()(const UnitReport& report) const { return next_text(report.next, style); }
  std::string operator()(const GeneratedReport& report) const {
    return next_text(report.next, style);
  }
  std::string operator()(const DiffReport& report) const {
    return report.text.empty() ? "no changes detected\n" : "";
  }
  std::string operator()(const InitReport& report) const { return next_text(report.next, style); }
  std::string operator()(const ListReport& report) const { return next_text(report.next, style); }
  std::string operator()(const BuildReport& report) const { return next_text(report.next, style); }
  std::string operator()(const auto& /*report*/) const { return {}; }
};

struct FailureFinder {
  std::optional<Error> operator()(const CheckReport& report) const { return report.failure; }
  std::optional<Error> operator()(const QuestionReport& report) const { return report.failure; }
  std::optional<Error> operator()(const DiffReport& report) const { return report.failure; }
  std::optional<Error> operator()(const auto& /*report*/) const { return std::nullopt; }
};

}  // namespace

std::string text(const Report& report, const Style& style) {
  return std::visit(TextWriter{style}, report);
}

std::string note_text(const Report& report, const Style& style) {
  return std::visit(NoteWriter{style}, report);
}

std::string place_text(const std::vector<HeadEntry>& heads) {
  if (heads.empty()) return "<base>";
  std::vector<std::string> words;
  words.reserve(heads.size());
  for (const HeadEntry& head : heads) {
    words.push_back(head.is_head ? head.revision + " (head)" : head.revision);
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

std::optional<Error> failure_of(const Report& report) {
  return std::visit(FailureFinder{}, report);
}

}  // namespace migrate::output
