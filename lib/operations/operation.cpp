#include "operations/operation.hpp"

namespace migrate::operations {

TableChange::TableChange(const TableChange& other) = default;
TableChange::TableChange(TableChange&& other) noexcept = default;
TableChange& TableChange::operator=(const TableChange& other) = default;
TableChange& TableChange::operator=(TableChange&& other) noexcept = default;
TableChange::~TableChange() = default;

Operation::Operation(const Operation& other) = default;
Operation::Operation(Operation&& other) noexcept = default;
Operation& Operation::operator=(const Operation& other) = default;
Operation& Operation::operator=(Operation&& other) noexcept = default;
Operation::~Operation() = default;

}  // namespace migrate::operations
