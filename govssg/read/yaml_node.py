"""A node of a YAML text, with its place; and the error of a text that cannot be used."""

from msgspec import Struct


class Node(Struct, frozen=True):
    """A YAML node with its place; exactly one of the three values is meaningful."""

    kind: str
    """``scalar``, ``sequence`` or ``mapping``."""
    line: int
    column: int
    text: str = ""
    plain: bool = False
    """Whether the scalar was written without quotes."""
    items: tuple["Node", ...] = ()
    pairs: tuple[tuple["Node", "Node"], ...] = ()

    def is_empty(self) -> bool:
        """Tell whether this is YAML's null, written as nothing, ``~`` or ``null``."""
        return self.kind == "scalar" and self.plain and self.text in {"", "~", "null", "Null"}


class YamlError(Exception):
    """The text is not YAML we accept; carries a finding code and a place."""

    def __init__(self, code: str, line: int, column: int, /, **arguments: str) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column
        self.arguments = arguments
