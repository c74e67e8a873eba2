#!/usr/bin/env python3
"""Checks the documents against the repository and the program.

  check_docs.py --migrate BINARY [--update] ROOT

- every relative link leads to a file that is there, and to a heading of it;
- docs/configuration.md names the keys that the program accepts, and no others;
- docs/errors.md and alembic.yaml are what the program prints and writes;
- docs/cli.md has every command, and each block "```help COMMAND" is its help page;
- the commands of every ```console block run and print what the block says.

Each document's console blocks run one after the other in one fresh copy of the worked example. A
block "```sql FILE" stands for an editor: it becomes the sections of that unit. Durations and dates
may differ. --update writes what the program prints into the console and help blocks.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LIVE_BLOCK = re.compile(r"^```(console|sql \S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def documents(root):
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


# Links


def without_code(text):
    text = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", lambda code: re.sub(r"[\[\]()]", "_", code.group()), text)


def headings(path):
    """The anchors of a document's headings, as the forges make them."""
    lines = re.findall(r"^#+ +(.*?) *$", without_code(path.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def check_links(root):
    for document in documents(root):
        for link in re.findall(r"\]\(([^)\s]+)\)", without_code(document.read_text())):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = document.parent / path if path else document
            if not target.exists():
                yield f"{document.relative_to(root)}: {link}: there is no such file"
            elif anchor and anchor not in headings(target):
                yield f"{document.relative_to(root)}: {link}: there is no such heading"


# Configuration keys


class Project:
    """A fresh folder with the program on its PATH and nothing of the caller's environment."""

    def __init__(self, migrate):
        self.folder = Path(tempfile.mkdtemp(prefix="migrate-docs-"))
        sanitizers = ("ASAN_OPTIONS", "UBSAN_OPTIONS")
        keep = {name: os.environ[name] for name in sanitizers if name in os.environ}
        self.environment = {
            **keep,
            "PATH": f"{migrate.parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def run(self, command):
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def error_of(self, configuration):
        """The error with which the program refuses a configuration; nothing when it takes it."""
        (self.folder / "alembic.yaml").write_text(configuration)
        done = self.run("migrate heads --format json 2>&1 >/dev/null")
        return json.loads(done.stdout)["error"] if done.returncode else None


def documented_keys(text):
    cells = re.findall(r"^\| (`[\w.` ]+`) \|", text, re.MULTILINE)
    rows = re.findall(r"`([\w.]+)`", " ".join(cells))
    return set(rows)


def accepted_keys(project):
    """Every key that the program takes, from what it says about one that it does not take."""

    def members(template):
        hint = project.error_of(template)["hint"]
        return hint.partition("the keys here are: ")[2].split(", ")

    unknown = "no_such_key_at_all: 1"
    for key in members(unknown):
        error = project.error_of(f"{key}: {{{unknown}}}")
        if error and "the keys here are: " in (error["hint"] or ""):
            yield from (f"{key}.{member}" for member in members(f"{key}: {{{unknown}}}"))
        else:
            yield key


def check_configuration(root, migrate):
    text = (root / "docs/configuration.md").read_text()
    with Project(migrate) as project:
        documented, accepted = documented_keys(text), set(accepted_keys(project))
        for key in sorted(accepted - documented):
            yield f"docs/configuration.md: the key {key} is missing"
        for key in sorted(documented - accepted):
            yield f"docs/configuration.md: the program knows no key {key}"
        for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            error = project.error_of(block)
            if error:
                yield f"docs/configuration.md: {error['message']}, in\n{block}"


# Texts of the program


def check_texts(root, migrate):
    with Project(migrate) as project:
        project.run("migrate init")
        texts = {
            "docs/errors.md": project.run("migrate explain --all").stdout,
            "alembic.yaml": (project.folder / "alembic.yaml").read_text(),
        }
    # The worked example has models, which a new project has not yet.
    texts["alembic.yaml"] = texts["alembic.yaml"].replace(
        "# models: [models]                   #", "models: [apps/computor/models]       #"
    )
    for name, text in texts.items():
        if not (root / name).exists() or (root / name).read_text() != text:
            yield f"{name}: differs from what the program prints or writes"


# Help pages


def help_page(project, command):
    """A command's page without its title and the global options; for "global" just these."""
    page = project.run(f"migrate {'' if command == 'global' else command} --help").stdout
    options = re.search(r"^Global options:\n.*?(\n\n|\Z)", page, re.DOTALL | re.MULTILINE)
    if command == "global":
        return options.group().rstrip() + "\n"
    return page.replace(options.group(), "").partition("\n\n")[2].rstrip() + "\n"


def check_help(root, migrate, update):
    document = root / "docs/cli.md"
    text = document.read_text()
    with Project(migrate) as project:
        commands = re.findall(r"^  ([a-z][a-z-]+)  ", project.run("migrate --help").stdout, re.MULTILINE)
        pages = {command: help_page(project, command) for command in [*commands, "global"]}
    blocks = dict(re.findall(r"^```help (\S+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
    for command, page in pages.items():
        if command not in blocks:
            yield f"docs/cli.md: `migrate {command}` is missing"
        elif blocks[command] != page and not update:
            yield f"docs/cli.md: the page of `migrate {command}` differs from --help"
        else:
            block = f"```help {command}\n"
            text = text.replace(block + blocks[command], block + page)
    yield from (f"docs/cli.md: no command {name}" for name in blocks if name not in pages)
    if update:
        document.write_text(text)


# Console blocks


def neutral(text):
    """The text without what differs from run to run."""
    text = re.sub(r" *\.{3,} *", " ... ", text)
    text = re.sub(r" *\b\d+(\.\d+)? (ms|s)\b", " <duration>", text)
    text = re.sub(r'("duration_ms":)[\d.]+', r"\1<duration>", text)
    return re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ?", "<date>", text)


class Session:
    """The console blocks of one document."""

    def __init__(self, root, migrate):
        self.project = Project(migrate)
        shutil.copy(root / "alembic.yaml", self.project.folder)
        for folder in ["versions", "apps/computor/models"]:
            shutil.copytree(root / folder, self.project.folder / folder)

    def edit(self, pattern, sections):
        (unit,) = self.project.folder.glob(pattern)
        header = unit.read_text().partition("-- migrate:up\n")[0]
        unit.write_text(header + sections)

    def run_block(self, block):
        """(command line, output as documented, output now), for each command."""
        for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
            if not part:
                continue
            command, _, expected = part.partition("\n")
            done = self.project.run(command[2:])
            gap = "\n" if expected.endswith("\n\n") or expected == "\n" else ""
            yield command, expected[: len(expected) - len(gap)], done.stdout, gap


def check_console(document, root, migrate, update):
    text = document.read_text()
    session = Session(root, migrate)
    problems = []

    def run(found):
        kind, block = found.groups()
        if kind != "console":
            session.edit(kind.partition(" ")[2], block)
            return found.group()
        result = ""
        for command, expected, actual, gap in session.run_block(block):
            same = neutral(expected) == neutral(actual)
            if not same and not update:
                place = f"{document.relative_to(root)}: {command}"
                problems.append(f"{place}\nexpected:\n{expected}\nprinted:\n{actual}")
            result += f"{command}\n{expected if same else actual}{gap}"
        return f"```console\n{result}```"

    with session.project:
        updated = LIVE_BLOCK.sub(run, text)
    if update and updated != text:
        document.write_text(updated)
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("--migrate", type=Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    root, migrate = arguments.root.resolve(), arguments.migrate.resolve()

    problems = list(check_links(root))
    problems += check_configuration(root, migrate)
    problems += check_texts(root, migrate)
    problems += check_help(root, migrate, arguments.update)
    for document in documents(root):
        problems += check_console(document, root, migrate, arguments.update)
    print("\n".join(problems) or "the documents are right")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
