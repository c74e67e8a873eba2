#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/object_text.hpp"

// Operators, and the families and classes that they make for indexes.
namespace migrate::dialect::postgresql {
namespace {

/// The name of an operator without its arguments.
std::string operator_name(std::string_view o, std::string_view n) {
  return fmt::format(
      "CASE WHEN pg_catalog.pg_operator_is_visible({0}.oid) THEN {0}.oprname::text ELSE "
      "pg_catalog.format('%I.%s', {1}.nspname, {0}.oprname) END",
      o,
      n);
}

/// ", COMMUTATOR = OPERATOR(x)", where there is one.
std::string linked_operator(std::string_view word, std::string_view oid) {
  return fmt::format(
      "coalesce((SELECT pg_catalog.format(', {} = OPERATOR(%s)', {}) FROM "
      "pg_catalog.pg_operator l JOIN pg_catalog.pg_namespace m ON m.oid = l.oprnamespace WHERE "
      "l.oid = {}), '')",
      word,
      operator_name("l", "m"),
      oid);
}

/// The server makes what is named before it is there, and completes it later.
std::string operator_query(const CatalogScope& scope) {
  const std::string begin = fmt::format(
      "pg_catalog.format('CREATE OPERATOR %s (FUNCTION = %s%s%s%s%s%s%s', {}, o.oprcode::regproc, "
      "CASE WHEN o.oprleft <> 0 THEN ', LEFTARG = ' || pg_catalog.format_type(o.oprleft, NULL) "
      "ELSE '' END, CASE WHEN o.oprright <> 0 THEN ', RIGHTARG = ' || pg_catalog.format_type("
      "o.oprright, NULL) ELSE '' END, {}, {}, CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' "
      "END, CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END)",
      operator_name("o", "n"),
      linked_operator("COMMUTATOR", "o.oprcom"),
      linked_operator("NEGATOR", "o.oprnegate"));
  constexpr std::string_view estimators =
      " || CASE WHEN o.oprrest <> 0 THEN ', RESTRICT = ' || o.oprrest ELSE '' END "
      "|| CASE WHEN o.oprjoin <> 0 THEN ', JOIN = ' || o.oprjoin ELSE '' END || ')'";
  return select_text({
      .kind = "operator",
      .name = "o.oid::regoperator",
      .id = "o.tableoid, o.oid",
      .schema = scope.schema_name("n"),
      .definition = begin + std::string(estimators),
      .replace = "pg_catalog.format('ALTER OPERATOR %s SET (RESTRICT = %s, JOIN = %s)', "
                 "o.oid::regoperator, CASE WHEN o.oprrest <> 0 THEN o.oprrest::text ELSE 'NONE' "
                 "END, CASE WHEN o.oprjoin <> 0 THEN o.oprjoin::text ELSE 'NONE' END)",
      .shape = fmt::format("ARRAY[{}]", begin),
      .owner = "o.oprowner",
      .comment = "pg_catalog.obj_description(o.oid, 'pg_operator')",
      .from = fmt::format(
          "FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace "
          "WHERE o.oprcode <> 0 AND {} AND {} AND {}",
          scope.everything(),
          scope.schema("o.oprnamespace"),
          no_extension_member("o.oid", "pg_operator")),
  });
}

std::string family_name(std::string_view f, std::string_view n) {
  return qualified_name(
      "pg_opfamily_is_visible", fmt::format("{}.oid", f), fmt::format("{}.opfname", f), n);
}

/// "app.f USING btree"
std::string family_address() {
  return fmt::format("pg_catalog.format('%s USING %I', {}, a.amname)", family_name("f", "n"));
}

constexpr std::string_view family_join =
    "FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace JOIN "
    "pg_catalog.pg_am a ON a.oid = f.opfmethod ";

std::string own_family(const CatalogScope& scope) {
  return fmt::format(
      "{} AND {} AND {}",
      scope.everything(),
      scope.schema("f.opfnamespace"),
      no_extension_member("f.oid", "pg_opfamily"));
}

std::string family_query(const CatalogScope& scope) {
  return select_text({
      .kind = "operator family",
      .name = family_address(),
      .id = "f.tableoid, f.oid",
      .schema = scope.schema_name("n"),
      .definition = "'CREATE OPERATOR FAMILY ' || " + family_address(),
      .owner = "f.opfowner",
      .comment = "pg_catalog.obj_description(f.oid, 'pg_opfamily')",
      .from = fmt::format("{}WHERE {}", family_join, own_family(scope)),
  });
}

constexpr std::string_view operator_slot =
    "pg_catalog.format('OPERATOR %s (%s, %s)', i.amopstrategy, pg_catalog.format_type("
    "i.amoplefttype, NULL), pg_catalog.format_type(i.amoprighttype, NULL))";

constexpr std::string_view function_slot =
    "pg_catalog.format('FUNCTION %s (%s, %s)', i.amprocnum, pg_catalog.format_type("
    "i.amproclefttype, NULL), pg_catalog.format_type(i.amprocrighttype, NULL))";

/// "OPERATOR 1 <(a,b)"
std::string operator_item() {
  return fmt::format(
      "pg_catalog.format('OPERATOR %s %s', i.amopstrategy, i.amopopr::regoperator) || coalesce("
      "(SELECT ' FOR ORDER BY ' || {} FROM pg_catalog.pg_opfamily s JOIN "
      "pg_catalog.pg_namespace m ON m.oid = s.opfnamespace WHERE s.oid = i.amopsortfamily), '')",
      family_name("s", "m"));
}

std::string function_item() {
  return fmt::format("{} || ' ' || i.amproc::regprocedure", function_slot);
}

/// Whether an operator or a function, a row i, is of this class, or of any.
std::string is_of_class(std::string_view oid = "d.refobjid") {
  return fmt::format(
      "EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = i.tableoid AND d.objid = "
      "i.oid AND d.refclassid = 'pg_catalog.pg_opclass'::regclass AND d.deptype IN ('a', 'i') "
      "AND d.refobjid = {})",
      oid);
}

/// What is of the family itself, and of none of its classes.
std::string member_query(
    const CatalogScope& scope,
    std::string_view slot,
    const std::string& item,
    std::string_view join) {
  const auto alter = [](std::string_view verb, std::string_view what) {
    return fmt::format(
        "pg_catalog.format('ALTER OPERATOR FAMILY %s {} %s', {}, {})",
        verb,
        family_address(),
        what);
  };
  return select_text({
      .kind = "member",
      .name = fmt::format(
          "pg_catalog.format('%s of operator family %s', pg_catalog.lower({}), {})",
          slot,
          family_address()),
      .id = "i.tableoid, i.oid",
      .host = "f.tableoid, f.oid, 0",
      .definition = alter("ADD", item),
      .drop = alter("DROP", slot),
      .from = fmt::format(
          "{}JOIN {} WHERE {} AND NOT {}", family_join, join, own_family(scope), is_of_class()),
  });
}

std::string class_query(const CatalogScope& scope) {
  const std::string name = qualified_name("pg_opclass_is_visible", "c.oid", "c.opcname", "n");
  const auto items = [](const std::string& item,
                        std::string_view number,
                        std::string_view catalog,
                        std::string_view family) {
    return fmt::format(
        "(SELECT pg_catalog.string_agg({}, ', ' ORDER BY i.{}, {}) FROM pg_catalog.{} i "
        "WHERE i.{} = c.opcfamily AND {})",
        item,
        number,
        item,
        catalog,
        family,
        is_of_class("c.oid"));
  };
  return select_text({
      .kind = "operator class",
      .name = fmt::format("pg_catalog.format('%s USING %I', {}, a.amname)", name),
      .id = "c.tableoid, c.oid",
      .schema = scope.schema_name("n"),
      .definition = fmt::format(
          "pg_catalog.format('CREATE OPERATOR CLASS %s%s FOR TYPE %s USING %I FAMILY %s AS %s', "
          "{}, CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END, pg_catalog.format_type("
          "c.opcintype, NULL), a.amname, {}, pg_catalog.concat_ws(', ', {}, {}, CASE WHEN "
          "c.opckeytype <> 0 THEN 'STORAGE ' || pg_catalog.format_type(c.opckeytype, NULL) WHEN "
          "NOT {} AND NOT {} THEN 'STORAGE ' || pg_catalog.format_type(c.opcintype, NULL) END))",
          name,
          family_name("f", "h"),
          items(operator_item(), "amopstrategy", "pg_amop", "amopfamily"),
          items(function_item(), "amprocnum", "pg_amproc", "amprocfamily"),
          fmt::format(
              "EXISTS (SELECT FROM pg_catalog.pg_amop i WHERE i.amopfamily = c.opcfamily AND {})",
              is_of_class("c.oid")),
          fmt::format(
              "EXISTS (SELECT FROM pg_catalog.pg_amproc i WHERE i.amprocfamily = c.opcfamily AND "
              "{})",
              is_of_class("c.oid"))),
      .owner = "c.opcowner",
      .comment = "pg_catalog.obj_description(c.oid, 'pg_opclass')",
      .from = fmt::format(
          "FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace "
          "JOIN pg_catalog.pg_am a ON a.oid = c.opcmethod JOIN pg_catalog.pg_opfamily f ON f.oid "
          "= c.opcfamily JOIN pg_catalog.pg_namespace h ON h.oid = f.opfnamespace WHERE {} AND {} "
          "AND {}",
          scope.everything(),
          scope.schema("c.opcnamespace"),
          no_extension_member("c.oid", "pg_opclass")),
  });
}

}  // namespace

std::vector<std::string> operator_queries(const CatalogScope& scope) {
  return {
      operator_query(scope),
      family_query(scope),
      class_query(scope),
      member_query(
          scope, operator_slot, operator_item(), "pg_catalog.pg_amop i ON i.amopfamily = f.oid"),
      member_query(
          scope,
          function_slot,
          function_item(),
          "pg_catalog.pg_amproc i ON i.amprocfamily = f.oid")};
}

}  // namespace migrate::dialect::postgresql
