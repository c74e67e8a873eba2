"""An independent observer of SQLite: pragmas, and its own reading of the texts in sqlite_schema."""

import re
import sqlite3

TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?(?:\*/|$))
      | (?P<string>'(?:[^']|'')*')
      | (?P<blob>[xX]'[0-9a-fA-F]*')
      | (?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])
      | (?P<number>(?:0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?))
      | (?P<word>[^\W\d][\w$]*)
      | (?P<operator>\|\||<<|>>|<=|>=|<>|!=|==|->>|->|.)""",
    re.X | re.S,
)

COLUMN_WORDS = {
    "constraint",
    "primary",
    "not",
    "null",
    "unique",
    "check",
    "default",
    "collate",
    "references",
    "generated",
    "as",
}


class Token(str):
    """Its text as it is compared; `is_word` when it may be a keyword."""

    is_word = False


def fold(text):
    """SQLite folds ASCII alone."""
    return re.sub("[A-Z]", lambda found: found[0].lower(), text)


def tokens(sql):
    result = []
    for found in TOKEN.finditer(sql):
        kind, text = found.lastgroup, found[0]
        if kind == "space":
            continue
        if kind == "quoted":
            mark = text[0]
            text = text[1:-1] if mark == "[" else text[1:-1].replace(mark * 2, mark)
        if kind == "blob":
            text = "x" + text[1:].upper()
        if kind == "number" and not re.fullmatch(r"\d+|0[xX].*", text):
            text = repr(float(text))
        token = Token(text if kind in ("string", "blob") else fold(text))
        token.is_word = kind == "word"
        result.append(token)
    return result


def inside(stream, at):
    """The tokens between the parenthesis at `at` and its partner, and the place behind that."""
    depth, end = 0, at
    while True:
        depth += {"(": 1, ")": -1}.get(stream[end], 0)
        end += 1
        if depth == 0:
            return stream[at + 1 : end - 1], end


def split(stream):
    """The parts between commas, where no parenthesis is open."""
    parts, depth = [[]], 0
    for token in stream:
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def bare(stream):
    """An expression without the parentheses around it, as one text."""
    while stream and stream[0] == "(" and inside(stream, 0)[1] == len(stream):
        stream = stream[1:-1]
    return " ".join(stream)


class Reader:
    """Reads one definition of a CREATE TABLE."""

    def __init__(self, stream):
        self.stream = stream
        self.at = 0

    def more(self):
        return self.at < len(self.stream)

    def peek(self, *words):
        ahead = self.stream[self.at : self.at + len(words)]
        return len(ahead) == len(words) and all(a.is_word and a == w for a, w in zip(ahead, words))

    def take(self, *words):
        found = self.peek(*words)
        if found:
            self.at += len(words)
        return found

    def next(self):
        self.at += 1
        return self.stream[self.at - 1]

    def parenthesis(self):
        content, self.at = inside(self.stream, self.at)
        return content

    def conflict(self):
        if not self.take("on", "conflict"):
            return ""
        word = self.next()
        return "" if word == "abort" else str(word)


def read_references(reader):
    table = str(reader.next())
    columns = []
    if reader.more() and reader.stream[reader.at] == "(":
        columns = [str(part[0]) for part in split(reader.parenthesis())]
    rest = {"delete": "no action", "update": "no action", "deferred": False}
    while reader.more():
        if reader.take("on"):
            event = str(reader.next())
            word = str(reader.next())
            rest[event] = word + (" " + str(reader.next()) if word in ("set", "no") else "")
        elif reader.take("match"):
            rest["match"] = str(reader.next())
        elif reader.take("not", "deferrable") or reader.take("deferrable"):
            deferrable = reader.stream[reader.at - 2] != "not" if reader.at > 1 else True
            if reader.take("initially"):
                rest["deferred"] = deferrable and reader.next() == "deferred"
        else:
            break
    return {"table": table, "columns": columns, **rest}


def indexed_columns(stream):
    """The columns of a key: order and collation go along when they are said."""
    result = []
    for part in split(stream):
        words = [str(token) for token in part]
        if words[-1] == "asc":
            words.pop()
        result.append(" ".join(words))
    return result


class Table:
    """A CREATE TABLE, read."""

    def __init__(self, sql):
        stream = tokens(sql)
        opening = stream.index("(")
        body, behind = inside(stream, opening)
        self.name = str(stream[opening - 1])
        self.options = {"strict": "strict" in stream[behind:], "without rowid": "rowid" in stream[behind:]}
        self.columns = {}
        self.constraints = []
        self.autoincrement = False
        for part in split(body):
            self.read_definition(Reader(part))

    def add(self, kind, name, **details):
        self.constraints.append({"kind": kind, "name": name, **details})

    def read_definition(self, reader):
        first = reader.stream[0]
        if first.is_word and first in ("constraint", "primary", "unique", "check", "foreign"):
            while reader.more():
                self.read_table_constraint(reader)
        else:
            self.read_column(reader)

    def read_table_constraint(self, reader):
        name = str(reader.next()) if reader.take("constraint") else ""
        if reader.take("primary", "key") or reader.take("unique"):
            kind = "unique" if reader.stream[reader.at - 1] == "unique" else "primary key"
            content = reader.parenthesis()
            if content and content[-1] == "autoincrement":
                self.autoincrement = True
                content = content[:-1]
            self.add(kind, name, columns=indexed_columns(content), conflict=reader.conflict())
        elif reader.take("check"):
            self.add("check", name, condition=bare(reader.parenthesis()))
            reader.conflict()
        else:
            assert reader.take("foreign", "key"), reader.stream
            columns = [str(part[0]) for part in split(reader.parenthesis())]
            assert reader.take("references")
            self.add("foreign key", name, own=columns, **read_references(reader))

    def read_column(self, reader):
        name = str(reader.next())
        typed = []
        while reader.more() and not (reader.stream[reader.at].is_word and reader.stream[reader.at] in COLUMN_WORDS):
            typed.append(str(reader.next()))
        column = {"type": "".join(f" {t}" if re.match(r"\w", t) else t for t in typed).strip().replace("( ", "(").replace(", ", ",")}
        self.columns[name] = column
        label = ""
        while reader.more():
            if reader.take("constraint"):
                label = str(reader.next())
                continue
            self.read_column_constraint(reader, name, column, label)
            label = ""

    def read_column_constraint(self, reader, name, column, label):
        if reader.take("primary", "key"):
            descending = reader.take("desc")
            reader.take("asc")
            conflict = reader.conflict()
            self.autoincrement = reader.take("autoincrement") or self.autoincrement
            self.add("primary key", label, columns=[name + (" desc" if descending else "")], conflict=conflict)
        elif reader.take("not", "null"):
            column["not null"] = True
            column["conflict"] = reader.conflict()
        elif reader.take("null"):
            reader.conflict()
        elif reader.take("unique"):
            self.add("unique", label, columns=[name], conflict=reader.conflict())
        elif reader.take("check"):
            self.add("check", label, condition=bare(reader.parenthesis()))
        elif reader.take("default"):
            self.read_default(reader, column)
        elif reader.take("collate"):
            collation = str(reader.next())
            if collation != "binary":
                column["collation"] = collation
        elif reader.take("references"):
            self.add("foreign key", label, own=[name], **read_references(reader))
        else:
            assert reader.take("generated", "always", "as") or reader.take("as"), reader.stream[reader.at :]
            column["generated"] = bare(reader.parenthesis())
            column["stored"] = reader.take("stored")
            reader.take("virtual")

    @staticmethod
    def read_default(reader, column):
        if reader.stream[reader.at] == "(":
            value = bare(reader.parenthesis())
        else:
            value = str(reader.next())
            if value in "+-":
                value += " " + str(reader.next())
        if value != "null":
            column["default"] = value


def drop_meaningless(parsed):
    """The column that is the rowid takes NULL for the next number, whether it is NOT NULL or not."""
    for table in parsed.values():
        keys = [c["columns"] for c in table.constraints if c["kind"] == "primary key"]
        column = table.columns.get(keys[0][0]) if keys and len(keys[0]) == 1 else None
        if column and column["type"] == "integer" and not table.options["without rowid"]:
            column["is rowid"] = True
            column.pop("not null", None)
            column.pop("conflict", None)


def resolve_references(parsed):
    """A foreign key without columns refers to the primary key."""
    for table in parsed.values():
        for constraint in table.constraints:
            parent = parsed.get(constraint.get("table"))
            if constraint["kind"] == "foreign key" and not constraint["columns"] and parent:
                keys = [c["columns"] for c in parent.constraints if c["kind"] == "primary key"]
                constraint["columns"] = keys[0] if keys else []


def rows(connection, sql, *parameters):
    return connection.execute(sql, parameters).fetchall()


def pragmas(connection, name, parsed):
    """What the pragmas say of a table, in an order of its own."""
    keys = rows(connection, "SELECT id, seq, \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list(?)", name)
    indexes = rows(connection, 'SELECT name, "unique", origin, partial FROM pragma_index_list(?)', name)
    return {
        "columns": sorted(
            (fold(column), fold(kind).replace(" ", ""), bool(not_null) and not is_rowid(parsed, name, column), pk, hidden)
            for column, kind, not_null, pk, hidden in rows(
                connection, 'SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?)', name
            )
        ),
        "foreign keys": sorted(
            (fold(table), fold(own), fold(other or "") or primary_key(parsed, fold(table)), update, delete)
            for _, _, table, own, other, update, delete in keys
        ),
        "indexes": sorted(
            (unique, origin, partial, index_columns(connection, index)) for index, unique, origin, partial in indexes
        ),
    }


def is_rowid(parsed, table, column):
    return "is rowid" in parsed[fold(table)].columns[fold(column)]


def primary_key(parsed, table):
    for constraint in parsed[table].constraints if table in parsed else []:
        if constraint["kind"] == "primary key":
            return " ".join(constraint["columns"])
    return ""


def index_columns(connection, index):
    found = rows(connection, 'SELECT name, "desc", coll, key FROM pragma_index_xinfo(?) ORDER BY seqno', index)
    return tuple((fold(name or ""), desc, fold(coll)) for name, desc, coll, key in found if key)


def read_index(connection, name, sql):
    stream = tokens(sql)
    opening = stream.index("(")
    content, behind = inside(stream, opening)
    terms = [without_order(part) for part in split(content)]
    return {
        "table": str(stream[opening - 1]),
        "unique": "unique" in stream[:3],
        "terms": terms,
        "columns": index_columns(connection, name),
        "where": bare(stream[behind + 1 :]) if behind < len(stream) else "",
    }


def without_order(part):
    """Order and collation are what the pragma says, with their defaults."""
    part = list(part)
    if part[-1] in ("asc", "desc"):
        part.pop()
    if len(part) > 2 and part[-2] == "collate":
        del part[-2:]
    return bare(part)


def state(path):
    """{(kind, name): what it is} of all that is there, but for the version table."""
    connection = sqlite3.connect(path)
    found = rows(connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    found = [row for row in found if row[1] not in ("alembic_version", "sqlite_sequence", "sqlite_stat1")]
    parsed = {fold(name): Table(sql) for kind, name, _, sql in found if kind == "table"}
    resolve_references(parsed)
    drop_meaningless(parsed)
    result = {}
    for kind, name, _, sql in found:
        if kind == "table":
            result |= table_state(connection, name, parsed)
        elif kind == "index":
            result[kind, fold(name)] = read_index(connection, name, sql)
        else:
            result[kind, fold(name)] = {"definition": " ".join(tokens(sql))}
    connection.close()
    return result


def table_state(connection, name, parsed):
    table = parsed[fold(name)]
    about = {**table.options, "autoincrement": table.autoincrement, **pragmas(connection, name, parsed)}
    about["constraints"] = sorted(map(str, (sorted(c.items()) for c in table.constraints)))
    result = {("table", fold(name)): about}
    for column, what in table.columns.items():
        result["column", fold(name) + "." + column] = what
    return result


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def tables(path):
    """{table: [columns]}, quoted as SQL wants them; the rowid goes first where there is one."""
    connection = sqlite3.connect(path)
    result = {}
    for name, without_rowid in rows(connection, "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"):
        if name.startswith("sqlite_") or name == "alembic_version":
            continue
        names = [quoted(row[0]) for row in rows(connection, "SELECT name FROM pragma_table_xinfo(?) ORDER BY name", name)]
        result[quoted(name)] = ([] if without_rowid else ["rowid"]) + names
    connection.close()
    return result


def contents(path, wanted):
    connection = sqlite3.connect(path)
    found = {
        table: sorted(map(str, rows(connection, f"SELECT {', '.join(columns)} FROM {table}")))
        for table, columns in wanted.items()
        if columns
    }
    connection.close()
    return found
