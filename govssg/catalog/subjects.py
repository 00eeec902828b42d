"""Subjects: which documents of a site are on the same matter, by the keywords they share."""

from collections import Counter, defaultdict
from heapq import nlargest
from itertools import chain

from govssg.model.document import Card

MAXIMUM_CANDIDATES = 50
"""Newest documents of a keyword looked at for related ones; keeps the cost linear."""


def by_date(card: Card) -> tuple[str, str]:
    """Sort key: oldest first, ids break ties."""
    return (card.date, card.id)


class Subjects:
    """The documents of one site by keyword; a document is told by its age, 0 for the newest."""

    def __init__(self, cards: tuple[Card, ...]) -> None:
        self._newest = sorted(cards, key=by_date, reverse=True)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for age, card in enumerate(self._newest):
            if card.kind != "column":
                for keyword in card.keywords:
                    found[keyword].append(age)
        self._ages = {word: ages[:MAXIMUM_CANDIDATES] for word, ages in found.items()}

    def related(self, card: Card, most: int) -> tuple[Card, ...]:
        """Give the documents that share the most keywords, then the newest."""
        known = self._ages
        shared = Counter(chain.from_iterable(known.get(word, ()) for word in card.keywords))
        # One number that sorts by keywords shared, then by age, so no key function is called.
        size = len(self._newest)
        best = nlargest(most + 1, [count * size - age for age, count in shared.items()])
        found = (self._newest[-number % size] for number in best)
        return tuple(other for other in found if other.id != card.id)[:most]
