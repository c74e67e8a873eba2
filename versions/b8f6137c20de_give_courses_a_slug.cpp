// ---
// revision: b8f6137c20de
// down_revision: e5d20b7a91c4
// message: give courses a slug
// create_date: 2026-11-25T15:20:47Z
// ---

#include <migrate/unit.hpp>

#include <set>
#include <string>

using namespace migrate;

namespace {

/// The words of a name in lower case with dashes between: "Data Structures I" is data-structures-i.
std::string slug_of(Text name) {
  std::string slug;
  for (const char c : std::string(name.data(), name.size())) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_word = is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_word) {
      slug += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-'))
    slug.pop_back();
  return slug.empty() ? "course" : slug;
}

/// Reads the courses, and writes to each a slug that no other has.
void fill_slugs(Operations& op) {
  std::set<std::string> taken;
  for (const Row course : op.query("SELECT id, name FROM courses ORDER BY created_at, id")) {
    const std::string slug = slug_of(course.text("name"));
    std::string choice = slug;
    for (int number = 2; !taken.insert(choice).second; ++number)
      choice = slug + "-" + std::to_string(number);
    op.execute("UPDATE courses SET slug = $1 WHERE id = $2", {choice, course.text("id")});
  }
}

}  // namespace

void upgrade(Operations& op) {
  op.add_column("courses", Column{.name = "slug", .type = varchar(300)});
  // A script cannot know the rows: it takes the key, which is unique too.
  if (op.is_offline()) {
    op.execute("UPDATE courses SET slug = id");
  } else {
    fill_slugs(op);
  }
  op.batch_alter_table("courses", [](Batch& batch) {
    batch.alter_column("slug", {.nullable = false});
    batch.create_unique_constraint("", {"slug"});
  });
}

void downgrade(Operations& op) {
  op.drop_column("courses", "slug");
}
