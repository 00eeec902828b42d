"""The command line as a user meets it: run in a project, with its exit code and two outputs."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from project import Project

import govssg.cli
from govssg.cli import run as run_main

PACKAGE_ROOT = Path(govssg.cli.__file__).resolve().parents[2]
CLOCK = "2026-11-22 12:00"


class Outcome:
    """What a command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- out\n{self.out}\n--- err\n{self.err}"


def run(project: Project | Path, *arguments: str) -> Outcome:
    """Run a verb in this process, inside the project's folder."""
    root = project if isinstance(project, Path) else project.root
    here = Path.cwd()
    os.chdir(root)
    try:
        with CliRunner().isolation() as (out, err, _both):
            code = run_main(list(arguments))
            return Outcome(code, out.getvalue().decode(), err.getvalue().decode())
    finally:
        os.chdir(here)


def start(root: Path, *arguments: str, **environment: str) -> Outcome:
    """Run the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "govssg", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PACKAGE_ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def files_below(root: Path) -> dict[str, bytes]:
    """Give every file below a folder, caches left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".govssg" not in path.relative_to(root).parts
    }
