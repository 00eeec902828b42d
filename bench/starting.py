"""Scenario of the start-up: ``govssg --version`` against a Python that does nothing."""

import shutil
import sys
from pathlib import Path

from contest import Contender, Figures, in_turn
from project import Pair

LEAST = 15
"""Runs at least: they are short, and what is looked for is a difference."""


def start_up(given: Pair, runs: int) -> dict[str, Figures]:
    """The installed command tells its version; the floor is bare Python."""
    program = shutil.which("govssg", path=str(Path(sys.executable).parent))
    command = [program] if program else [sys.executable, "-m", "govssg"]
    ours = Contender("govssg", [*command, "--version"], given.ours)
    floor = Contender("floor", [sys.executable, "-c", "pass"], given.ours)
    return in_turn([ours, floor], max(runs, LEAST))
