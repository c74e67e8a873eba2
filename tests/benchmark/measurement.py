"""What commands cost: runs in turns, medians, and ratios within a round."""

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from typing import Callable, List, Optional


@dataclass
class Run:
    """What one run of a command cost."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, of the process and its children
    peak: float  # MB
    server_cpu: float = 0.0  # seconds

    @property
    def all_cpu(self):
        return self.cpu + self.server_cpu


@dataclass
class Contender:
    """A command in a comparison; `aim` is the ratio to the first one that is hoped for."""

    name: str
    command: List[str]
    prepare: Callable[[], None] = lambda: None
    aim: Optional[float] = None
    by: str = "wall"  # what the aim is about: wall, cpu or all_cpu
    runs: List[Run] = field(default_factory=list)

    def median(self, what):
        return statistics.median(getattr(run, what) for run in self.runs)

    def ratios(self, limit, what):
        """Of runs in the same round, from the lowest to the highest."""
        pairs = zip(self.runs, limit.runs)
        return sorted(getattr(run, what) / max(getattr(other, what), 1e-6) for run, other in pairs)

    def ratio(self, limit, what):
        return statistics.median(self.ratios(limit, what))


@dataclass
class Comparison:
    """Contenders that do the same; the first is what the others are measured against."""

    title: str
    rounds: int
    contenders: List[Contender]


class Runner:
    """Runs commands through the program `measure`, in an environment of its own."""

    def __init__(self, measure, folder, server=None):
        self.measure = measure
        self.result = os.path.join(folder, "result")
        self.server = server
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8"}

    def run(self, command):
        before = self.server.cpu() if self.server else 0.0
        with tempfile.TemporaryFile() as errors:
            done = subprocess.run(
                [self.measure, self.result, *command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                check=False,
            )
            errors.seek(0)
            self.refuse_failure(command, done.returncode, errors.read().decode(errors="replace"))
        wall, cpu, peak = self.numbers()[1:]
        server_cpu = self.server.cpu() - before if self.server else 0.0
        return Run(wall / 1e6, cpu / 1e6, peak / 1024, server_cpu)

    def numbers(self):
        with open(self.result, encoding="ascii") as file:
            return [int(number) for number in file.read().split()]

    def refuse_failure(self, command, status, errors):
        if status == 0 and self.numbers()[0] == 0:
            return
        raise SystemExit(f"{' '.join(command)} failed:\n{errors[-2000:]}")

    def compare(self, comparison):
        """A B C A B C ..., so that a busy moment of the machine is one for all."""
        for number in range(comparison.rounds):
            for contender in comparison.contenders:
                show(f"{comparison.title}: {contender.name}, {number + 1} of {comparison.rounds}")
                contender.prepare()
                contender.runs.append(self.run(contender.command))
        show("")
        return comparison


def show(progress):
    """On a terminal, in place of what was shown before."""
    if sys.stderr.isatty():
        print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)


def milliseconds(seconds):
    return f"{seconds * 1000:.1f}" if seconds < 0.1 else f"{seconds * 1000:.0f}"


def verdict(contender, limit):
    if contender.aim is None:
        return ""
    ratio = contender.ratio(limit, contender.by)
    kind = {"wall": "wall", "cpu": "CPU", "all_cpu": "all CPU"}[contender.by]
    return f"{contender.aim:g} ({kind}): {'met' if round(ratio, 2) <= contender.aim else 'missed'}"


def ratio_text(contender, limit, what):
    """The median, and between what it lies."""
    ratios = contender.ratios(limit, what)
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})"


def row(contender, limit):
    cells = [
        contender.name,
        milliseconds(contender.median("wall")),
        milliseconds(contender.median("cpu")),
        milliseconds(contender.median("server_cpu")) if limit.median("server_cpu") else "",
        f"{contender.median('peak'):.1f}",
        ratio_text(contender, limit, "wall") if contender is not limit else "1",
        ratio_text(contender, limit, "all_cpu") if contender is not limit else "1",
        verdict(contender, limit),
    ]
    return "| " + " | ".join(cells) + " |"


def markdown(comparison):
    """A table of the comparison; the ratios are to its first row, with their range."""
    limit = comparison.contenders[0]
    lines = [
        f"### {comparison.title}",
        "",
        f"Rounds: {comparison.rounds}.",
        "",
        "| | wall ms | CPU ms | server CPU ms | peak MB | x wall | x CPU | aim |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
        *(row(contender, limit) for contender in comparison.contenders),
        "",
    ]
    return "\n".join(lines)
