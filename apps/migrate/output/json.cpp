#include "migrate/output/json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

namespace migrate::output {
namespace {

using Json = nlohmann::ordered_json;

/// Names and messages may hold any bytes; what is no UTF-8 is replaced.
std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json number_or_null(std::size_t number) {
  return number == 0 ? Json(nullptr) : Json(number);
}

Json revision(const RevisionEntry& entry) {
  Json result{
      {"revision", entry.revision},
      {"down_revision", entry.down_revisions},
      {"branch_labels", entry.branch_labels},
      {"depends_on", entry.depends_on},
      {"message", entry.message},
      {"create_date", text_or_null(entry.create_date)},
      {"path", entry.path},
      {"is_head", entry.is_head},
      {"is_base", entry.is_base},
      {"is_branch_point", entry.is_branch_point},
      {"is_merge_point", entry.is_merge_point},
      {"is_current", entry.applied == Applied::current},
  };
  return result;
}

Json with_children(const RevisionEntry& entry) {
  Json result = revision(entry);
  result["children"] = Json::array();
  for (const Child& child : entry.children)
    result["children"].push_back(child.revision);
  return result;
}

/// A line each, so that a long listing needs no second copy in memory and can be read and compared
/// by lines.
std::string revisions(
    const std::vector<RevisionEntry>& entries, Json (*write)(const RevisionEntry&)) {
  std::string result = "{\"revisions\":[";
  std::string_view separator = "\n";
  for (const RevisionEntry& entry : entries) {
    result += separator;
    result += dump(write(entry));
    separator = ",\n";
  }
  return result + (entries.empty() ? "]}\n" : "\n]}\n");
}

double milliseconds(std::chrono::microseconds duration) {
  constexpr double microseconds_each = 1'000;
  return static_cast<double>(duration.count()) / microseconds_each;
}

Json step(const StepEntry& entry) {
  return {
      {"revision", text_or_null(entry.revision)},
      {"direction", entry.direction},
      {"message", entry.message},
      {"duration_ms", milliseconds(entry.duration)},
      {"heads_after", entry.heads_after},
  };
}

std::string_view sign(ChangeSign sign) {
  switch (sign) {
    case ChangeSign::added: return "added";
    case ChangeSign::changed: return "changed";
    case ChangeSign::removed: return "removed";
  }
  return {};
}

Json operations(const std::vector<ChangeEntry>& entries) {
  Json result = Json::array();
  for (const ChangeEntry& entry : entries) {
    result.push_back({
        {"kind", entry.kind},
        {"table", text_or_null(entry.table)},
        {"name", entry.name},
        {"description", entry.description},
        {"change", sign(entry.sign)},
        {"is_destructive", entry.is_destructive},
    });
  }
  return result;
}

Json question(const QuestionEntry& entry) {
  constexpr double hundred = 100;
  return {
      {"kind", entry.kind},
      {"from", entry.from},
      {"to", entry.to},
      {"score", std::round(entry.score * hundred) / hundred},
      {"rename", entry.rename},
      {"drop_and_add", entry.drop_and_add},
  };
}

std::string_view status(FileStatus status) {
  switch (status) {
    case FileStatus::created: return "created";
    case FileStatus::changed: return "changed";
    case FileStatus::kept: return "kept";
  }
  return {};
}

Json files(const std::vector<FileEntry>& entries) {
  Json result = Json::array();
  for (const FileEntry& file : entries)
    result.push_back({{"path", file.path}, {"status", status(file.status)}});
  return result;
}

struct JsonWriter {
  std::string operator()(const RevisionReport& report) const {
    return revisions(
        report.revisions, report.layout == Layout::branches ? with_children : revision);
  }

  std::string operator()(const UnitReport& report) const {
    return revisions(report.revisions, revision);
  }

  std::string operator()(const GeneratedReport& report) const {
    Json units = Json::array();
    for (const RevisionEntry& entry : report.revisions)
      units.push_back(revision(entry));
    Json result{{"operations", operations(report.changes)}, {"revisions", std::move(units)}};
    if (!report.unmanaged.empty()) result["unmanaged"] = report.unmanaged;
    return dump(result) + "\n";
  }

  std::string operator()(const CheckReport& report) const {
    Json result{{"operations", operations(report.changes)}};
    if (!report.unmanaged.empty()) result["unmanaged"] = report.unmanaged;
    return dump(result) + "\n";
  }

  std::string operator()(const QuestionReport& report) const {
    Json questions = Json::array();
    for (const QuestionEntry& entry : report.questions)
      questions.push_back(question(entry));
    return dump({{"questions", std::move(questions)}}) + "\n";
  }

  std::string operator()(const DiffReport& report) const {
    return dump({{"operations", operations(report.changes)}, {"sql", report.sql}}) + "\n";
  }

  std::string operator()(const ModelReport& report) const {
    return dump({{"path", report.path}}) + "\n";
  }

  std::string operator()(const RunReport& report) const {
    Json steps = Json::array();
    for (const StepEntry& entry : report.steps)
      steps.push_back(step(entry));
    Json heads = Json::array();
    for (const HeadEntry& head : report.heads)
      heads.push_back(head.revision);
    return dump({{"steps", std::move(steps)}, {"heads", std::move(heads)}}) + "\n";
  }

  std::string operator()(const InitReport& report) const {
    return dump({{"files", files(report.files)}}) + "\n";
  }

  std::string operator()(const EmbedReport& report) const {
    return dump({{"files", files(report.files)}, {"units", report.units}}) + "\n";
  }

  std::string operator()(const VersionTableReport& report) const {
    const bool created = report.status == TableStatus::created;
    return dump({{"version_table", report.table}, {"created", created}}) + "\n";
  }

  std::string operator()(const BuildReport& report) const {
    return dump({
               {"directory", report.directory},
               {"models", report.models},
               {"units", report.units},
           }) +
           "\n";
  }

  std::string operator()(const ListReport& report) const {
    Json entries = Json::array();
    for (const NamedText& entry : report.entries) {
      entries.push_back({{"name", entry.name}, {"description", entry.text}});
    }
    return dump({{report.kind, std::move(entries)}}) + "\n";
  }

  std::string operator()(const ExplanationReport& report) const {
    const Json result{
        {"code", report.code},
        {"exit_status", report.exit_status},
        {"meaning", report.meaning},
        {"remedy", report.remedy},
    };
    return dump(result) + "\n";
  }

  std::string operator()(const PageReport& report) const {
    return dump({{"text", report.text}}) + "\n";
  }

  std::string operator()(const VersionReport& report) const {
    return dump({{"version", report.version}}) + "\n";
  }

  std::string operator()(const ScriptReport& /*report*/) const { return {}; }
};

}  // namespace

std::string json(const Report& report) {
  return std::visit(JsonWriter{}, report);
}

std::string json(const Error& error) {
  const support::Place place = error.place().value_or(support::Place{});
  const Json body{
      {"code", support::name(error.code())},
      {"message", error.message()},
      {"hint", text_or_null(error.hint())},
      {"file", text_or_null(place.file)},
      {"line", number_or_null(place.line)},
      {"column", number_or_null(place.column)},
      {"sqlstate", text_or_null(error.sqlstate())},
      {"state", text_or_null(error.state())},
  };
  return dump({{"error", body}}) + "\n";
}

}  // namespace migrate::output
