"""The theme: from the project's ``themes/`` if it has one of that name, else the one shipped."""

from collections.abc import Mapping

from govssg.model.finding import Finding, Span, finding
from govssg.model.source import Snapshot
from govssg.model.theme import ThemeSource
from govssg.read.shipped import shipped_theme
from govssg.read.snapshot import read_many
from govssg.read.yaml import Node, YamlError, parse_yaml


class ThemeError(Exception):
    """The theme cannot be used; carries the finding that says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found


def read_theme(snapshot: Snapshot, name: str) -> ThemeSource:
    """Give the sources of a theme.

    Raises:
        ThemeError: no theme of that name, or it is incomplete.
    """
    prefix = f"themes/{name}/"
    entries = tuple(e for e in snapshot.entries("themes") if e.path.startswith(prefix))
    texts = read_many(snapshot, entries)
    files = {
        entry.path.removeprefix(prefix): data for entry, data in zip(entries, texts, strict=True)
    }
    if "theme.yaml" in files:
        return _theme(name, prefix.rstrip("/"), files)
    shipped = shipped_theme(name)
    if shipped is None:
        raise _unusable(name)
    found = {
        path.relative_to(shipped).as_posix(): path.read_bytes()
        for path in sorted(shipped.rglob("*"))
        if path.is_file()
    }
    return _theme(name, f"themes/{name}", found)


def _theme(name: str, root: str, files: Mapping[str, bytes]) -> ThemeSource:
    listed = _manifest(root, _text(root, "theme.yaml", files))
    wanted = [f"styles/{item}" for item in listed.get("styles", ())]
    assets = (*listed.get("scripts", ()), *listed.get("files", ()))
    wanted += [f"assets/{item}" for item in assets]
    missing = [path for path in wanted if path not in files]
    if missing:
        raise _unusable(f"{root}/theme.yaml: {', '.join(missing)}")
    styles = tuple(
        (item, _text(root, f"styles/{item}", files)) for item in listed.get("styles", ())
    )
    templates = sorted(path for path in files if path.startswith("templates/"))
    return ThemeSource(
        name=name,
        root=root,
        templates=tuple(
            (path.removeprefix("templates/"), _text(root, path, files)) for path in templates
        ),
        styles=styles,
        files=tuple(sorted((item, files[f"assets/{item}"]) for item in assets)),
    )


def _unusable(reason: str) -> ThemeError:
    return ThemeError(finding("C110", Span("sites/portal.yaml"), reason=reason))


def _text(root: str, path: str, files: Mapping[str, bytes]) -> str:
    try:
        return files[path].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = files[path].count(b"\n", 0, error.start) + 1
        found = finding("F201", Span(f"{root}/{path}", line, 1), byte=error.start)
        raise ThemeError(found) from error


def _manifest(root: str, text: str) -> dict[str, tuple[str, ...]]:
    try:
        node = parse_yaml(text)
    except YamlError as error:
        place = Span(f"{root}/theme.yaml", error.line, error.column)
        raise ThemeError(finding(error.code, place, **error.arguments)) from error
    if node is None or node.kind != "mapping":
        raise ThemeError(finding("C102", Span(f"{root}/theme.yaml", 1, 1)))
    return {key.text: _texts(value) for key, value in node.pairs}


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(item.text for item in node.items)
