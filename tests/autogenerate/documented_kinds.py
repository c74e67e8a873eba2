"""Whether docs/autogenerate.md says of each kind of object what the pairs show.

The table there has a row a kind: what is written for a new one, and for one that changes. Statements stand in
backticks, with `...` for any words; "anew" stands for a DROP and the statement of a new one.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs" / "autogenerate.md"
HEADING = "### Kind by kind"
# Kinds that the queries name by an expression, and what the tables' own kinds have beside it.
KINDS_BY_EXPRESSION = {"procedure", "function", "privilege", "withheld privilege"}
NO_OBJECTS = {"schema", "empty schema", "table", "index"}


def documented():
    """{kind: (cell of a new one, cell of one that changes)}."""
    section = PAGE.read_text(encoding="utf-8").split(HEADING, 1)[1].split("\n#", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.split("\n") if line[:1] == "|"]
    return {kind: (row[1], row[2]) for row in rows[2:] for kind in row[0].split(", ")}


def kinds_in_queries():
    folder = ROOT / "lib" / "dialect" / "postgresql"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*_queries.cpp")))
    return set(re.findall(r'\.kind = "([\w ]+)"', text)) - NO_OBJECTS | KINDS_BY_EXPRESSION


def pattern(statement):
    return re.compile(r"\s+".join(".*?" if word == "..." else re.escape(word) for word in statement.split()), re.S)


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
