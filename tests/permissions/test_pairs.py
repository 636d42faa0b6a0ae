"""Two roles in one person: never more than the union, and a prohibition beats every role."""

import dataclasses

import pytest

from tests.permissions.combined import APART, LEVELS, bounds, columns, lost_the_sheet, taken
from tests.permissions.runner import tried
from tests.permissions.seats import PAIRS, seated
from tests.permissions.stage import Stage
from tests.permissions.surfaces import SURFACES

pytestmark = [pytest.mark.fault, pytest.mark.timeout(900)]  # long: `tasks.py prove`
SHARES = {"open": 8, "scoring": 5, "closed": 2, "published": 3}  # so that no worker waits long
PARTS = [(moment, share) for moment, shares in SHARES.items() for share in range(shares)]


@pytest.mark.parametrize(("moment", "share"), PARTS)
def test_two_roles_give_what_either_gives_less_what_is_forbidden(app, moment, share, tally):
    stage = Stage(app, moment)
    here = [surface for surface in SURFACES if surface.moment == moment]
    surfaces = [surface for surface in here if surface.name not in APART]
    for pair in PAIRS[share :: SHARES[moment]]:
        with seated(stage, pair) as both:
            for surface in surfaces:
                ask(stage, surface, pair, both, tally)
    assert tally.table() == []


def ask(stage, surface, pair, both, tally):
    for role in _with_addresses_of_their_own(surface, pair):
        address = surface.address_for(role)
        least, most = bounds(surface, pair, address, stage.moment)
        asked = _as_both(surface, pair, both, role, stage)
        tally.cells.add(f"{surface.action} {both}")
        tally.surfaces.add(surface.name)
        got = []
        for level in _between(least, most):
            with stage.undone():
                got.append(tried(stage, asked, both, level, tally))
            if got[-1] == level:
                break
        else:
            tally.note(asked, both, f"{least} to {most} at {address}", " or ".join(got))


def _with_addresses_of_their_own(surface, pair):
    return {surface.address_for(role): role for role in reversed(pair)}.values()


def _between(least, most):
    """The most first: what the person may do is looked for before what they may not."""
    low, high = LEVELS.index(least), LEVELS.index(most)
    between = LEVELS[low : high + 1]
    return [level for level in reversed(between) if level in (least, most, "redacted")]


def _as_both(surface, pair, both, role, stage):
    address = surface.address_for(role)
    told = stage.names.get(surface.told) != stage.names[both]  # of one's own looks nobody hears
    facts = {
        "at": {both: address},
        "fields": surface.fields_for(stage, role),
        "told": surface.told if told else "",
        "shared": surface.shared or bool(surface.empty_for & set(pair)),
    }
    if any(one.refused for one in _prohibitions(surface, pair, address)):
        facts["refuses"] = True
    if surface.action == "sub.read@scoring" and lost_the_sheet(pair) and "/cards/" in address:
        # the sheet opens, and the entry is no longer on it
        facts |= {"shared": True, "hides": (*surface.hides, *surface.shows)}
    return dataclasses.replace(surface, **facts)


def _prohibitions(surface, pair, address):
    found = (taken(surface, role, pair, address) for role in columns(pair))
    return [one for one in found if one is not None]
