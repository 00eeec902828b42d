"""The scenarios by name: what the table calls each, and the function that measures it."""

from collections.abc import Callable

from cold import cold, three
from commits import commit, unchanged_commit
from contest import Figures
from edits import added, edit, template, unchanged
from project import Pair
from searching import search_edit
from serving import serve
from starting import start_up

SCENARIOS: dict[str, tuple[str, Callable[[Pair, int], dict[str, Figures]]]] = {
    "version": ("`govssg --version`", start_up),
    "cold": ("cold build, one variant", cold),
    "edit": ("one article edited, worktree", edit),
    "new_article": ("one article added, worktree", added),
    "commit": ("one article edited, commit in a fresh clone", commit),
    "unchanged": ("nothing changed, worktree", unchanged),
    "unchanged_commit": ("nothing changed, commit in a fresh clone", unchanged_commit),
    "template": ("the article template edited", template),
    "serve": ("`govssg serve`: save to reload", serve),
    "search_edit": ("one article edited, with search shards", search_edit),
    "three": ("cold build, three variants", three),
}
"""In the order they are measured: what writes the most comes last."""
