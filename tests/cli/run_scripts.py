#!/usr/bin/env python3
"""Runs the scripts of this folder against the program and compares what it prints.

  run_scripts.py --migrate BINARY [--update] [SCRIPT ...]

A script is a session in a fresh, empty folder, with tests/cli/bin and the program on the PATH:

  # a comment
  $ migrate upgrade a1            a command for sh; lines that follow with "> " continue it
  done      at a1, <duration>     what it prints on standard output
  ! plan      1 revision          what it prints on standard error
  [0]                             its exit status; 0 may be left out
  === versions/a1.sql             a file: the lines up to the next ===
  ===

<duration>, <date> and <id> stand for one of these, <...> for anything within a line, or, alone in a
line, for any number of lines. <folder> is the script's folder. A backslash in front of a printed
line keeps it from being read as one of the forms above. Empty lines at the end of a command's output
do not count. --update writes what is printed into the scripts, where it does not match.
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SPECIAL = re.compile(r"^(\$ |> |! |!$|\[\d+\]$|#|===|\\)")
PATTERNS = {
    "<duration>": r" *\d+(\.\d)? (ms|s)",
    "<date>": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "<id>": r"[0-9a-f]{12}",
    "<...>": r".*",
}


class Command:
    def __init__(self, text):
        self.text = text
        self.out = []
        self.err = []
        self.status = 0
        self.has_status = False
        self.gap = 0  # empty lines behind it


def parse(text):
    """The parts of a script: ("text", lines), ("file", name, lines), ("command", Command)."""
    parts = []
    lines = text.splitlines()
    i = 0
    command = None
    while i < len(lines):
        line = lines[i]
        i += 1
        if line.startswith("=== "):
            end = lines.index("===", i)
            parts.append(("file", line[4:], lines[i:end]))
            i, command = end + 1, None
        elif line.startswith("$ "):
            command = Command(line[2:])
            while i < len(lines) and lines[i].startswith("> "):
                command.text += "\n" + lines[i][2:]
                i += 1
            parts.append(("command", command))
        elif line.startswith("#") or command is None:
            parts.append(("text", [line]))
            command = None
        elif re.match(r"^\[\d+\]$", line):
            command.status, command.has_status = int(line[1:-1]), True
        elif line == "!" or line.startswith("! "):
            command.err.append(line[2:])
        else:
            command.out.append(line[1:] if line.startswith("\\") else line)
    for part in parts:
        if part[0] == "command":
            part[1].gap = strip_end(part[1].out)
    return parts


def strip_end(lines):
    """Takes the empty lines off the end; how many there were."""
    count = 0
    while lines and not lines[-1]:
        lines.pop()
        count += 1
    return count


def line_pattern(line):
    pieces = re.split("(" + "|".join(map(re.escape, PATTERNS)) + ")", line)
    return re.compile("".join(PATTERNS.get(piece) or re.escape(piece) for piece in pieces))


def matches(expected, actual):
    if not expected:
        return not actual
    if expected[0] == "<...>":
        return any(matches(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    if not actual or not line_pattern(expected[0]).fullmatch(actual[0]):
        return False
    return matches(expected[1:], actual[1:])


def printed(text, folder):
    lines = text.replace(str(folder), "<folder>").splitlines()
    strip_end(lines)
    return lines


def generalized(lines):
    result = []
    for line in lines:
        line = re.sub(r" *\b\d+(\.\d)? (ms|s)\b", " <duration>", line)
        line = re.sub(r'"duration_ms":[\d.]+', '"duration_ms":<...>', line)
        result.append(re.sub(PATTERNS["<date>"], "<date>", line))
    return result


def environment(migrate, folder):
    sanitizers = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
    return {
        **{name: os.environ[name] for name in sanitizers if name in os.environ},
        "PATH": f"{FOLDER / 'bin'}:{migrate.parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
        "SOURCE": str(FOLDER.parent.parent),
    }


def session(path, migrate):
    """(text of the script with what is printed now, problems)"""
    folder = Path(tempfile.mkdtemp(prefix="migrate-cli-")).resolve()
    updated, problems = [], []
    try:
        for part in parse(path.read_text()):
            if part[0] == "text":
                updated += part[1]
            elif part[0] == "file":
                file = folder / part[1]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("".join(line + "\n" for line in part[2]))
                updated += [f"=== {part[1]}", *part[2], "==="]
            else:
                lines, problem = run(part[1], migrate, folder)
                updated += lines
                problems += [f"{path.name}: {problem}"] if problem else []
    finally:
        shutil.rmtree(folder)
    return "\n".join(updated) + "\n", problems


def run(command, migrate, folder):
    done = subprocess.run(
        ["sh", "-c", command.text],
        cwd=folder,
        env=environment(migrate, folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )
    out = printed(done.stdout.decode(errors="backslashreplace"), folder)
    err = printed(done.stderr.decode(errors="backslashreplace"), folder)
    same = (
        matches(command.out, out) and matches(command.err, err)
        and command.status == done.returncode
    )
    problem = ""
    if same:
        out, err = command.out, command.err
    else:
        out, err = generalized(out), generalized(err)
        problem = "\n".join(
            [f"$ {command.text}", "expected:", *show(command.out, command.err, command.status),
             "printed:", *show(out, err, done.returncode)]
        )
    lines = ["$ " + command.text.replace("\n", "\n> ")] + show(out, err, done.returncode)
    return lines + [""] * command.gap, problem


def show(out, err, status):
    lines = ["\\" + line if SPECIAL.match(line) else line for line in out]
    lines += [("! " + line).rstrip() for line in err]
    return lines + ([f"[{status}]"] if status else [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--migrate", type=Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("scripts", nargs="*", type=Path)
    arguments = parser.parse_args()
    migrate = arguments.migrate.resolve()
    scripts = arguments.scripts or sorted(FOLDER.glob("*.script"))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda path: session(path, migrate), scripts)
        for path, (updated, problems) in zip(scripts, results):
            failed += len(problems)
            if arguments.update and problems:
                path.write_text(updated)
                print(f"{path.name}: {len(problems)} updated")
            elif problems:
                print("\n\n".join(problems) + "\n")
    print(f"{len(scripts)} scripts, {failed} commands differ")
    return 1 if failed and not arguments.update else 0


if __name__ == "__main__":
    sys.exit(main())
