"""Templates checked against the types of what they are given, without rendering anything.

Walks the syntax tree with the types of ``page``, ``site`` and the like, through loops,
assignments, includes and macros, and reports every field that the type does not have. What
cannot be typed is left alone: no finding without proof.
"""

import difflib
import re
import types
import typing
from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import Environment, TemplateSyntaxError, nodes
from msgspec import Struct

from govssg.model.finding import Finding, Span, excerpt_span, finding
from govssg.model.theme import ThemeSource

Kind = object
"""A type as annotations write it; None when it is not known."""

Scope = dict[str, Kind]


def type_findings(
    theme: ThemeSource, environment: Environment, contracts: Mapping[str, Mapping[str, Kind]]
) -> tuple[Finding, ...]:
    """Give a finding for each field a template asks for and its view does not have.

    Args:
        theme: the theme, for the templates' texts.
        environment: parses them.
        contracts: template → name → type of the value it is rendered with.
    """
    checker = _Checker(theme, environment)
    for name in sorted(contracts):
        checker.template(name, dict(contracts[name]))
    return tuple(sorted(checker.findings))


class _Macro(Struct, frozen=True):
    template: str
    node: nodes.Macro
    scope: "Scope"


class _Module(Struct, frozen=True):
    macros: dict[str, _Macro]


class _Checker:
    def __init__(self, theme: ThemeSource, environment: Environment) -> None:
        self._root = theme.root
        self._texts = dict(theme.templates)
        self._environment = environment
        self._trees: dict[str, nodes.Template | None] = {}
        self._seen: set[tuple[object, ...]] = set()
        self.findings: set[Finding] = set()

    def template(self, name: str, scope: Scope) -> None:
        """Check one template with the types of its names."""
        tree = self._tree(name)
        if tree is not None and self._first(name, scope.values()):
            _Walk(self, name, dict(scope)).statements(tree.body)

    def macros(self, name: str) -> dict[str, _Macro]:
        """Give the macros of a template, each knowing its neighbours and imports."""
        tree = self._tree(name)
        if tree is None:
            return {}
        scope: Scope = {}
        found = {node.name: _Macro(name, node, scope) for node in tree.find_all(nodes.Macro)}
        scope.update(found)
        walk = _Walk(self, name, scope)
        walk.statements([n for n in tree.body if isinstance(n, (nodes.FromImport, nodes.Import))])
        return found

    def call(self, macro: _Macro, given: list[Kind], named: Mapping[str, Kind]) -> None:
        """Check a macro's body with the types of a call."""
        names = [argument.name for argument in macro.node.args]
        scope: Scope = {**macro.scope, **dict.fromkeys(names)}
        scope.update(zip(names, given, strict=False))
        scope.update(named)
        if self._first((macro.template, macro.node.name), map(scope.get, names)):
            _Walk(self, macro.template, scope).statements(macro.node.body)

    def report(self, template: str, line: int, owner: type, name: str) -> None:
        """Remember that a type has no such field."""
        text = self._texts[template]
        near = difflib.get_close_matches(name, fields(owner), n=1, cutoff=0.6)
        span = _span(f"{self._root}/templates/{template}", text, line, name)
        words = {"view": owner.__name__, "name": name, "near": near[0] if near else ""}
        self.findings.add(finding("T202", span, **words))

    def _first(self, name: object, kinds: Iterable[Kind]) -> bool:
        key = (name, *(repr(kind) for kind in kinds))
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _tree(self, name: str) -> nodes.Template | None:
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def _parsed(self, name: str) -> nodes.Template | None:
        if name not in self._texts:
            return None
        try:
            return self._environment.parse(self._texts[name], name)
        except TemplateSyntaxError:
            return None


class _Walk:
    """One pass over a template's body with the types of the names in scope."""

    def __init__(self, checker: _Checker, template: str, scope: Scope) -> None:
        self._checker = checker
        self._template = template
        self._scope = scope

    def statements(self, body: Iterable[nodes.Node]) -> None:
        """Check statements in order."""
        for node in body:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:
        handler = getattr(self, f"_on_{type(node).__name__.lower()}", None)
        if handler is not None:
            handler(node)
            return
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._type(child)
            else:
                self._statement(child)

    def _on_for(self, node: nodes.For) -> None:
        item = element(self._type(node.iter))
        inner = _Walk(self._checker, self._template, {**self._scope, "loop": None})
        inner.bind(node.target, item)
        if node.test is not None:
            inner._type(node.test)
        inner.statements(node.body)
        self.statements(node.else_)

    def _on_assign(self, node: nodes.Assign) -> None:
        self.bind(node.target, self._type(node.node))

    def _on_macro(self, node: nodes.Macro) -> None:
        self._scope[node.name] = _Macro(self._template, node, self._scope)

    def _on_include(self, node: nodes.Include) -> None:
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            self._checker.template(node.template.value, self._scope)

    def _on_extends(self, node: nodes.Extends) -> None:
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            self._checker.template(node.template.value, self._scope)

    def _on_import(self, node: nodes.Import) -> None:
        if isinstance(node.template, nodes.Const):
            self._scope[node.target] = _Module(self._checker.macros(str(node.template.value)))

    def _on_fromimport(self, node: nodes.FromImport) -> None:
        if not isinstance(node.template, nodes.Const):
            return
        macros = self._checker.macros(str(node.template.value))
        for entry in node.names:
            name, local = entry if isinstance(entry, tuple) else (entry, entry)
            self._scope[local] = macros.get(name)

    def bind(self, target: nodes.Node, kind: Kind) -> None:
        """Give a name, or several, the type of what is assigned."""
        if isinstance(target, nodes.Name):
            self._scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            parts = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
            parts = parts if len(parts) == len(target.items) and ... not in parts else ()
            for number, item in enumerate(target.items):
                self.bind(item, parts[number] if parts else None)

    def _type(self, node: nodes.Node) -> Kind:
        """Give the type of an expression, checking everything inside it."""
        handler = getattr(self, f"_type_of_{type(node).__name__.lower()}", None)
        if handler is not None:
            kind: Kind = handler(node)
            return kind
        for child in node.iter_child_nodes():
            self._type(child)
        return None

    def _type_of_name(self, node: nodes.Name) -> Kind:
        return self._scope.get(node.name)

    def _type_of_const(self, node: nodes.Const) -> Kind:
        return type(node.value)

    def _type_of_getattr(self, node: nodes.Getattr) -> Kind:
        owner = self._type(node.node)
        if isinstance(owner, _Module):
            return owner.macros.get(node.attr)
        struct = struct_of(owner)
        if struct is None:
            return None
        if node.attr in struct.__struct_fields__:
            return _hints(struct).get(node.attr)
        if not hasattr(struct, node.attr):
            self._checker.report(self._template, node.lineno, struct, node.attr)
        return None

    def _type_of_getitem(self, node: nodes.Getitem) -> Kind:
        owner = self._type(node.node)
        self._type(node.arg)
        single = isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)
        return element(owner) if single else None

    def _type_of_call(self, node: nodes.Call) -> Kind:
        called = self._type(node.node)
        given = [self._type(argument) for argument in node.args]
        named = {keyword.key: self._type(keyword.value) for keyword in node.kwargs}
        if isinstance(called, _Macro):
            self._checker.call(called, given, named)
            return str
        return None

    def _type_of_condexpr(self, node: nodes.CondExpr) -> Kind:
        self._type(node.test)
        one = self._type(node.expr1)
        other = self._type(node.expr2) if node.expr2 is not None else None
        return one if one == other else None


@cache
def _hints(struct: type) -> dict[str, Kind]:
    """Give the types of a struct's fields; finding them out takes longer than all the rest."""
    return typing.get_type_hints(struct)


def fields(struct: type) -> list[str]:
    """Give the names of a struct's fields."""
    return list(getattr(struct, "__struct_fields__", ()))


def struct_of(kind: Kind) -> type[Struct] | None:
    """Give the struct a type stands for: itself, or the one of ``Struct | None``."""
    options = [option for option in _options(kind) if option is not type(None)]
    if len(options) == 1 and isinstance(options[0], type) and issubclass(options[0], Struct):
        return options[0]
    return None


def element(kind: Kind) -> Kind:
    """Give the type of the items of ``tuple[X, ...]`` or ``list[X]``."""
    options = [option for option in _options(kind) if option is not type(None)]
    arguments = typing.get_args(options[0]) if len(options) == 1 else ()
    if len(options) != 1 or typing.get_origin(options[0]) not in {tuple, list} or not arguments:
        return None
    alike = len(arguments) == 1 or (len(arguments) == 2 and arguments[1] is ...)
    return arguments[0] if alike else None


def _options(kind: Kind) -> tuple[Kind, ...]:
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        return typing.get_args(kind)
    return (kind,)


def _span(path: str, text: str, line: int, name: str) -> Span:
    """Give the place of a field on a line; an expression may end on a later one."""
    lines = text.split("\n")
    pattern = re.compile(rf"[\w\])]\s*\.\s*({re.escape(name)})\b")
    for number in range(line, min(line + 5, len(lines)) + 1):
        match = pattern.search(lines[number - 1])
        if match:
            return excerpt_span(path, text, number, match.start(1) + 1, len(name))
    return excerpt_span(path, text, line, 1)
