"""The theme: from the project's ``themes/`` if it has one of that name, else the one shipped."""

from collections.abc import Mapping
from pathlib import Path

from govssg.model.source import Snapshot
from govssg.model.theme import ThemeSource
from govssg.read.yaml import Node, parse_yaml


class ThemeError(Exception):
    """There is no such theme, or its ``theme.yaml`` names files it does not have."""


def read_theme(snapshot: Snapshot, name: str) -> ThemeSource:
    """Give the sources of a theme.

    Raises:
        ThemeError: no theme of that name, or it is incomplete.
    """
    prefix = f"themes/{name}/"
    files = {
        entry.path.removeprefix(prefix): snapshot.read(entry)
        for entry in snapshot.entries()
        if entry.path.startswith(prefix)
    }
    if "theme.yaml" in files:
        return _theme(name, prefix.rstrip("/"), files)
    shipped = shipped_theme(name)
    if shipped is None:
        raise ThemeError(f"there is no theme called {name}")
    found = {
        path.relative_to(shipped).as_posix(): path.read_bytes()
        for path in sorted(shipped.rglob("*"))
        if path.is_file()
    }
    return _theme(name, f"themes/{name}", found)


def shipped_theme(name: str) -> Path | None:
    """Give the folder of a theme that comes with the program."""
    package = Path(__file__).resolve().parent.parent
    for base in (package / "themes", package.parent / "themes"):
        if (base / name / "theme.yaml").is_file():
            return base / name
    return None


def _theme(name: str, root: str, files: Mapping[str, bytes]) -> ThemeSource:
    manifest = parse_yaml(files["theme.yaml"].decode())
    if manifest is None or manifest.kind != "mapping":
        raise ThemeError(f"{root}/theme.yaml is not a mapping")
    listed = {key.text: _texts(value) for key, value in manifest.pairs}
    missing = [
        path
        for folder, key in (("styles", "styles"), ("assets", "scripts"), ("assets", "files"))
        for path in (f"{folder}/{item}" for item in listed.get(key, ()))
        if path not in files
    ]
    if missing:
        raise ThemeError(f"{root}/theme.yaml names files it does not have: {', '.join(missing)}")
    assets = (*listed.get("scripts", ()), *listed.get("files", ()))
    return ThemeSource(
        name=name,
        root=root,
        templates=tuple(
            (path.removeprefix("templates/"), files[path].decode())
            for path in sorted(files)
            if path.startswith("templates/")
        ),
        styles=tuple((item, files[f"styles/{item}"].decode()) for item in listed.get("styles", ())),
        files=tuple(sorted((item, files[f"assets/{item}"]) for item in assets)),
    )


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(item.text for item in node.items)
