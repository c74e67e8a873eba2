#include "dialect/postgresql/syntax.hpp"

namespace migrate::dialect::postgresql {

const sql::Syntax& syntax() {
  static const sql::Syntax result{
      .nested_comments = true,
      .escape_strings = true,
      .dollar_quotes = true,
      .begin_atomic = true,
      .rule_actions = true,
      .copy_data = true,
      .psql_commands = true,
      .carriage_return_ends_line = true,
      .outside_transaction =
          {
              "CREATE|DROP DATABASE|TABLESPACE",
              "ALTER DATABASE ... SET TABLESPACE",
              "ALTER SYSTEM",
              "VACUUM",
              "CREATE [UNIQUE] INDEX CONCURRENTLY",
              "DROP INDEX CONCURRENTLY",
              "REINDEX ... CONCURRENTLY",
              "REINDEX DATABASE|SYSTEM|SCHEMA",
              "REINDEX ( ... ) DATABASE|SYSTEM|SCHEMA",
              "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY",
              "CLUSTER [VERBOSE] .",
              "DISCARD ALL",
              "COMMIT|ROLLBACK PREPARED",
              // DROP SUBSCRIPTION can, if there is no slot: only the server knows.
              "CREATE SUBSCRIPTION",
              "ALTER SUBSCRIPTION ... REFRESH PUBLICATION",
          },
      .inside_transaction =
          {
              "CREATE SUBSCRIPTION ... ( ... CONNECT = FALSE|OFF|0",
              "CREATE SUBSCRIPTION ... ( ... CREATE_SLOT = FALSE|OFF|0",
          },
      .transaction_control =
          {
              "BEGIN",
              "START TRANSACTION",
              "COMMIT .",
              "COMMIT WORK|TRANSACTION|AND",
              "END",
              "ABORT",
              "ROLLBACK [WORK|TRANSACTION] .",
              "ROLLBACK [WORK|TRANSACTION] AND",
              "PREPARE TRANSACTION",
          },
  };
  return result;
}

}  // namespace migrate::dialect::postgresql
