"""A build killed at any moment is healed by the next one, whatever was edited in between."""

import random

import pytest
from edits import CALM
from kills import killed_after, killed_at
from project import PortalMaker
from world import World, planted

from govssg.store.ledger import Ledger, has_ledger

KILLS = 14
"""Kills of one sequence; four sequences make 56."""


@pytest.mark.parametrize("seed", range(4))
def test_a_build_killed_at_any_deed_is_healed_by_the_next(portal: PortalMaker, seed: int) -> None:
    world = planted(portal(""), 100 + seed, CALM)
    luck = random.Random(seed)
    killed = interrupted = 0
    while killed < KILLS:
        moment = int(2 ** luck.uniform(3, 11))
        killed += killed_at(moment, world.build)
        world.done.append(f"killed at deed {moment}")
        interrupted += is_building(world)
        after_a_kill(world, luck)

    assert interrupted > 0, "no kill hit the writing of the tree"


def test_a_build_with_processes_killed_at_any_time_is_healed_by_the_next(
    portal: PortalMaker,
) -> None:
    world = planted(portal(""), 110, CALM)
    luck = random.Random(7)
    killed = 0
    while killed < 6:
        killed += killed_after(luck.uniform(0.05, 0.4), lambda: world.build(jobs=2))
        after_a_kill(world, luck)


def after_a_kill(world: World, luck: random.Random) -> None:
    """Edit perhaps, heal, hold it against a build from nothing, and edit for the next kill."""
    world.damaged = True
    if luck.random() < 0.6:
        world.step()
    world.check()
    for _ in range(luck.randint(1, 6)):
        world.step()


def is_building(world: World) -> bool:
    """Tell whether the tree bears the mark of an unfinished build."""
    if not has_ledger(world.project.tree):
        return False
    ledger = Ledger(world.project.tree, read_only=True)
    try:
        return bool(ledger.meta("building"))
    finally:
        ledger.close()
