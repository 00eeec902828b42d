"""A theme as read: templates, styles and files, nothing interpreted yet."""

from msgspec import Struct


class ThemeSource(Struct, frozen=True):
    """The sources of a theme, each tuple sorted by name or in the order the theme asks for."""

    name: str
    root: str
    """Folder its paths are shown under in findings."""
    templates: tuple[tuple[str, str], ...]
    """(name such as ``main/article.html``, text)."""
    styles: tuple[tuple[str, str], ...]
    """(name, text) in the order they are joined."""
    files: tuple[tuple[str, bytes], ...]
    """(name, bytes) of scripts, icons and pictures."""
