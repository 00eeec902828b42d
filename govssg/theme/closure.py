"""What a template is made of: the static closure of its includes, imports and parents.

Recording reads while rendering misses imported modules (they are cached), so the closure is
taken from the syntax tree; a dynamic name cannot be followed and is therefore an error.
"""

from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from msgspec import Struct

from govssg.model.digest import digest_value
from govssg.model.finding import Finding, Span, excerpt_span, finding
from govssg.model.theme import ThemeSource


class Closures(Struct, frozen=True):
    """The digest of each template's closure, and what is wrong with the templates."""

    digests: tuple[tuple[str, str], ...]
    """(template, digest of its closure)."""
    members: tuple[tuple[str, tuple[str, ...]], ...]
    """(template, the templates it is made of, itself among them, sorted)."""
    findings: tuple[Finding, ...]


def closures(theme: ThemeSource, environment: Environment) -> Closures:
    """Give the closure digests of all templates of a theme."""
    findings: list[Finding] = []
    direct = {
        name: _direct(theme, environment, name, text, findings) for name, text in theme.templates
    }
    texts = dict(theme.templates)
    members = {name: tuple(sorted(_closure(name, direct))) for name in texts}
    digests = {
        name: digest_value([(member, texts.get(member, "")) for member in members[name]])
        for name in texts
    }
    return Closures(tuple(digests.items()), tuple(members.items()), tuple(findings))


def _direct(
    theme: ThemeSource, environment: Environment, name: str, text: str, findings: list[Finding]
) -> set[str]:
    path = f"{theme.root}/templates/{name}"
    try:
        tree = environment.parse(text, name, path)
    except TemplateSyntaxError as error:
        span = excerpt_span(path, text, error.lineno, 1)
        findings.append(finding("T101", span, reason=error.message or ""))
        return set()
    named = set()
    for found in meta.find_referenced_templates(tree):
        if found is None:
            findings.append(finding("T103", _dynamic_span(path, text, tree)))
        elif found not in dict(theme.templates):
            findings.append(finding("T104", Span(path), name=found))
        else:
            named.add(found)
    return named


def _dynamic_span(path: str, text: str, tree: nodes.Template) -> Span:
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        if not isinstance(named, nodes.Const):
            return excerpt_span(path, text, node.lineno, 1)
    return Span(path)


def _closure(name: str, direct: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    pending = [name]
    while pending:
        current = pending.pop()
        if current not in seen:
            seen.add(current)
            pending.extend(direct.get(current, ()))
    return seen
