#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/operation.hpp"

namespace migrate::dialect::postgresql {

// The SQL of operations on what a schema holds beside tables.

std::vector<std::string> object_statements(const operations::CreateSchema& create);
std::vector<std::string> object_statements(const operations::DropSchema& drop);
std::vector<std::string> object_statements(const operations::CreateEnum& create);
std::vector<std::string> object_statements(const operations::DropEnum& drop);
std::vector<std::string> object_statements(const operations::AddEnumValue& add);
std::vector<std::string> object_statements(const operations::RenameEnumValue& rename);
std::vector<std::string> object_statements(const operations::CreateSequence& create);
std::vector<std::string> object_statements(const operations::AlterSequence& alter);
std::vector<std::string> object_statements(const operations::RenameEnum& rename);
std::vector<std::string> object_statements(const operations::RenameSequence& rename);
std::vector<std::string> object_statements(const operations::SetComment& set);
std::vector<std::string> object_statements(const operations::DropSequence& drop);
std::vector<std::string> object_statements(const operations::CreateDomain& create);
std::vector<std::string> object_statements(const operations::DropDomain& drop);
/// Errors: unsupported for `if_not_exists`.
std::vector<std::string> object_statements(const operations::CreateView& create);
std::vector<std::string> object_statements(const operations::DropView& drop);
std::vector<std::string> object_statements(const operations::CreateMaterializedView& create);
std::vector<std::string> object_statements(const operations::RefreshMaterializedView& refresh);
std::vector<std::string> object_statements(const operations::DropMaterializedView& drop);
std::vector<std::string> object_statements(const operations::CreateFunction& create);
std::vector<std::string> object_statements(const operations::DropFunction& drop);
/// Errors: unsupported for `if_not_exists`; unit_error without a function.
std::vector<std::string> object_statements(const operations::CreateTrigger& create);
std::vector<std::string> object_statements(const operations::DropTrigger& drop);
std::vector<std::string> object_statements(const operations::CreateExtension& create);
std::vector<std::string> object_statements(const operations::DropExtension& drop);

/// DROP KIND [IF EXISTS] name [CASCADE].
std::string drop_text(std::string_view kind, std::string_view name, bool if_exists, bool cascade);

}  // namespace migrate::dialect::postgresql
