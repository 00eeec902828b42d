"""Subjects: which documents of a site are on the same matter, by the keywords they share."""

from collections import defaultdict

from govssg.model.document import Card

MAXIMUM_CANDIDATES = 50
"""Newest documents of a keyword looked at for related ones; keeps the cost linear."""


def by_date(card: Card) -> tuple[str, str]:
    """Sort key: oldest first, ids break ties."""
    return (card.date, card.id)


class Subjects:
    """The documents of one site by keyword.

    A set of documents is a number whose bit ``n`` stands for the document of age ``n``, 0 for the
    newest: sets of hundreds of documents are then joined and cut in one step.
    """

    def __init__(self, cards: tuple[Card, ...]) -> None:
        self._newest = sorted(cards, key=by_date, reverse=True)
        self._ages = {card.id: age for age, card in enumerate(self._newest)}
        counts: defaultdict[str, int] = defaultdict(int)
        self._sets: defaultdict[str, int] = defaultdict(int)
        for age, card in enumerate(self._newest):
            for keyword in dict.fromkeys(card.keywords) if card.kind != "column" else ():
                counts[keyword] += 1
                if counts[keyword] <= MAXIMUM_CANDIDATES:
                    self._sets[keyword] |= 1 << age

    def related(self, card: Card, most: int) -> tuple[Card, ...]:
        """Give the documents that share the most keywords, then the newest."""
        found: list[Card] = []
        taken = 1 << self._ages[card.id]
        for documents in self._by_shared(card):
            rest = documents & ~taken
            while rest and len(found) < most:
                newest = rest & -rest
                found.append(self._newest[newest.bit_length() - 1])
                taken |= newest
                rest ^= newest
        return tuple(found)

    def _by_shared(self, card: Card) -> list[int]:
        """Give the documents that share at least so many keywords, the highest number first."""
        words = dict.fromkeys(card.keywords)
        shared = [-1, *(0 for _word in words)]
        for number, word in enumerate(words):
            documents = self._sets.get(word, 0)
            for count in range(number, -1, -1):
                shared[count + 1] |= shared[count] & documents
        return shared[:0:-1]
