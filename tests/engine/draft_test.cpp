#include "engine/draft.hpp"

#include <chrono>
#include <set>
#include <string>
#include <utility>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/temporary_folder.hpp"
#include "units/header.hpp"

namespace migrate::engine {
namespace {

using testing::TemporaryFolder;

constexpr std::chrono::sys_seconds noon =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{12};

/// A project of two locations: `core` has a1 <- b2, and b3 beside it; `plugins` has p1, labelled.
class Folder final {
 public:
  Folder() {
    write("core/a1.sql", "a1", "null");
    write("core/b2.sql", "b2", "a1");
    write("core/b3.sql", "b3", "a1");
    write("plugins/p1.sql", "p1long", "null", "-- branch_labels: [plug]\n");
  }

  Project project() const {
    return read_project(
        {.directories = {folder_.path("core"), folder_.path("plugins")},
         .display_directory = folder_.path()});
  }

  Draft draft(DraftRequest request) const {
    request.now = noon;
    return engine::draft(project(), request);
  }

  std::string path(std::string_view name) const { return folder_.path(name); }

 private:
  void write(
      std::string_view file,
      const std::string& revision,
      const std::string& down,
      const std::string& more = {}) const {
    folder_.write(
        file,
        "-- ---\n-- revision: " + revision + "\n-- down_revision: " + down + "\n" + more +
            "-- ---\n-- migrate:up\n-- migrate:down\n");
  }

  TemporaryFolder folder_{};
};

TEST_CASE("a slug is the words of the message, in lower case", "[engine]") {
  using Row = std::pair<std::string, std::string>;
  const auto [message, expected] = GENERATE(
      Row{"create account", "create_account"},
      Row{"  Create the ACCOUNT-table, at last!  ", "create_the_account_table_at_last"},
      Row{"", ""},
      Row{"?!", ""},
      Row{"../../etc/passwd", "etc_passwd"},
      Row{"snake_case", "snake_case"},
      Row{"\xC3\xA9t\xC3\xA9 \xE4\xB8\xAD", "\xC3\xA9t\xC3\xA9_\xE4\xB8\xAD"});
  CHECK(slug(message) == expected);
}

TEST_CASE("a slug is cut between words, after 40 characters at most", "[engine]") {
  CHECK(
      slug("1234567890 1234567890 1234567890 1234567 next") ==
      "1234567890_1234567890_1234567890_1234567");
  CHECK(slug("1234567890 1234567890 1234567890 12345678") == "1234567890_1234567890_1234567890");
  CHECK(slug(std::string(50, 'a')) == std::string(40, 'a'));
}

TEST_CASE("a slug counts characters and never cuts one", "[engine]") {
  std::string message;
  for (int i = 0; i < 50; ++i)
    message += "\xC3\xA9";
  CHECK(slug(message) == message.substr(0, 80));
}

TEST_CASE("a draft reads back as the unit that was asked for", "[engine]") {
  const Folder folder;
  const Draft draft = folder.draft({
      .message = "fix: \"totals\" # all",
      .heads = {"b2", "b3"},
      .branch_labels = {"totals"},
      .revision_id = "1e5",
  });
  CHECK(draft.unit.path == folder.path("core/1e5_fix_totals_all.sql"));
  const units::Header header =
      units::read_header({.path = "x", .text = draft.text}, units::Format::sql);
  CHECK(header.unit.revision.id == "1e5");
  CHECK(header.unit.revision.down_revisions == std::vector<std::string>{"b2", "b3"});
  CHECK(header.unit.revision.branch_labels == std::vector<std::string>{"totals"});
  CHECK(header.unit.revision.message == "fix: \"totals\" # all");
  CHECK(header.unit.create_date == "2026-11-22T12:00:00Z");
  CHECK(draft.text.substr(header.body_begin) == "\n-- migrate:up\n\n\n-- migrate:down\n\n");
}

TEST_CASE("ids are twelve random hexadecimal digits", "[engine]") {
  const Folder folder;
  std::set<std::string> ids;
  for (int i = 0; i < 20; ++i)
    ids.insert(folder.draft({.heads = {"b2"}}).unit.revision.id);
  CHECK(ids.size() == 20);
  CHECK(ids.begin()->size() == 12);
  CHECK(ids.begin()->find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("the file's name follows the template", "[engine]") {
  const Folder folder;
  using Row = std::pair<std::string, std::string>;
  const auto [file_template, expected] = GENERATE(
      Row{"{rev}_{slug}", "core/x_add_it.sql"},
      Row{"{year}/{month}{day}-{rev}", "core/2026/1122-x.sql"},
      Row{"{hour}{minute}{second}_{rev}_{slug}", "core/120000_x_add_it.sql"},
      Row{"{{rev}}", "core/{x}.sql"});
  const Draft draft = folder.draft(
      {.message = "add it", .heads = {"b2"}, .revision_id = "x", .file_template = file_template});
  CHECK(draft.unit.path == folder.path(expected));
}

TEST_CASE("without a message the name does not end in a separator", "[engine]") {
  const Folder folder;
  CHECK(folder.draft({.heads = {"b2"}, .revision_id = "x"}).unit.path == folder.path("core/x.sql"));
}

TEST_CASE("a unit goes where its head is, or where one says", "[engine]") {
  const Folder folder;
  CHECK(
      folder.draft({.heads = {"plug@head"}, .revision_id = "x"}).unit.path ==
      folder.path("plugins/x.sql"));
  const Draft named =
      folder.draft({.heads = {"b2"}, .revision_id = "x", .version_path = folder.path("plugins")});
  CHECK(named.unit.path == folder.path("plugins/x.sql"));
}

TEST_CASE("a new base among several locations must say where it goes", "[engine]") {
  const Folder folder;
  CHECK(error_of([&] { folder.draft({.heads = {"base"}}); }).code() == ErrorCode::usage);
  CHECK(folder.draft({.heads = {"base"}, .version_path = folder.path("core")})
            .unit.revision.is_base());
}

TEST_CASE("a place that is no version location is refused with those there are", "[engine]") {
  const Folder folder;
  const Error error =
      error_of([&] { folder.draft({.heads = {"b2"}, .version_path = folder.path("other")}); });
  CHECK(error.code() == ErrorCode::usage);
  CHECK(error.hint().find(folder.path("plugins")) != std::string::npos);
}

TEST_CASE("dependencies are written in full, labels as labels", "[engine]") {
  const Folder folder;
  const Draft draft = folder.draft({.heads = {"b2"}, .depends_on = {"p1", "plug"}});
  CHECK(draft.unit.revision.depends_on == std::vector<std::string>{"p1long", "plug"});
}

TEST_CASE("a draft that would break the graph is refused", "[engine]") {
  const Folder folder;
  using Row = std::pair<DraftRequest, ErrorCode>;
  const auto [request, code] = GENERATE(
      Row{{}, ErrorCode::multiple_heads},
      Row{{.heads = {"a1"}}, ErrorCode::not_a_head},
      Row{{.heads = {"none"}}, ErrorCode::no_such_revision},
      Row{{.heads = {"b2", "b2"}}, ErrorCode::usage},
      Row{{.heads = {"b2"}, .revision_id = "b3"}, ErrorCode::duplicate_revision},
      Row{{.heads = {"b2"}, .revision_id = "plug"}, ErrorCode::duplicate_branch_label},
      Row{{.heads = {"b2"}, .revision_id = "a b"}, ErrorCode::illegal_revision_id},
      Row{{.heads = {"b2"}, .revision_id = "base"}, ErrorCode::illegal_revision_id},
      Row{{.heads = {"b2"}, .branch_labels = {"plug"}}, ErrorCode::duplicate_branch_label},
      Row{{.heads = {"b2"}, .branch_labels = {"a1"}}, ErrorCode::duplicate_branch_label},
      Row{{.heads = {"b2"}, .branch_labels = {"x", "x"}}, ErrorCode::duplicate_branch_label},
      Row{{.heads = {"b2"}, .depends_on = {"base"}}, ErrorCode::missing_dependency},
      Row{{.heads = {"b2"}, .depends_on = {"none"}}, ErrorCode::no_such_revision});
  CHECK(error_of([&, r = request] { folder.draft(r); }).code() == code);
}

TEST_CASE("a label that would read as another identifier is refused", "[engine]") {
  const Folder folder;
  const std::string label = GENERATE("head", "a@b", "a+1", "a:b", "a b", "", "release-1");
  const Error error = error_of([&] { folder.draft({.heads = {"b2"}, .branch_labels = {label}}); });
  CHECK(error.code() == ErrorCode::illegal_revision_id);
}

TEST_CASE("a label may have a dash", "[engine]") {
  const Folder folder;
  const Draft draft = folder.draft({.heads = {"b2"}, .branch_labels = {"pay-service"}});
  CHECK(draft.unit.revision.branch_labels == std::vector<std::string>{"pay-service"});
}

TEST_CASE("a spliced unit may come after a revision that is no head", "[engine]") {
  const Folder folder;
  const Draft draft = folder.draft({.heads = {"a1"}, .splice = graph::Splice::yes});
  CHECK(draft.unit.revision.down_revisions == std::vector<std::string>{"a1"});
}

}  // namespace
}  // namespace migrate::engine
