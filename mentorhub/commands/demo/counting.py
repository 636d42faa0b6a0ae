"""What units are counted against: targets of the province, and how many members a unit has."""

from typing import TYPE_CHECKING

from mentorhub.commands.demo.content import told_on
from mentorhub.commands.demo.words import FAMILY, GIVEN, MIDDLE
from mentorhub.ideas.actions import note_posted
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.platform.text import sort_key
from mentorhub.reports.actions import set_targets
from mentorhub.reports.domain.targets import Wish
from mentorhub.rosters.models import RosterLine
from mentorhub.units.models import Unit

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

PORTAL = "https://ytuongsangtao.example/y-tuong/mau"
FEWEST, MOST = 16, 64


def ask_for_ideas(stage: "Stage") -> None:
    """Of every commune that sent an idea: one in use and three approved, or a little more."""
    homes = _homes(stage)
    with told_on(-1):
        wishes = [Wish(home.id, 1 + i % 2, 2 + i % 3, 0) for i, home in enumerate(homes)]
        set_targets(stage.cast.province, year=today().year, wishes=wishes, by=stage.province)


def list_members(stage: "Stage") -> None:
    """Lists without numbers or addresses; one too short for a rate to be told."""
    homes = _homes(stage)
    for position, home in enumerate(homes):
        length = FEWEST + (MOST - FEWEST) * position // len(homes)
        db.session.add_all(_member(stage, home) for _ in range(length))
    db.session.flush()


def post_on_the_portal(stage: "Stage") -> None:
    """The officer of a commune has noted the first idea of it as posted; the others wait."""
    of_home = (one for one in stage.ideas.values() if one.unit_id == stage.officer.unit_id)
    first = next((one for one in of_home if one.is_public and not one.is_confidential), None)
    if first is not None:
        with told_on(-3):
            note_posted([first], posted_on=today(), link=PORTAL, by=stage.officer)


def _homes(stage: "Stage") -> list[Unit]:
    homes = {idea.unit_id: idea.unit for idea in stage.ideas.values()}
    return sorted(homes.values(), key=lambda unit: unit.code)


def _member(stage: "Stage", home: Unit) -> RosterLine:
    luck = stage.cast.luck
    name = " ".join(luck.choice(pool) for pool in (FAMILY, MIDDLE, GIVEN))
    return RosterLine(
        unit_id=home.id,
        name=name,
        name_key=fold(name),
        name_order=sort_key(name),
        birth_year=today().year - luck.randint(18, 30),
    )
