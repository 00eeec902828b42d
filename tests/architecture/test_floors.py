"""The house keeps its shape: floors, doors, frozen values, sizes."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "govssg"

FLOORS = (
    ("model",),
    ("child",),
    ("read", "catalog", "theme", "store", "report", "execute", "engine"),
    ("kinds", "search"),
    ("parse",),
    ("plan",),
    ("check", "inputs", "press"),
    ("work",),
    ("settings", "prepare"),
    ("rebuild", "settled"),
    ("conduct",),
    ("build",),
    ("verify",),
    ("serve", "publish"),
    ("cli",),
    ("__main__", "__init__"),
)
"""Lowest first; a module imports only from its own room and from lower floors."""

DOORS = {
    "yaml": ("read/libyaml.py",),
    "jinja2": ("theme/", "work.py"),
    "markupsafe": ("theme/",),
    "markdown_it": ("parse/markdown/",),
    "mdit_py_plugins": ("parse/markdown/",),
    "nh3": ("parse/sanitise.py",),
    "imagesize": ("parse/site.py",),
    "bs4": ("check/",),
    "click": ("cli/",),
    "rich": ("report/",),
    "starlette": ("serve/",),
    "uvicorn": ("serve/",),
    "watchdog": ("serve/",),
    "sqlite3": ("store/",),
    "pagefind_bin": ("search/",),
    "distributed": ("execute.py",),
    "subprocess": ("read/git.py", "search/"),
}
"""The one place each outside library is used."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Give every node of a module's syntax tree."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    here = room(path)
    wrong = [
        f"{name} (line {line})"
        for name, line in imports(path)
        if name.startswith("govssg.")
        and (there := name.split(".")[1]) != here
        and floor(there) >= floor(here)
    ]

    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_library_is_used_behind_its_one_door(path: Path) -> None:
    here = path.relative_to(PACKAGE).as_posix()
    wrong = [
        name
        for name, _line in imports(path)
        if (doors := DOORS.get(name.split(".")[0])) and not here.startswith(doors)
    ]

    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 350
    assert not text or text.startswith(('"""', "#"))
    long = []
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or 0) - node.lineno + 1
            docstring = ast.get_docstring(node)
            size -= docstring.count("\n") + 1 if docstring else 0
            if size > 40:
                long.append(f"{node.name}: {size}")

    assert long == []


def test_nothing_is_global_and_no_error_is_swallowed() -> None:
    wrong = []
    for path in MODULES:
        for node in nodes(path):
            broad = isinstance(node, ast.ExceptHandler) and (
                node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
            )
            raised = broad and any(isinstance(n, ast.Raise) for n in ast.walk(node))
            in_cli = path.relative_to(PACKAGE).parts[0] == "cli"
            if isinstance(node, ast.Global) or (broad and not raised and not in_cli):
                wrong.append(f"{path.name}:{node.lineno}")

    assert wrong == []


def test_the_nouns_are_frozen() -> None:
    loose = []
    for path in sorted((PACKAGE / "model").glob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and any(
                getattr(base, "id", "") in {"Struct", "PageView"} for base in node.bases
            ):
                words = {k.arg: getattr(k.value, "value", None) for k in node.keywords}
                if words.get("frozen") is not True:
                    loose.append(node.name)

    assert loose == []
