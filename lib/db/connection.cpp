#include "db/connection.hpp"

namespace migrate::db {

void Connection::execute(std::string_view sql) {
  send(Statement{.sql = sql});
  finish();
}

}  // namespace migrate::db
