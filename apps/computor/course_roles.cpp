#include "course_roles.hpp"

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string_view>

#include <libpq-fe.h>
#include <sqlite3.h>

namespace computor {
namespace {

constexpr const char* query =
    "SELECT name, hierarchy_level FROM course_roles ORDER BY hierarchy_level";
constexpr std::string_view sqlite_scheme = "sqlite:///";

std::vector<CourseRole> read_from_sqlite(const std::string& path) {
  sqlite3* opened = nullptr;
  const int status = ::sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, decltype(&::sqlite3_close)> database(opened, &::sqlite3_close);
  if (status != SQLITE_OK) throw std::runtime_error(::sqlite3_errmsg(opened));

  std::vector<CourseRole> roles;
  const auto add_role = [](void* target, int /*columns*/, char** values, char** /*names*/) {
    static_cast<std::vector<CourseRole>*>(target)->push_back({values[0], values[1]});
    return 0;
  };
  if (::sqlite3_exec(opened, query, add_role, &roles, nullptr) != SQLITE_OK) {
    throw std::runtime_error(::sqlite3_errmsg(opened));
  }
  return roles;
}

std::vector<CourseRole> read_from_postgresql(const std::string& url) {
  const std::unique_ptr<PGconn, decltype(&::PQfinish)> session(
      ::PQconnectdb(url.c_str()), &::PQfinish);
  const std::unique_ptr<PGresult, decltype(&::PQclear)> result(
      ::PQexec(session.get(), query), &::PQclear);
  if (::PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
    throw std::runtime_error(::PQerrorMessage(session.get()));
  }
  const int count = ::PQntuples(result.get());
  std::vector<CourseRole> roles;
  roles.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    roles.push_back({::PQgetvalue(result.get(), i, 0), ::PQgetvalue(result.get(), i, 1)});
  return roles;
}

}  // namespace

std::vector<CourseRole> read_course_roles(const std::string& database) {
  if (database.starts_with(sqlite_scheme)) {
    return read_from_sqlite(database.substr(sqlite_scheme.size()));
  }
  return read_from_postgresql(database);
}

}  // namespace computor
