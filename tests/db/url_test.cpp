#include "db/url.hpp"

#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::db {
using Catch::Matchers::Contains;

namespace {

/// Everything of an error that is shown.
std::string shown(const Error& error) {
  return error.message() + "\n" + error.hint() + "\n" + error.detail();
}

Error refusal(const std::string& text) {
  return error_of([&] { db::parse_url(text, "/project"); });
}

std::string percent_encoded(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    result += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

std::string conninfo_quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

/// A password that cannot be found in a text by chance.
std::string random_password(std::mt19937& random) {
  const std::string alphabet = "aZ9@:/?#%&=+ '\\.-_~!$\xC3\xA9";
  std::string result = "q7";
  const std::size_t length = 4 + random() % 12;
  while (result.size() < length)
    result += alphabet[random() % alphabet.size()];
  return result + "7q";
}

}  // namespace

TEST_CASE("a SQLite path is relative to the configuration's folder or absolute", "[db]") {
  struct Case {
    std::string text;
    std::string path;
  };
  const auto test = GENERATE(values<Case>({
      {"sqlite:///app.db", "/project/app.db"},
      {"sqlite:///data/app.db", "/project/data/app.db"},
      {"sqlite:////var/lib/app.db", "/var/lib/app.db"},
      {"sqlite:///with%20space%3F.db", "/project/with space?.db"},
      {"sqlite:///%2Fvar/app.db", "/var/app.db"},
      {"sqlite+pysqlite:///app.db", "/project/app.db"},
      {"sqlite://", ":memory:"},
      {"sqlite:///", ":memory:"},
      {"sqlite://:memory:", ":memory:"},
      {"sqlite:///:memory:", ":memory:"},
  }));
  CAPTURE(test.text);
  const db::Url url = db::parse_url(test.text, "/project");
  CHECK(url.dialect == "sqlite");
  CHECK(url.path == test.path);
}

TEST_CASE("a relative SQLite path stays relative where there is no folder", "[db]") {
  CHECK(db::parse_url("sqlite:///app.db", "").path == "app.db");
}

TEST_CASE("a PostgreSQL URL is handed on without its driver", "[db]") {
  struct Case {
    std::string text;
    std::string expected;
  };
  const auto test = GENERATE(values<Case>({
      {"postgresql://bob@db1:5432/app", "postgresql://bob@db1:5432/app"},
      {"postgres://db1/app", "postgres://db1/app"},
      {"postgresql+psycopg2://bob:x@db1/app?sslmode=require",
       "postgresql://bob:x@db1/app?sslmode=require"},
      {"postgresql:///?service=app", "postgresql:///?service=app"},
      {"postgresql://[::1]:5433,db2/app", "postgresql://[::1]:5433,db2/app"},
      {"postgresql://bob:a?b#c@db1/app", "postgresql://bob:a?b#c@db1/app"},
      {"postgresql:///app?host=/tmp&user=a@b", "postgresql:///app?host=/tmp&user=a@b"},
  }));
  CAPTURE(test.text);
  const db::Url url = db::parse_url(test.text, "/project");
  CHECK(url.dialect == "postgresql");
  CHECK(url.text == test.expected);
  CHECK(url.path.empty());
}

TEST_CASE("a URL that cannot be meant is refused with what to write instead", "[db]") {
  struct Case {
    std::string text;
    std::string message;
    std::string hint;
  };
  const auto test = GENERATE(values<Case>({
      {"", "is empty", "sqlite:///file.db"},
      {"  ", "is empty", "sqlite:///file.db"},
      {"app.db", "does not begin with a database", "sqlite:///file.db"},
      {"host=db1 dbname=app", "a list of keywords", "postgresql:///?host="},
      {"postgre://db1/app", "no database `postgre`", "did you mean `postgresql`?"},
      {"pgsql://db1/app", "no database `pgsql`", "did you mean `postgresql`?"},
      {"sqlite3:///app.db", "no database `sqlite3`", "did you mean `sqlite`?"},
      {"mysql://db1/app", "no database `mysql`, only postgresql and sqlite", "forms:"},
      {"mysql+pymysql://db1/app", "no database `mysql`", "forms:"},
      {"sqlite://app.db", "has no host", "sqlite:///app.db"},
      {"sqlite:///app.db?mode=ro", "no options", "%3F"},
      {"sqlite:///100%.db", "two hexadecimal digits", "%25"},
      {"sqlite:///a%00b", "two hexadecimal digits", "%25"},
      {"postgresql://db1:54x2/app", "the port must be a number", "%3A"},
      {"postgresql://bob:a@b@db1/app", "more than one `@`", "%40"},
      {"postgresql://bob:1/2@db1/app", "a `/` stands before the `@`", "%2F"},
      {"postgresql://bob:5%@db1/app", "two hexadecimal digits", "%25"},
  }));
  CAPTURE(test.text);
  const Error error = refusal(test.text);
  CHECK(error.code() == ErrorCode::invalid_url);
  CHECK_THAT(error.message(), Contains(test.message));
  CHECK_THAT(error.hint(), Contains(test.hint));
}

TEST_CASE("a NUL character in a URL is refused", "[db]") {
  CHECK(refusal(std::string("sqlite:///a\0b", 13)).code() == ErrorCode::invalid_url);
}

TEST_CASE("a masked URL shows all but its passwords", "[db]") {
  struct Case {
    std::string url;
    std::string expected;
  };
  const auto test = GENERATE(values<Case>({
      {"postgresql://bob:secret@db1:5432/app", "postgresql://bob:***@db1:5432/app"},
      {"postgresql://bob@db1/app", "postgresql://bob@db1/app"},
      {"postgresql://db1:5432/app?user=a@b", "postgresql://db1:***@b"},
      {"postgresql://bob:se:cr@et@db1/app", "postgresql://bob:***@db1/app"},
      {"postgresql://bob:a/b@db1/app", "postgresql://bob:***@db1/app"},
      {"postgresql://bob:a?b@db1/app?x=1", "postgresql://bob:***@db1/app?x=1"},
      {"postgresql:///app?password=secret&host=a", "postgresql:///app?password=***&host=a"},
      {"postgresql:///app?host=a&sslpassword=s", "postgresql:///app?host=a&sslpassword=***"},
      {"postgresql:///app?pass%77ord=secret", "postgresql:///app?pass%77ord=***"},
      {"host=a password=secret dbname=b", "host=a password=*** dbname=b"},
      {"host=a password = 'a b\\' c' dbname=b", "host=a password = '***' dbname=b"},
      {"password=a\\ b host=c", "password=*** host=c"},
      {"bob:secret@db1/app", "bob:***@db1/app"},
      {"sqlite:///app.db", "sqlite:///app.db"},
      {"", ""},
  }));
  CAPTURE(test.url);
  CHECK(db::masked(test.url) == test.expected);
}

TEST_CASE("scrubbing replaces a password as written and as meant", "[db]") {
  const std::string url = "postgresql://bob:a%40b@db1/app?sslpassword=key%21";
  CHECK(db::scrub("a%40b, a@b, key%21 and key!", url) == "***, ***, *** and ***");
}

TEST_CASE("scrubbing leaves text alone where there is no password", "[db]") {
  CHECK(db::scrub("all of it", "postgresql://bob:@db1/app") == "all of it");
  CHECK(db::scrub("all of it", "sqlite:///app.db") == "all of it");
}

TEST_CASE("no text made from a URL holds its password", "[db]") {
  std::mt19937 random(20261122);  // NOLINT(cert-msc51-cpp): the same passwords every time
  for (int i = 0; i < 2000; ++i) {
    const std::string password = random_password(random);
    const std::string encoded = percent_encoded(password);
    const std::vector<std::string> urls{
        fmt::format("postgresql://bob:{}@db1:5432/app", encoded),
        fmt::format("postgresql://bob:{}@db1:5432/app", password),
        fmt::format("postgres+asyncpg://bob:{}@db1:99999999/app?sslmode=require", password),
        fmt::format("mysql://bob:{}@db1/app", password),
        fmt::format("postgresql://db1/app?user=bob&password={}", encoded),
        fmt::format("postgresql://db1/app?sslpassword={}&user=bob", encoded),
        fmt::format("host=db1 password={} user=bob", conninfo_quoted(password)),
    };
    for (const std::string& url : urls) {
      CAPTURE(url, password);
      CHECK_THAT(db::masked(url), !Contains(password) && !Contains(encoded));
      const bool is_encoded = url.find(encoded) != std::string::npos;
      const std::string said = fmt::format("{} and {}", password, is_encoded ? encoded : "");
      CHECK_THAT(db::scrub(said, url), !Contains(password) && !Contains(encoded));
      try {
        db::parse_url(url, "/project");
      } catch (const Error& error) {
        CHECK_THAT(shown(error), !Contains(password) && !Contains(encoded));
      }
    }
  }
}

}  // namespace migrate::db
