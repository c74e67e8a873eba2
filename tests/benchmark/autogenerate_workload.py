"""A schema of many tables: as SQL, and as an Alembic project with the same models."""

import os

COLUMNS = 10


def table(number):
    """Ten columns, a key, three indexes, two checks, and a foreign key to an earlier table."""
    earlier = number * 7919 % number if number else 0
    name = f"t{number}"
    return (
        f"CREATE TABLE {name} (\n"
        "  id bigint NOT NULL,\n"
        "  name varchar(255) NOT NULL,\n"
        "  email varchar(320),\n"
        "  parent_id bigint,\n"
        "  size integer NOT NULL DEFAULT 0,\n"
        "  price numeric(10, 2),\n"
        "  is_active boolean NOT NULL DEFAULT true,\n"
        "  state varchar(20) NOT NULL DEFAULT 'draft',\n"
        "  note text,\n"
        "  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
        f"  CONSTRAINT pk_{name} PRIMARY KEY (id),\n"
        f"  CONSTRAINT fk_{name}_parent_id_t{earlier} FOREIGN KEY (parent_id) REFERENCES t{earlier} (id),\n"
        f"  CONSTRAINT ck_{name}_size CHECK (size >= 0),\n"
        f"  CONSTRAINT ck_{name}_price CHECK (price > 0)\n"
        ");\n"
        f"CREATE UNIQUE INDEX ix_{name}_email ON {name} (email);\n"
        f"CREATE INDEX ix_{name}_name_size ON {name} (name, size);\n"
        f"CREATE INDEX ix_{name}_parent_id ON {name} (parent_id);\n"
    )


def schema(count):
    return "".join(table(number) for number in range(count))


def changes(count):
    """Something else in one table of a hundred: a column more, a shorter one, an index less."""
    return "".join(
        f"ALTER TABLE t{number} ADD COLUMN extra integer;\n"
        f"ALTER TABLE t{number} ALTER COLUMN email TYPE varchar(100);\n"
        f"DROP INDEX ix_t{number}_name_size;\n"
        for number in range(0, count, 100)
    )


def write_project(folder, model):
    """A project whose models are in one file."""
    os.makedirs(os.path.join(folder, "versions"), exist_ok=True)
    with open(os.path.join(folder, "alembic.yaml"), "w", encoding="utf-8") as file:
        file.write(f"url: sqlite:///app.db\nmodels: [{model}]\n")
    return folder


ALEMBIC_ENV = """
from alembic import context
from sqlalchemy import *

metadata = MetaData()


def define(number):
    earlier = number * 7919 % number if number else 0
    name = f"t{number}"
    Table(
        name,
        metadata,
        Column("id", BigInteger, nullable=False),
        Column("name", String(255), nullable=False),
        Column("email", String(320)),
        Column("parent_id", BigInteger),
        Column("size", Integer, nullable=False, server_default=text("0")),
        Column("price", Numeric(10, 2)),
        Column("is_active", Boolean, nullable=False, server_default=text("true")),
        Column("state", String(20), nullable=False, server_default="draft"),
        Column("note", Text),
        Column("created_at", DateTime, nullable=False, server_default=text("CURRENT_TIMESTAMP")),
        PrimaryKeyConstraint("id", name=f"pk_{name}"),
        ForeignKeyConstraint(["parent_id"], [f"t{earlier}.id"], name=f"fk_{name}_parent_id_t{earlier}"),
        CheckConstraint("size >= 0", name=f"ck_{name}_size"),
        CheckConstraint("price > 0", name=f"ck_{name}_price"),
        Index(f"ix_{name}_email", "email", unique=True),
        Index(f"ix_{name}_name_size", "name", "size"),
        Index(f"ix_{name}_parent_id", "parent_id"),
    )


for number in range(COUNT):
    define(number)

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=OPTIONS,
    )
    with context.begin_transaction():
        context.run_migrations()
"""


def write_alembic(folder, url, count, server_defaults):
    """The same models for Alembic; the configuration file's path."""
    scripts = os.path.join(folder, "scripts")
    os.makedirs(os.path.join(scripts, "versions"))
    env = ALEMBIC_ENV.replace("COUNT", str(count)).replace("OPTIONS", str(server_defaults))
    with open(os.path.join(scripts, "env.py"), "w", encoding="utf-8") as file:
        file.write(env)
    with open(os.path.join(scripts, "script.py.mako"), "w", encoding="utf-8") as file:
        file.write("")
    path = os.path.join(folder, "alembic.ini")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"[alembic]\nscript_location = {scripts}\nsqlalchemy.url = {url}\n")
    return path
