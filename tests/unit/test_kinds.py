"""Every kind is complete, and adding one takes what docs/kinds.md says."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import fields
from project import Project

import govssg.kinds
from govssg.kinds import KINDS
from govssg.kinds.kind import Kind
from govssg.read.fields import schema


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_has_its_template_its_skeleton_and_its_line_in_the_docs(
    kind: Kind, root: Path
) -> None:
    templates = root / "themes" / "intensive" / "templates" / "main"
    explained = {key for key, _comment in kind.skeleton}

    assert (templates / f"{kind.name}.html").is_file()
    assert set(kind.required) <= explained <= set(schema(kind.fields))
    assert f"| `{kind.name}` | {kind.label} |" in (root / "docs" / "kinds.md").read_text("utf-8")


def blocks(root: Path) -> dict[str, str]:
    text = (root / "docs" / "kinds.md").read_text("utf-8")
    return dict(re.findall(r"```\w+ (\w+)\n(.*?)```", text, re.DOTALL))


def test_the_sample_kind_of_the_docs_builds(
    portal: Callable[[str], Project], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = blocks(root)
    names: dict[str, object] = {"__name__": "sample"}
    exec(compile(sample["kind"], "officer.py", "exec"), names)  # noqa: S102 - our own docs
    officer = names["OFFICER"]
    assert isinstance(officer, Kind)
    monkeypatch.setattr(govssg.kinds, "KINDS", (*KINDS, officer))
    project = portal(
        "-- content/municipal/city/about/mayor.md --\n"
        "---\nkind: officer\ntitle: 主要负责同志\npost: 局长\nduties: [主持全面工作]\n---\n简历。\n"
    )
    shutil.copytree(root / "themes", project.root / "themes")
    project.write("themes/intensive/templates/main/officer.html", sample["template"])

    project.build()

    assert "<p>局长</p>" in project.page("about/mayor.html")
    assert "<li>主持全面工作</li>" in project.page("elder/about/mayor.html")


def test_views_hold_no_card_and_no_catalog() -> None:
    for kind in KINDS:
        types = {str(field.type) for field in fields(kind.view_type)}
        assert not any("Card" in name or "Catalog" in name for name in types)
