"""Random schemas, random changes of them, and what a comparison must say of these.

Every part is kept as a text with several spellings that mean the same. Each time a schema is written, the
dice choose among the spellings, and in which order things stand: only a real difference may be reported.
"""

import copy
import dataclasses

from pair import Line


class Text:
    """A part of a definition, in spellings that mean the same."""

    def __init__(self, *spellings):
        self.spellings = spellings

    def __eq__(self, other):
        return isinstance(other, Text) and self.spellings[0] == other.spellings[0]

    def __hash__(self):
        return hash(self.spellings[0])

    def spell(self, dice):
        return dice.choice(self.spellings)


@dataclasses.dataclass
class Column:
    type: Text
    null: bool = True
    default: Text = None
    collation: str = ""
    generated: Text = None
    generated_from: str = ""
    identity: str = ""
    comment: str = ""


@dataclasses.dataclass
class Part:
    """A constraint or an index."""

    kind: str
    text: Text
    columns: frozenset
    refers_to: str = ""  # a table
    comment: str = ""


@dataclasses.dataclass
class Table:
    columns: dict = dataclasses.field(default_factory=dict)
    parts: dict = dataclasses.field(default_factory=dict)
    options: str = ""
    comment: str = ""


@dataclasses.dataclass
class Schema:
    enums: dict = dataclasses.field(default_factory=dict)
    sequences: dict = dataclasses.field(default_factory=dict)
    tables: dict = dataclasses.field(default_factory=dict)


def differences(before, after):
    """The lines that a comparison must report: these and no others."""
    lines = compare_maps("enum", before.enums, after.enums) | compare_maps("sequence", before.sequences, after.sequences)
    lines |= {line for line in compare_maps("table", before.tables, after.tables) if line.sign != "~"}
    for name in before.tables.keys() & after.tables.keys():
        lines |= compare_tables(name, before.tables[name], after.tables[name])
    return lines


def compare_maps(kind, before, after, prefix=""):
    lines = {Line("-", kind, prefix + name) for name in before.keys() - after.keys()}
    lines |= {Line("+", kind, prefix + name) for name in after.keys() - before.keys()}
    return lines | {Line("~", kind, prefix + n) for n in before.keys() & after.keys() if before[n] != after[n]}


def compare_tables(name, before, after):
    lines = compare_maps("column", before.columns, after.columns, name + ".")
    kinds = {part.kind for part in [*before.parts.values(), *after.parts.values()]}
    for kind in kinds:
        one, two = ({n: p for n, p in t.parts.items() if p.kind == kind} for t in (before, after))
        lines |= compare_maps(kind, one, two, name + ".")
    if (before.options, before.comment) != (after.options, after.comment):
        lines.add(Line("~", "table", name))
    return lines


class Database:
    """What the dice may choose from; see PostgreSQL and SQLite."""

    name = ""
    types = {}  # family: [Text]
    defaults = {}  # family: [Text]
    collations = ()
    options = ("",)
    has_enums = False
    has_comments = False


class PostgreSQL(Database):
    name = "postgresql"
    types = {
        "number": [
            Text("integer", "int", "int4"),
            Text("bigint", "int8"),
            Text("smallint", "int2"),
            Text("numeric(10,2)", "DECIMAL(10, 2)"),
            Text("numeric", "decimal"),
            Text("double precision", "float8"),
        ],
        "text": [
            Text("text", "TEXT"),
            Text("character varying(20)", "varchar(20)"),
            Text("character varying(40)", "varchar( 40 )"),
            Text("character varying", "varchar"),
        ],
        "flag": [Text("boolean", "bool")],
        "time": [Text("timestamp with time zone", "timestamptz"), Text("timestamp without time zone", "timestamp"), Text("date")],
        "json": [Text("jsonb", "JSONB")],
        "list": [Text("integer[]", "int[]", "int ARRAY"), Text("text[]")],
    }
    defaults = {
        "number": [Text("0", "(0)"), Text("-1", "(-1)", "- 1"), Text("42")],
        "text": [Text("'draft'"), Text("'it''s'", "$$it's$$"), Text("'a\"b\\c'"), Text("''"), Text("upper('x')", "UPPER( 'x'::text )")],
        "flag": [Text("true", "'t'"), Text("false")],
        "time": [Text("now()", "NOW()", "pg_catalog.now()"), Text("'2020-02-29'", "'Feb 29 2020'")],
        "json": [Text("'{}'", "'{ }'::jsonb"), Text("'{\"a\": 1}'", "'{\"a\":1}'")],
        "list": [Text("'{}'", "'{ }'")],
    }
    collations = ('"C"', '"POSIX"')
    options = ("", " WITH (fillfactor = 70)", " WITH (fillfactor = 80, autovacuum_enabled = off)")
    has_enums = True
    has_comments = True


class SQLite(Database):
    name = "sqlite"
    types = {
        "number": [Text("INTEGER", "integer", "Integer"), Text("BIGINT", "bigint"), Text("NUMERIC(10,2)", "numeric(10, 2)"), Text("REAL")],
        "text": [Text("TEXT", "text"), Text("VARCHAR(20)", "varchar( 20 )"), Text("VARCHAR(40)"), Text("VARCHAR")],
        "flag": [Text("BOOLEAN", "boolean")],
        "time": [Text("TIMESTAMP", "timestamp"), Text("DATE")],
    }
    defaults = {
        "number": [Text("0", "(0)"), Text("-1", "(-1)"), Text("42")],
        "text": [Text("'draft'", "('draft')"), Text("'it''s'"), Text("'a\"b\\c'"), Text("''"), Text("(upper('x'))", "(UPPER( 'x' ))")],
        "flag": [Text("1"), Text("FALSE", "false")],
        "time": [Text("CURRENT_TIMESTAMP", "current_timestamp"), Text("'2020-02-29'")],
    }
    collations = ("NOCASE", "RTRIM")
    options = ("", "", " WITHOUT ROWID")


def family(database, type_text):
    return next((name for name, types in database.types.items() if type_text in types), "enum")


class Generator:
    """Makes and changes schemas for one kind of database."""

    def __init__(self, database, dice):
        self.database = database
        self.dice = dice
        self.count = 0

    def fresh(self, prefix):
        """A name that is used once; sometimes one that must be quoted."""
        self.count += 1
        odd = self.dice.choice(["", "", "", "", "", " Ü", "Select", '"q', "'s"]) if prefix[0] in "tc" else ""
        return f"{prefix}{self.count}{odd}"

    def schema(self, size):
        schema = Schema()
        if self.database.has_enums:
            for _ in range(max(2, size // 6)):
                self.add_enum(schema)
                self.add_sequence(schema)
        for _ in range(size):
            self.add_table(schema)
        return schema

    # What a schema gains.

    def add_enum(self, schema):
        schema.enums[self.fresh("e")] = (self.fresh("v"), self.fresh("v"), "it's")

    def add_sequence(self, schema):
        choice = self.dice.choice(["", " INCREMENT BY 5", " START WITH 100 CACHE 10", " AS integer CYCLE", " MINVALUE -5 MAXVALUE 500"])
        schema.sequences[self.fresh("s")] = choice

    def add_table(self, schema):
        name = self.fresh("t")
        table = schema.tables[name] = Table(options=self.dice.choice(self.database.options))
        key = self.fresh("c")
        table.columns[key] = Column(self.database.types["number"][0], null=False)
        if self.database.name == "postgresql" and self.dice.random() < 0.4:
            table.columns[key].identity = self.dice.choice(["ALWAYS", "BY DEFAULT"])
        self.add_part(table, "pk", "primary key", [f"PRIMARY KEY ({quote(key)})"], {key})
        for _ in range(self.dice.randint(3, 8)):
            self.add_column(schema, table)
        for _ in range(self.dice.randint(1, 5)):
            self.dice.choice([self.add_index, self.add_index, self.add_check, self.add_unique, self.add_foreign_key])(schema, name)
        self.comment(table)
        return name

    def comment(self, thing):
        if self.database.has_comments and self.dice.random() < 0.3:
            thing.comment = self.dice.choice(["a comment", "it's \"one\"", "two\nlines", "back\\slash"])

    def add_column(self, schema, table):
        name = self.fresh("c")
        kind = self.dice.choice(list(self.database.types))
        column = Column(self.dice.choice(self.database.types[kind]), null=self.dice.random() < 0.6)
        numbers = self.plain_columns(table, "number")
        if self.dice.random() < 0.4:
            column.default = self.dice.choice(self.database.defaults[kind])
        if schema.enums and self.dice.random() < 0.15:
            enum = self.dice.choice(sorted(schema.enums))
            value = schema.enums[enum][-1]
            column = Column(Text(quote(enum), "public." + quote(enum)), default=Text(literal(value), f"{literal(value)}::{quote(enum)}"))
        elif schema.sequences and kind == "number" and self.dice.random() < 0.2:
            sequence = self.dice.choice(sorted(schema.sequences))
            column = Column(self.database.types["number"][1], default=Text(f"nextval('{sequence}')", f"nextval('public.{sequence}'::regclass)"))
        elif kind == "text" and self.dice.random() < 0.2:
            column.collation = self.dice.choice(self.database.collations)
        elif numbers and self.dice.random() < 0.1:
            source = self.dice.choice(numbers)
            inner = quote(source)
            column = Column(Text("numeric"), generated=Text(f"({inner} * 2)", f"(({inner}*2))"), generated_from=source)
        self.comment(column)
        table.columns[name] = column
        return name

    def plain_columns(self, table, *families):
        return [
            name
            for name, column in table.columns.items()
            if not column.generated and not column.identity and (not families or family(self.database, column.type) in families)
        ]

    def add_part(self, table, prefix, kind, spellings, columns, refers_to=""):
        part = Part(kind, Text(*spellings), frozenset(columns), refers_to)
        if kind != "primary key":
            self.comment(part)
        name = self.fresh(prefix)
        table.parts[name] = part
        return name

    def add_index(self, schema, name):
        table = schema.tables[name]
        columns = self.plain_columns(table, "number", "text", "time")
        if not columns:
            return None
        one, two = quote(self.dice.choice(columns)), quote(self.dice.choice(columns))
        texts = self.plain_columns(table, "text")
        forms = [
            (f"({one})", f"( {one} ASC)"),
            (f"({one} DESC, {two})",),
            (f"({one}) WHERE ({two} IS NOT NULL)", f"({one}) WHERE {two} is not null"),
            (f"(coalesce({one}, {one}))", f"((COALESCE( {one},{one} )))"),
        ]
        if texts:
            text = quote(self.dice.choice(texts))
            forms.append((f"(lower({text}))", f"(LOWER( {text} ))"))
        if self.database.name == "postgresql":
            forms.append((f"USING btree ({one}) INCLUDE ({two})", f"({one}) INCLUDE ({two})"))
            forms.append((f"USING hash ({one})",))
            forms.append((f"({one} NULLS FIRST) WITH (fillfactor = 60)",))
        form = self.dice.choice(forms)
        used = {c for c in columns if any(quote(c) in spelling for spelling in form)}
        return self.add_part(table, "i", "index", form, used)

    def add_check(self, schema, name):
        table = schema.tables[name]
        numbers, texts = self.plain_columns(table, "number"), self.plain_columns(table, "text")
        if numbers and self.dice.random() < 0.6:
            column = self.dice.choice(numbers)
            c = quote(column)
            limit = self.dice.randint(1, 9)
            forms = [
                (f"CHECK ({c} > {limit})", f"CHECK (( {c}>{limit} ))"),
                (f"CHECK ({c} IN (1, 2, {limit}))", f"CHECK ({c} in (1,2,{limit}))"),
                (f"CHECK ({c} <> {limit} AND {c} IS NOT NULL)", f"CHECK (({c} <> {limit} and {c} is not null))"),
            ]
        elif texts:
            column = self.dice.choice(texts)
            c = quote(column)
            forms = [(f"CHECK ({c} <> '')", f"CHECK ( {c}<>'' )"), (f"CHECK ({c} IN ('a', 'it''s'))",)]
        else:
            return None
        if self.database.name == "postgresql" and numbers and column in numbers:
            forms.append((f"CHECK ({c} BETWEEN 1 AND {limit})", f"CHECK ((({c}) >= 1) AND (({c}) <= {limit}))"))
        return self.add_part(table, "k", "check", self.dice.choice(forms), {column})

    def add_unique(self, schema, name):
        table = schema.tables[name]
        columns = self.plain_columns(table, "number", "text")
        if len(columns) < 2:
            return None
        one, two = self.dice.sample(columns, 2)
        # PostgreSQL makes one constraint of two alike that stand in one CREATE TABLE.
        if any(part.kind == "unique" and {one, two} == part.columns for part in table.parts.values()):
            return None
        listed = f"({quote(one)}, {quote(two)})"
        forms = [(f"UNIQUE {listed}", f"unique {listed}")]
        if self.database.name == "postgresql":
            forms += [(f"UNIQUE {listed} DEFERRABLE",), (f"UNIQUE NULLS NOT DISTINCT {listed}",)]
        return self.add_part(table, "u", "unique", self.dice.choice(forms), {one, two})

    def add_foreign_key(self, schema, name):
        """To the primary key of any table, itself and tables that refer to this one included."""
        table = schema.tables[name]
        target = self.dice.choice(sorted(schema.tables))
        keys = [part for part in schema.tables[target].parts.values() if part.kind == "primary key"]
        if not keys:
            return None
        referred = next(iter(keys[0].columns))
        column = self.fresh("c")
        table.columns[column] = Column(schema.tables[target].columns[referred].type)
        action = self.dice.choice(["", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON UPDATE CASCADE", " DEFERRABLE INITIALLY DEFERRED"])
        head = f"FOREIGN KEY ({quote(column)}) REFERENCES {quote(target)}"
        spellings = (f"{head} ({quote(referred)}){action}", f"{head}{action}")
        if not action:
            spellings += (f"{head} ON DELETE NO ACTION",)
        return self.add_part(table, "f", "foreign key", spellings, {column}, target)

    # What a schema loses.

    def drop_table(self, schema):
        name = self.dice.choice(sorted(schema.tables))
        del schema.tables[name]
        for table in schema.tables.values():
            for part in [p for p, what in table.parts.items() if what.refers_to == name]:
                del table.parts[part]

    def drop_column(self, schema):
        name, table = self.some_table(schema)
        column = self.some_column(table)
        if column is None:
            return
        del table.columns[column]
        for other in [c for c, what in table.columns.items() if what.generated_from == column]:
            self.forget(schema, name, other)
            del table.columns[other]
        self.forget(schema, name, column)

    def forget(self, schema, name, column):
        """Parts on a column go with it."""
        parts = schema.tables[name].parts
        for part in [p for p, what in parts.items() if column in what.columns]:
            del parts[part]

    def some_table(self, schema):
        name = self.dice.choice(sorted(schema.tables))
        return name, schema.tables[name]

    def some_column(self, table, *families):
        """One that is no part of a key."""
        keys = {c for part in table.parts.values() if part.kind in ("primary key", "foreign key") for c in part.columns}
        columns = sorted(set(self.plain_columns(table, *families)) - keys)
        return self.dice.choice(columns) if columns else None

    def drop_part(self, schema):
        _, table = self.some_table(schema)
        parts = sorted(name for name, part in table.parts.items() if part.kind != "primary key")
        if parts:
            del table.parts[self.dice.choice(parts)]

    # What changes.

    def change_type(self, schema):
        _, table = self.some_table(schema)
        column = self.some_column(table, "number", "text", "time")
        if column and not table.columns[column].default:
            what = table.columns[column]
            types = self.database.types[family(self.database, what.type)]
            what.type = self.dice.choice(types)

    def change_default(self, schema):
        _, table = self.some_table(schema)
        column = self.some_column(table, *self.database.types)
        if column:
            what = table.columns[column]
            choices = [None, *self.database.defaults[family(self.database, what.type)]]
            what.default = self.dice.choice(choices)

    def change_null(self, schema):
        _, table = self.some_table(schema)
        column = self.some_column(table)
        if column:
            table.columns[column].null = not table.columns[column].null

    def change_collation(self, schema):
        _, table = self.some_table(schema)
        column = self.some_column(table, "text")
        if column:
            table.columns[column].collation = self.dice.choice(("", *self.database.collations))

    def change_comment(self, schema):
        if self.database.has_comments:
            _, table = self.some_table(schema)
            thing = self.dice.choice([table, *table.columns.values(), *(p for p in table.parts.values())])
            thing.comment = "" if thing.comment else "new; it's \"said\""

    def change_options(self, schema):
        _, table = self.some_table(schema)
        table.options = self.dice.choice(self.database.options)

    def change_part(self, schema):
        """Another definition under the same name."""
        name, table = self.some_table(schema)
        parts = sorted(p for p, what in table.parts.items() if what.kind in ("index", "check", "unique"))
        if not parts:
            return
        part = self.dice.choice(parts)
        add = {"index": self.add_index, "check": self.add_check, "unique": self.add_unique}[table.parts[part].kind]
        made = add(schema, name)
        if made:
            comment = table.parts[part].comment
            table.parts[part] = table.parts.pop(made)
            table.parts[part].comment = comment

    def change_enum(self, schema):
        if schema.enums:
            name = self.dice.choice(sorted(schema.enums))
            values = list(schema.enums[name])
            values.insert(self.dice.randint(0, len(values) - 1), self.fresh("v"))
            if self.dice.random() < 0.4:
                del values[0]
            schema.enums[name] = tuple(values)

    def change_sequence(self, schema):
        if schema.sequences:
            name = self.dice.choice(sorted(schema.sequences))
            schema.sequences[name] = self.dice.choice([" INCREMENT BY 7", " CACHE 3 CYCLE", " AS smallint", ""])

    def change(self, before, count):
        """The schema after so many changes."""
        schema = copy.deepcopy(before)
        changes = [
            self.add_table,
            self.drop_table,
            self.drop_column,
            self.drop_part,
            self.change_type,
            self.change_type,
            self.change_default,
            self.change_default,
            self.change_null,
            self.change_collation,
            self.change_comment,
            self.change_comment,
            self.change_options,
            self.change_part,
            self.change_part,
            self.change_enum,
            self.change_sequence,
            lambda s: self.add_column(s, self.some_table(s)[1]),
            lambda s: self.add_index(s, self.some_table(s)[0]),
            lambda s: self.add_check(s, self.some_table(s)[0]),
            lambda s: self.add_foreign_key(s, self.some_table(s)[0]),
        ]
        for _ in range(count):
            self.dice.choice(changes)(schema)
        return schema

    # How a schema is written.

    def write(self, schema):
        statements = [
            f"CREATE TYPE {quote(name)} AS ENUM ({', '.join(map(literal, values))})" for name, values in self.shuffled(schema.enums)
        ]
        statements += [f"CREATE SEQUENCE {quote(name)}{options}" for name, options in self.shuffled(schema.sequences)]
        late = []
        for name, table in self.shuffled(schema.tables):
            self.write_table(name, table, statements, late)
        return ";\n".join(statements + late) + ";\n"

    def shuffled(self, things):
        items = list(things.items())
        self.dice.shuffle(items)
        return items

    def write_table(self, name, table, statements, late):
        is_sqlite = self.database.name == "sqlite"
        lines = [self.write_column(column, what) for column, what in table.columns.items()]
        for part, what in self.shuffled(table.parts):
            text = what.text.spell(self.dice)
            if what.kind == "index":
                late.append(f"CREATE INDEX {quote(part)} ON {quote(name)} {text}")
            elif is_sqlite or (what.kind != "foreign key" and self.dice.random() < 0.5):
                lines.append(f"CONSTRAINT {quote(part)} {text}")
            else:
                late.insert(
                    len(late) if what.kind == "foreign key" else 0,
                    f"ALTER TABLE {quote(name)} ADD CONSTRAINT {quote(part)} {text}",
                )
            if what.comment:
                kind = "INDEX" if what.kind == "index" else "CONSTRAINT"
                where = "" if what.kind == "index" else f" ON {quote(name)}"
                late.append(f"COMMENT ON {kind} {quote(part)}{where} IS {literal(what.comment)}")
        statements.append(f"CREATE TABLE {quote(name)} (\n  " + ",\n  ".join(lines) + "\n)" + table.options)
        if table.comment:
            statements.append(f"COMMENT ON TABLE {quote(name)} IS {literal(table.comment)}")
        for column, what in table.columns.items():
            if what.comment:
                statements.append(f"COMMENT ON COLUMN {quote(name)}.{quote(column)} IS {literal(what.comment)}")

    def write_column(self, name, column):
        words = [quote(name), column.type.spell(self.dice)]
        if column.collation:
            words.append("COLLATE " + column.collation)
        if column.default:
            words.append("DEFAULT " + column.default.spell(self.dice))
        if column.generated:
            words.append(f"GENERATED ALWAYS AS {column.generated.spell(self.dice)} STORED")
        if column.identity:
            words.append(f"GENERATED {column.identity} AS IDENTITY")
        if not column.null:
            words.append("NOT NULL")
        return " ".join(words)


def quote(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"
