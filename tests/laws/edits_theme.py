"""Edits of the theme: templates, styles, files, the manifest."""

import json

from desk import Config, Desk

WRONG = "{{ page.nowhere.at_all }}"


def _root(desk: Desk) -> str:
    return f"themes/{desk.portal()['theme']}"


def _templates(desk: Desk) -> list[str]:
    return desk.below(f"{_root(desk)}/templates", "")


def template(desk: Desk) -> str:
    """Change a template that pages are made of, directly or not."""
    found = [path for path in _templates(desk) if path.endswith((".html", ".xml", ".txt"))]
    path = desk.luck.choice([p for p in found if "/parts/" in p] + found)
    text = desk.text(path).partition("{# edit #}")[0]
    desk.project.write(path, f"{text}{{# edit #}}{desk.number()}\n")
    return path


def without(desk: Desk) -> str:
    """Take the edits of a template back."""
    path = desk.luck.choice([path for path in _templates(desk) if path.endswith(".html")])
    desk.project.write(path, desk.text(path).partition("{# edit #}")[0])
    return path


def include(desk: Desk) -> str:
    """Let a template include another one."""
    name = desk.luck.choice(("article", "policy", "column", "help"))
    path, text = f"{_root(desk)}/templates/main/{name}.html", '{% include "parts/more.html" %}'
    desk.project.write(f"{_root(desk)}/templates/parts/more.html", f"<p>{desk.number()}</p>\n")
    plain = desk.text(path).replace(text, "")
    desk.project.write(path, plain + text * desk.luck.randint(0, 1))
    return path


def style(desk: Desk) -> str:
    path = desk.luck.choice(desk.below(f"{_root(desk)}/styles", ".css"))
    desk.project.write(path, f"{desk.text(path)}i {{ margin: {desk.number()}px }}\n")
    return path


def file(desk: Desk) -> str:
    path = desk.luck.choice(desk.below(f"{_root(desk)}/assets", ".js"))
    desk.project.write(path, f"{desk.text(path)}// {desk.number()}\n")
    return path


def manifest(desk: Desk) -> str:
    """Publish another set of files, or the styles in another order."""
    path = f"{_root(desk)}/theme.yaml"
    if not desk.text(path).startswith("{"):
        return style(desk)
    config: Config = json.loads(desk.text(path))
    config["files"] = desk.luck.choice(([], ["spare.svg"]))
    desk.luck.shuffle(config["styles"])
    desk.project.write(path, json.dumps(config))
    return f"{config['files']} {config['styles']}"


def wrong_template(desk: Desk) -> str:
    """Let a template ask for what its page does not have, or mend those that do."""
    wrong = [path for path in _templates(desk) if WRONG in desk.text(path)]
    for path in wrong:
        desk.project.write(path, desk.text(path).replace(WRONG, ""))
    if wrong:
        return f"mend {wrong}"
    path = desk.luck.choice([path for path in _templates(desk) if "/main/" in path])
    desk.project.write(path, desk.text(path) + WRONG)
    return path


EDITS = {template: 3, without: 1, include: 1, style: 1, file: 1, manifest: 1}
ROUGH = {wrong_template: 2}
