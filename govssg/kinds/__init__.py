"""The content kinds. Adding one takes a file here, a template, and an entry in this tuple."""

from govssg.kinds.article import ARTICLE
from govssg.kinds.column import COLUMN
from govssg.kinds.guide import GUIDE
from govssg.kinds.interpretation import INTERPRETATION
from govssg.kinds.kind import Kind
from govssg.kinds.page import PAGE
from govssg.kinds.policy import POLICY

KINDS: tuple[Kind, ...] = (ARTICLE, POLICY, INTERPRETATION, GUIDE, PAGE, COLUMN)


def kind_named(name: str) -> Kind | None:
    """Give the kind of that name."""
    return next((kind for kind in KINDS if kind.name == name), None)
