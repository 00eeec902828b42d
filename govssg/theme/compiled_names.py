"""The names under which the compiled templates of a theme are kept; see ``compiled``."""

from jinja2 import BytecodeCache
from jinja2.bccache import bc_magic

from govssg.model.theme import ThemeSource


def compiled_names(theme: ThemeSource) -> frozenset[str]:
    """Give the file names of the theme's compiled templates; their texts do not matter."""
    key = BytecodeCache().get_cache_key
    return frozenset(f"{key(name, name)}.template" for name, _text in theme.templates)


def is_loadable(data: bytes) -> bool:
    """Tell whether this Python can load a compiled template, by how its file begins."""
    return data.startswith(bc_magic)
