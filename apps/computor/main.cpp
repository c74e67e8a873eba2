// The sample application: it carries the migrations of its database, and does not start on one that
// is behind.
#include <migrate/runtime.hpp>

#include <exception>
#include <iostream>
#include <span>
#include <stdexcept>

#include "arguments.hpp"
#include "computor_migrations.hpp"
#include "course_roles.hpp"

namespace computor {
namespace {

namespace runtime = migrate::runtime;

enum ExitStatus { ok = 0, failed = 1, wrong_usage = 2, behind = 3 };

void migrate_database(const runtime::Database& database) {
  const runtime::Options options{
      .target = "heads",
      .on_step =
          [](const runtime::Step& step) {
            std::cout << "migrated to " << step.revision << "  " << step.message << std::endl;
          },
      .on_wait =
          [](std::string_view holder) {
            std::cout << "waiting for another instance that migrates: " << holder << std::endl;
          },
  };
  const runtime::Report report = runtime::upgrade(computor_migrations(), database, options);
  if (report.steps.empty()) std::cout << "the database is up to date\n";
}

/// Whether the program can work with the database; says so if it cannot.
bool is_ready(const runtime::Database& database) {
  const runtime::Status status = runtime::check(computor_migrations(), database);
  if (status.is_current) return true;
  std::cerr << "computor: the database is behind, " << status.pending.size()
            << " migrations are not applied:\n";
  for (const runtime::Pending& pending : status.pending)
    std::cerr << "  " << pending.revision << "  " << pending.message << "\n";
  std::cerr << "apply them: computor --migrate --database URL, or migrate upgrade heads\n";
  return false;
}

void list_course_roles(const Arguments& arguments) {
  for (const CourseRole& role : read_course_roles(arguments.database))
    std::cout << role.hierarchy_level << "  " << role.name << "\n";
}

int run(const Arguments& arguments) {
  if (arguments.help) {
    std::cout << usage;
    return ok;
  }
  const runtime::Database database(arguments.database);
  if (arguments.migrate) migrate_database(database);
  if (!is_ready(database)) return behind;
  list_course_roles(arguments);
  return ok;
}

}  // namespace
}  // namespace computor

int main(int argc, char** argv) {
  try {
    return computor::run(
        computor::parse(std::span(argv, static_cast<std::size_t>(argc)).subspan(1)));
  } catch (const migrate::runtime::Failure& failure) {
    std::cerr << failure.text();
    return failure.exit_status();
  } catch (const std::invalid_argument& error) {
    std::cerr << "computor: " << error.what() << "\n" << computor::usage;
    return computor::wrong_usage;
  } catch (const std::exception& error) {
    std::cerr << "computor: " << error.what() << "\n";
    return computor::failed;
  }
}
