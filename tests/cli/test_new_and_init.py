"""New documents, sites and portals: complete from the start, never over existing work."""

from pathlib import Path

import pytest
from cli.helpers import CLOCK, files_below, run
from project import PortalMaker, article

from govssg.cli.schemas import front_matter_schema, portal_schema, site_schema
from govssg.kinds import KINDS

ABOUT_TIME = frozenset({"G105", "G106", "G301"})
"""What only time mends: a policy not interpreted yet, one of long ago, a column still empty."""

POLICY = """\
-- content/county/east/policy/old.md --
---
title: 旧文件
date: 2026-11-01
org: 东县人民政府
docNumber: 东政发〔2026〕3号
indexNumber: 000000000/2026-00007
issuedDate: 2026-11-01
validity: 有效
---
正文。
"""


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_new_document_of_every_kind_parses_without_a_finding(
    portal: PortalMaker, kind: str
) -> None:
    project = portal(POLICY)
    done = run(project, "new", kind, "--site", "east", "--column", "fresh", "--title", "新的：标题")

    assert done.code == 0, done
    path = done.out.strip()
    assert path.startswith("content/county/east/fresh/")
    checked = run(project, "check", "-D", "--site", "east", "--fail-on", "never")
    lines = [line for line in checked.out.splitlines() if line.startswith(path)]
    wrong = [line for line in lines if line.split()[2] not in ABOUT_TIME]
    assert wrong == [], checked
    if kind != "column":
        assert "draft: true" in (project.root / path).read_text("utf-8")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name != "column"])
def test_every_required_field_is_filled_in_and_explained(portal: PortalMaker, kind: object) -> None:
    project = portal("")
    name = getattr(kind, "name", "")
    path = run(project, "new", name, "--site", "east", "--column", "fresh").out.strip()
    lines = (project.root / path).read_text("utf-8").splitlines()
    for key in getattr(kind, "required", ()):
        number = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))

        assert lines[number].partition(":")[2].strip()
        assert lines[number - 1].startswith("# ")


def test_a_new_document_goes_to_the_sites_first_column_of_its_kind(portal: PortalMaker) -> None:
    project = portal("")
    done = run(project, "new", "guide", "--site", "health", "abc")

    assert done.out == "content/department/health/guide/abc.md\n"
    assert "kind:" not in (project.root / done.out.strip()).read_text("utf-8")


def test_a_new_policy_takes_the_next_free_index_number(portal: PortalMaker) -> None:
    project = portal(POLICY)
    path = run(project, "new", "policy", "--site", "east").out.strip()
    text = (project.root / path).read_text("utf-8")

    assert "-00001" in text or "-00008" in text
    assert "2026-00007" not in text


def test_a_new_interpretation_names_an_existing_policy(portal: PortalMaker) -> None:
    project = portal(POLICY)
    path = run(project, "new", "interpretation", "--site", "east").out.strip()

    assert "interprets: [east:policy/old.md]" in (project.root / path).read_text("utf-8")


def test_nothing_is_ever_overwritten(portal: PortalMaker) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article("我的"))
    before = files_below(project.root)
    done = run(project, "new", "article", "--site", "east", "a")

    assert done.code == 2
    assert "a.md" in done.err
    assert files_below(project.root) == before


def test_two_new_documents_without_a_name_get_names_of_their_own(portal: PortalMaker) -> None:
    project = portal("")
    one = run(project, "new", "article", "--site", "east").out
    two = run(project, "new", "article", "--site", "east").out

    assert one != two


@pytest.mark.parametrize("name", ["../up", "a/b", "..", "con", "-x", "a b?", "x" * 200])
def test_a_name_that_leaves_its_folder_or_cannot_be_published_is_refused(
    portal: PortalMaker, name: str
) -> None:
    project = portal("")
    before = files_below(project.root)
    done = run(project, "new", "article", "--site", "east", "--", name)

    assert done.code == 2
    assert files_below(project.root) == before


@pytest.mark.parametrize("column", ["../../health/news", "/etc", "a/../../b"])
def test_a_column_outside_the_site_is_refused(portal: PortalMaker, column: str) -> None:
    project = portal("")
    before = files_below(project.root)
    done = run(project, "new", "article", "--site", "east", "--column", column, "a")
    new = set(files_below(project.root)) - set(before)

    assert all(name.startswith("content/county/east/") for name in new), done


def test_a_title_with_yaml_in_it_stays_a_title(portal: PortalMaker) -> None:
    project = portal("")
    for title in ("关于: “十五五” #1", "yes", "2026", "[甲]", "'引'", "a: b", "- 条"):
        done = run(project, "new", "article", "--site", "east", f"--title={title}")
        assert done.code == 0, done
        listed = run(project, "list", "drafts", "--format", "csv", "--site", "east").out

        assert title in listed.replace('""', '"')


def test_a_new_site_is_one_file_and_builds(portal: PortalMaker) -> None:
    project = portal("")
    before = set(files_below(project.root))
    done = run(project, "new", "site", "west", "--class", "county", "--name", "西县人民政府")

    assert done.out == "sites/west.yaml\n"
    assert set(files_below(project.root)) - before == {"sites/west.yaml"}
    assert (project.root / "content/county/west").is_dir()
    built = run(project, "build", "--no-search", "--clock", CLOCK)
    assert built.code == 0, built
    assert "西县人民政府" in project.page("west/index.html")
    assert "西县人民政府" in project.page("index.html")


@pytest.mark.parametrize("name", ["West", "1a", "news", "search", "portal", "a_b", "a/b"])
def test_a_site_id_that_cannot_work_is_refused(portal: PortalMaker, name: str) -> None:
    project = portal("")
    before = files_below(project.root)
    done = run(project, "new", "site", name, "--class", "county")

    assert done.code == 2
    assert files_below(project.root) == before


def test_a_second_main_site_is_refused(portal: PortalMaker) -> None:
    assert run(portal(""), "new", "site", "two", "--class", "portal").code == 2


def test_a_new_portal_builds_and_checks_without_a_finding(tmp_path: Path) -> None:
    made = run(tmp_path, "init", "mine")
    root = tmp_path / "mine"

    assert made.code == 0
    assert "govssg build" in made.out
    checked = run(root, "check")
    assert (checked.code, checked.out) == (0, "")
    built = run(root, "build", "--no-search")
    assert built.code == 0
    assert "3 篇文档" in built.out
    assert (root / "build/bszn/laonian-youdai.html").is_file()
    assert "govssg build" in (root / "README.md").read_text("utf-8")


def test_init_leaves_a_folder_with_work_in_it_alone(tmp_path: Path) -> None:
    (tmp_path / "mine/sites").mkdir(parents=True)
    (tmp_path / "mine/sites/portal.yaml").write_text("name: 我的\n", encoding="utf-8")
    done = run(tmp_path, "init", "mine")

    assert done.code == 2
    assert list(files_below(tmp_path)) == ["mine/sites/portal.yaml"]


@pytest.mark.parametrize("schema", [front_matter_schema(), site_schema(), portal_schema()])
def test_every_key_of_every_schema_is_described_in_chinese(schema: dict[str, object]) -> None:
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    silent = [
        f"{name}.{key}"
        for name, definition in definitions.items()
        for key, value in definition["properties"].items()
        if not any("\u4e00" <= character <= "\u9fff" for character in value.get("description", ""))
    ]

    assert silent == []


def test_a_schema_knows_required_keys_choices_and_closes_the_rest(portal: PortalMaker) -> None:
    policy = front_matter_schema(tuple(kind for kind in KINDS if kind.name == "policy"))
    definition = policy["definitions"]["PolicyFields"]

    assert definition["required"] == list(
        next(kind.required for kind in KINDS if kind.name == "policy")
    )
    assert set(definition["properties"]["validity"]["enum"]) >= {"有效", "废止"}
    assert definition["additionalProperties"] is False
    site = site_schema()["definitions"]["SiteFile"]["properties"]
    assert {"type": "string"} in site["columns"]["items"]["anyOf"]


def test_a_schema_is_written_to_the_folder_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, "schema", "front-matter", "--kind", "guide", "-o", "schemas")

    assert done.out == "schemas/front-matter-guide.schema.json\n"
    assert (tmp_path / done.out.strip()).is_file()
