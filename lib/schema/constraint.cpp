#include "schema/constraint.hpp"

namespace migrate::schema {
namespace {

struct KindName {
  std::string_view operator()(const PrimaryKey& /*key*/) const { return "primary key"; }
  std::string_view operator()(const Unique& /*unique*/) const { return "unique constraint"; }
  std::string_view operator()(const ForeignKey& /*key*/) const { return "foreign key"; }
  std::string_view operator()(const Check& /*check*/) const { return "check constraint"; }
  std::string_view operator()(const Exclude& /*exclude*/) const { return "exclusion constraint"; }
};

}  // namespace

const std::string& name(const Constraint& constraint) {
  return std::visit([](const auto& one) -> const std::string& { return one.name; }, constraint);
}

std::string_view kind_name(const Constraint& constraint) {
  return std::visit(KindName{}, constraint);
}

}  // namespace migrate::schema
