"""A file saved while it is being read: the build begins anew, and gives up in plain words."""

from collections.abc import Callable

import pytest
from cli.helpers import run
from project import Project, article

from govssg.model.source import Entry
from govssg.read.snapshot import SourcesChangedError, Worktree


def restless(monkeypatch: pytest.MonkeyPatch, times: int) -> list[str]:
    """Let the first reads of one file fail as if it were being saved."""
    reads: list[str] = []
    honest = Worktree.read

    def read(worktree: Worktree, entry: Entry) -> bytes:
        if entry.path.endswith("a.md"):
            reads.append(entry.path)
            if len(reads) <= times:
                raise SourcesChangedError(entry.path)
        return honest(worktree, entry)

    monkeypatch.setattr(Worktree, "read", read)
    return reads


def test_a_file_saved_during_the_build_is_read_again(
    portal: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = portal("-- content/municipal/city/news/a.md --\n" + article("甲"))
    reads = restless(monkeypatch, 2)

    outcome = run(project, "build", "--no-search", "--jobs", "1")

    assert (outcome.code, len(reads)) == (0, 3)
    assert (project.tree / "news/a.html").is_file()


def test_a_file_that_never_rests_ends_in_a_clear_message(
    portal: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = portal("-- content/municipal/city/news/a.md --\n" + article("甲"))
    restless(monkeypatch, 99)

    outcome = run(project, "build", "--no-search", "--jobs", "1")

    assert outcome.code == 2
    assert "content/municipal/city/news/a.md 一直在被修改" in outcome.err
    assert "Traceback" not in outcome.err
