"""How laws are tried: with all examples, or with a fifth in the fast tests; never against time."""

from hypothesis import settings

_USUAL = 100
"""The examples of a law that asks for no number, in a run of all tests."""


def try_laws(*, fast: bool) -> None:
    """Have every law of this run tried with all its examples, or with a fifth of them."""
    count = _USUAL // 5 if fast else _USUAL
    settings.register_profile("ours", settings(max_examples=count, deadline=None))
    settings.load_profile("ours")


def examples(count: int) -> settings:
    """Give the settings of a law that a run of all tests tries with so many examples."""
    share = settings().max_examples / _USUAL
    return settings(max_examples=max(1, round(count * share)))
