#pragma once

#include <string>
#include <vector>

namespace computor {

/// A row of the table course_roles.
struct CourseRole {
  std::string name{};
  std::string hierarchy_level{};
};

/// The roles that a member of a course can have, the lowest first. Throws std::runtime_error with
/// the database's own words.
std::vector<CourseRole> read_course_roles(const std::string& database);

}  // namespace computor
