"""What is measured: units in a line, each a table and an index, and the same as scripts."""

import os

VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));\n"
)


def revision(number):
    """Ids in no order, like random ones."""
    return f"{((number + 1) * 0x9E3779B97F4A7C15 % 2**64) >> 16:012x}"


def up(number):
    """A table of eight columns that refers to an earlier one, and an index."""
    earlier = number * 7919 % number if number else 0
    return (
        f"CREATE TABLE t{number} (\n"
        "  id bigint PRIMARY KEY,\n"
        "  name varchar(255) NOT NULL,\n"
        "  email varchar(320) NOT NULL,\n"
        f"  parent_id bigint REFERENCES t{earlier} (id),\n"
        "  size integer,\n"
        "  price numeric(10, 2),\n"
        "  is_active boolean NOT NULL,\n"
        "  note text\n"
        ");\n"
        f"CREATE INDEX ix_t{number}_name ON t{number} (name);\n"
    )


def down(number):
    return f"DROP TABLE t{number};\n"


def unit(number):
    parent = revision(number - 1) if number else "null"
    return (
        f"-- ---\n-- revision: {revision(number)}\n-- down_revision: {parent}\n"
        f"-- message: create table t{number}\n-- create_date: 2026-11-22T10:04:28Z\n-- ---\n\n"
        f"-- migrate:up\n{up(number)}\n-- migrate:down\n{down(number)}"
    )


def cpp_unit(number):
    """The same as `unit`, in C++."""
    parent = revision(number - 1) if number else "null"
    earlier = number * 7919 % number if number else 0
    return f"""// ---
// revision: {revision(number)}
// down_revision: {parent}
// message: create table t{number}
// create_date: 2026-11-22T10:04:28Z
// ---

#include <migrate/unit.hpp>

using namespace migrate;

void upgrade(Operations& op) {{
  op.create_table(
      "t{number}",
      {{
          Column{{.name = "id", .type = big_integer(), .primary_key = true}},
          Column{{.name = "name", .type = varchar(255), .nullable = false, .index = true}},
          Column{{.name = "email", .type = varchar(320), .nullable = false}},
          Column{{
              .name = "parent_id",
              .type = big_integer(),
              .references = Reference{{.table = "t{earlier}", .column = "id"}}}},
          Column{{.name = "size", .type = integer()}},
          Column{{.name = "price", .type = numeric(10, 2)}},
          Column{{.name = "is_active", .type = boolean(), .nullable = false}},
          Column{{.name = "note", .type = text()}},
      }});
}}

void downgrade(Operations& op) {{
  op.drop_table("t{number}");
}}
"""


def write_project(folder, count, text=unit, suffix="sql"):
    """A project of `count` units, whose configuration names no database that exists."""
    os.makedirs(os.path.join(folder, "versions"))
    with open(os.path.join(folder, "alembic.yaml"), "w", encoding="utf-8") as file:
        file.write("url: sqlite:///app.db\n")
    for number in range(count):
        path = os.path.join(folder, "versions", f"{revision(number)}_create_table_t{number}.{suffix}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text(number))
    return folder


def record_up(number):
    if number == 0:
        return f"INSERT INTO alembic_version (version_num) VALUES ('{revision(0)}');\n"
    return move(number - 1, number)


def record_down(number):
    if number == 0:
        return f"DELETE FROM alembic_version WHERE version_num = '{revision(0)}';\n"
    return move(number, number - 1)


def move(old, new):
    return (
        f"UPDATE alembic_version SET version_num = '{revision(new)}' "
        f"WHERE version_num = '{revision(old)}';\n"
    )


def upgrade_steps(count):
    """The statements of each unit, and those that record it."""
    for number in range(count):
        yield (VERSION_TABLE if number == 0 else "") + up(number) + record_up(number)


def downgrade_steps(count):
    for number in reversed(range(count)):
        yield down(number) + record_down(number)


def in_transactions(steps):
    return "".join(f"BEGIN;\n{step}COMMIT;\n" for step in steps)


def write_script(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path
