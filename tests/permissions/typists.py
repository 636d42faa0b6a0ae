"""Two sheets on paper in the hands of the secretary: one being typed, one typed once."""

from decimal import Decimal

from mentorhub.judging.domain.scoring import Given
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.transcripts.actions.printing import print_today
from mentorhub.transcripts.domain import Typed
from mentorhub.transcripts.models import PaperSheet, SheetState
from tests.factories import make_card, make_juror, make_person
from tests.permissions.canaries import CANARIES

POINTS = ("26", "17.5")


def lay_out(world):
    contest, by = world.things["contest"], world.people["SC"]
    cards = [
        make_card(make_juror(contest, make_person(name, age=55)), world.things["entry"])
        for name in ("Giám Khảo Giấy", "Giám Khảo Bút")
    ]
    lines = [line.id for line in contest.rubric]
    notes = (CANARIES["other note"], "")
    typed = Typed({k: Given(Decimal(p), n) for k, p, n in zip(lines, POINTS, notes, strict=True)})
    for name, card, state in zip(
        ("held_sheet", "paper_sheet"), cards, (SheetState.TYPING, SheetState.TYPED), strict=True
    ):
        card.on_paper_since = now()
        world.things[name] = PaperSheet(
            contest=contest, card=card, print=print_today(contest), state=state, typed_by=by,
            typed_at=now(), content=typed.as_kept(), printed_by_id=world.people["CO"].id,
        )  # fmt: skip
        db.session.add(world.things[name])
    db.session.flush()
