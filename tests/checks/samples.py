"""The samples of ``docs/checks``: read from the pages, laid over their base, checked in memory."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from govssg.build import Settings, build
from govssg.catalog.site_catalog import Visibility
from govssg.check.portal import check_scene
from govssg.model.finding import Finding
from govssg.prepare import prepare
from govssg.read.snapshot import Memory
from govssg.report.progress import Quiet

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "checks"
CLOCK = "2026-11-22 12:00"

_BLOCK = re.compile(r"^```portal (\w+)( build)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADER = re.compile(r"-- (\S+?)(?: \(([a-z]+)(?: (\d+))?\))? --")

Files = dict[str, str | bytes]


class Sample(Struct, frozen=True):
    """A sample of a page: its files, and whether the pages must be rendered too."""

    files: Files
    renders: bool
    absent: frozenset[str] = frozenset()

    def all_files(self, code: str) -> Files:
        """Give the whole project: base, theme if the rule is about it, sample."""
        below = base() | (theme() if code.startswith("T") else {})
        return {
            name: data for name, data in (below | self.files).items() if name not in self.absent
        }


class Choice(Struct, frozen=True):
    """What preparing wants to know."""

    visibility: Visibility = Visibility(CLOCK)
    cache: str = ""
    base_url: str = ""
    jobs: int = 1


def page_samples(page: Path) -> dict[str, Sample]:
    """Give the samples of a page by what they are called: ``bad``, ``good``, ``base``."""
    found = _BLOCK.findall(page.read_text("utf-8"))
    return {name: _sample(text, renders=bool(built)) for name, built, text in found}


def _sample(text: str, *, renders: bool) -> Sample:
    files: Files = {}
    absent = set()
    parts = _HEADER.split(text)
    for path, how, number, body in zip(
        parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True
    ):
        files[path] = _bytes(body.removeprefix("\n"), how or "", int(number or 0))
        absent |= {path} if how == "absent" else set()
    return Sample(files, renders, frozenset(absent))


def _bytes(text: str, how: str, number: int) -> str | bytes:
    if how == "gbk":
        return text.encode("gbk")
    if how == "bom":
        return text.encode("utf-8-sig")
    if how == "escapes":
        return re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text)
    return text + text.splitlines(keepends=True)[-1] * number if how == "repeat" else text


@cache
def base() -> Files:
    """Give the portal all samples are laid over."""
    return page_samples(PAGES / "README.md")["base"].files


@cache
def theme() -> Files:
    """Give the shipped theme."""
    found = sorted((ROOT / "themes" / "intensive").rglob("*"))
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found if path.is_file()
    }


@cache
def sample_findings(code: str, name: str) -> tuple[Finding, ...]:
    """Give everything the check, or the build, finds in a sample of a page."""
    sample = page_samples(PAGES / f"{code}.md")[name]
    snapshot = Memory(sample.all_files(code))
    if sample.renders:
        with TemporaryDirectory() as tree:
            return build(snapshot, Settings(tree, Visibility(CLOCK), search=False)).findings
    prepared = prepare(snapshot, Choice(), Quiet())
    if prepared.scene is None:
        return prepared.findings
    checked = check_scene(prepared.scene, prepared.inputs, snapshot, CLOCK)
    return tuple(sorted({*prepared.findings, *checked}))


def coded(code: str, name: str) -> list[Finding]:
    """Give the findings of the page's own code about the files of one of its samples."""
    files = page_samples(PAGES / f"{code}.md")[name].files
    return [
        found
        for found in sample_findings(code, name)
        if found.code == code and (code.startswith("T") or _names(files, found.span.path))
    ]


def _names(files: Files, path: str) -> bool:
    return any(name == path or name.startswith(f"{path}/") for name in files)
