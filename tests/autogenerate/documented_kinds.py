"""Whether docs/autogenerate.md says of each kind of object what the pairs show.

The table there has a row a kind: what is written for a new one, and for one that changes. Statements stand in
backticks, with `...` for any words; "anew" stands for a DROP and the statement of a new one.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs" / "autogenerate.md"
HEADING = "### Kind by kind"
VERSIONS = "| version | what"
# Kinds that the queries name by an expression, and what the tables' own kinds have beside it.
KINDS_BY_EXPRESSION = {"procedure", "function", "privilege", "withheld privilege"}
NO_OBJECTS = {"schema", "empty schema", "table", "index"}


def rows_behind(heading):
    """The cells of the rows of the first table behind a text, or of the one that begins with it."""
    text = PAGE.read_text(encoding="utf-8").split(heading, 1)[1]
    lines = text[max(text.find("\n|---"), 0) :].lstrip("\n").split("\n\n", 1)[0].split("\n")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def documented():
    """{kind: (cell of a new one, cell of one that changes)}."""
    return {kind: (row[1], row[2]) for row in rows_behind(HEADING) for kind in row[0].split(", ")}


def kinds_in_queries():
    folder = ROOT / "lib" / "dialect" / "postgresql"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*_queries.cpp")))
    return set(re.findall(r'\.kind = "([\w ]+)"', text)) - NO_OBJECTS | KINDS_BY_EXPRESSION


def pattern(statement):
    return re.compile(r"\s+".join(".*?" if word == "..." else re.escape(word) for word in statement.split()), re.S)


def version_problems(pairs):
    """What the table of versions says and no pair shows, or the other way round."""
    rows = {int(row[0]): re.findall(r"`([^`]+)`", row[1]) for row in rows_behind(VERSIONS)}
    texts = {version: "".join(pair.after for pair in pairs if pair.since == version) for version in rows}
    found = [f"{pair.id}: no row says what version {pair.since} has" for pair in pairs if pair.since not in (0, *rows)]
    for version, words in rows.items():
        found += [f"version {version}: no pair has {word}" for word in words if word not in texts[version]]
    return found


def problems(units):
    """What is not so: `units` are the texts of upgrades by (sign, kind)."""
    rows = documented()
    found = [f"{kind}: the table has no row for it" for kind in sorted(kinds_in_queries() - rows.keys())]
    for kind, cells in rows.items():
        for sign, cell in zip("+~", cells):
            statements = re.findall(r"`([^`]+)`", cell)
            if "anew" in cell:
                statements.append("DROP")
            texts = units.get((sign, kind), [])
            if statements and not texts:
                found.append(f"{kind}: no pair shows `{sign} {kind}`")
                continue
            found += [
                f"{kind}: no pair with `{sign} {kind}` writes {statement}"
                for statement in statements
                if not any(pattern(statement).search(text) for text in texts)
            ]
    return found
