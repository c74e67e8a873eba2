#pragma once

#include <string>
#include <string_view>

namespace migrate::db {

/// Where a database is.
struct Url {
  std::string dialect{};  // "postgresql", "sqlite"
  std::string text{};  // as given, variables expanded; for a PostgreSQL URL without a driver suffix
                       // (`+psycopg2`)
  std::string path{};  // SQLite: the file, resolved against the configuration's folder, or
                       // ":memory:"; else empty

  friend bool operator==(const Url&, const Url&) = default;
};

/// Reads `sqlite:///rel.db`, `sqlite:////abs.db`, `sqlite://:memory:` (and `sqlite://`,
/// `sqlite:///:memory:`), `postgresql://...`, `postgres://...`, both with an Alembic driver suffix
/// (`postgresql+psycopg2://`). `directory` is what a relative SQLite path starts from. Errors:
/// invalid_url, never with a password in it.
Url parse_url(std::string_view text, const std::string& directory);

/// The URL as it may be shown: every password replaced by ***. Works on text that is no valid URL
/// too.
std::string masked(std::string_view url);

/// `text` with every password of `url` (as written, and percent-decoded) replaced by ***.
std::string scrub(std::string text, std::string_view url);

}  // namespace migrate::db
