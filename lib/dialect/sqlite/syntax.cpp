#include "dialect/sqlite/syntax.hpp"

namespace migrate::dialect::sqlite {

const sql::Syntax& syntax() {
  static const sql::Syntax result{
      .bracket_identifiers = true,
      .backtick_identifiers = true,
      .trigger_bodies = true,
      .outside_transaction =
          {
              "VACUUM",
              "DETACH",
              // The first ones are silently without effect in a transaction, the others are
              // refused.
              "PRAGMA foreign_keys|journal_mode|auto_vacuum|page_size|encoding",
              "PRAGMA synchronous|wal_checkpoint",
          },
      .transaction_control =
          {
              "BEGIN",
              "COMMIT|END",
              "ROLLBACK .",
              "ROLLBACK TRANSACTION .",
          },
  };
  return result;
}

}  // namespace migrate::dialect::sqlite
