"""A disk that is full or read-only: plain words, and a tree the next build makes whole."""

import errno

import pytest
from cli.helpers import run
from project import PortalMaker, article, tree_bytes

import govssg.store.tree

NEWS = "".join(
    f"-- content/municipal/city/news/n{n}.md --\n" + article(f"新闻{n}") for n in range(5)
)


@pytest.mark.parametrize("moment", ["_opened", "_pour"])
@pytest.mark.parametrize(
    ("number", "code", "words"),
    [(errno.ENOSPC, 3, "磁盘满了"), (errno.EROFS, 2, "只读"), (errno.EACCES, 2, "没有权限")],
)
@pytest.mark.parametrize(
    "room", [pytest.param(0, marks=pytest.mark.slow), 7, pytest.param(40, marks=pytest.mark.slow)]
)
def test_a_failing_disk_is_told_and_the_next_build_heals(
    portal: PortalMaker,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    number: int,
    code: int,
    words: str,
    room: int,
) -> None:
    project = portal(NEWS)
    left = [room]
    honest = getattr(govssg.store.tree, moment)

    def failing(*arguments: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, "no", "a file")
        return honest(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(govssg.store.tree, moment, failing)
        outcome = run(project, "build", "--no-search", "--jobs", "1")

    assert outcome.code == code, outcome
    assert words in outcome.err
    assert "Traceback" not in outcome.err
    project.build()
    assert tree_bytes(project.tree) == project.clean_build()
