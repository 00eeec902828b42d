"""Every verb and every flag stands in docs/cli.md, and nothing stands there that is not."""

import fnmatch
import json
import re
from pathlib import Path

import click
import pytest
from cli.helpers import run

from govssg.cli import VERBS, group

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "cli.md").read_text("utf-8")
FLAG = re.compile(r"`(--?[A-Za-z][a-z-]*)")


def command(verb: str) -> click.Command:
    found = group.get_command(click.Context(group), verb)
    assert found is not None
    return found


def chapter(verb: str) -> str:
    match = re.search(rf"^## govssg {verb}\b(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert match, f"docs/cli.md has no chapter on {verb}"
    return match[1]


def flags(verb: str) -> set[str]:
    options = [p for p in command(verb).params if isinstance(p, click.Option)]
    return {flag for option in options for flag in (*option.opts, *option.secondary_opts)}


@pytest.mark.parametrize("verb", VERBS)
def test_the_chapter_of_a_verb_names_exactly_its_flags(verb: str) -> None:
    tables = [line for line in chapter(verb).splitlines() if line.startswith("|")]
    named = {flag for line in tables for flag in FLAG.findall(line.split("|")[1])}

    assert named == flags(verb)


@pytest.mark.parametrize("verb", VERBS)
def test_every_flag_of_a_verb_has_a_chinese_help(verb: str) -> None:
    options = [p for p in command(verb).params if isinstance(p, click.Option)]

    assert [o.name for o in options if not re.search(r"[\u4e00-\u9fff]", o.help or "")] == []


def test_no_chapter_is_about_a_verb_that_does_not_exist() -> None:
    assert set(re.findall(r"^## govssg (\w+)", TEXT, re.MULTILINE)) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_one_file(verb: str) -> None:
    assert (ROOT / "govssg" / "cli" / f"{verb}.py").is_file()


def test_the_commands_of_the_editors_page_print_what_it_shows(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "editors.md").read_text("utf-8")
    shown = re.findall(r"^\$ govssg (.+)\n(\S+)$", text, re.MULTILINE)

    assert len(shown) == 3
    for line, output in shown:
        assert run(tmp_path, *line.split()).out.strip() == output
        assert (tmp_path / output).is_file()


def test_the_patterns_of_the_editors_page_tell_site_files_from_the_portals() -> None:
    text = (ROOT / "docs" / "editors.md").read_text("utf-8")
    settings = json.loads(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])  # type: ignore[index]
    schemas = settings["yaml.schemas"]
    portal = schemas["./.vscode/schemas/portal.schema.json"]
    sites = schemas["./.vscode/schemas/site.schema.json"]
    names = [f"sites/{path.name}" for path in sorted((ROOT / "sites").glob("*.yaml"))]
    typed = [name for name in names if any(fnmatch.fnmatchcase(name, glob) for glob in sites)]

    assert sorted([*typed, portal]) == names
