"""A juror who marks on paper: sheets are printed, and one waits for the second secretary."""

from typing import TYPE_CHECKING

from mentorhub.accounts.models import Person
from mentorhub.commands.demo.cast import ADDRESS, ROLES
from mentorhub.commands.demo.content import told_on
from mentorhub.contests.models import Contest, Juror
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.queries import panel_of
from mentorhub.platform.db import db
from mentorhub.transcripts import actions, queries
from mentorhub.transcripts.domain import Typed
from mentorhub.transcripts.models import PaperSheet

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

WORDS = "Ý tưởng gần với bà con; cần ghi rõ ai giữ sổ sau năm đầu. (mẫu)"


def type_from_paper(stage: "Stage") -> None:
    contest, by = stage.contests["contest-digital"], stage.organisers[0]
    with told_on(-4):
        first, _second = (
            _on_duty(stage, contest, one) for one in ("secretary", "second secretary")
        )
        papers = actions.print_sheets(_least_done(contest), by=by)
    with told_on(-1, 14):
        _type(papers[0], by=first)


def _on_duty(stage: "Stage", contest: Contest, role: str) -> Person:
    name = next(name for known, _, name in ROLES if known == role)
    address = ADDRESS[role]
    person = stage.cast.person(name, home=stage.cast.province, age=31, address=address)
    asked = actions.ask(contest, label=name, address=address, by=stage.organisers[0])
    actions.accept(asked, by=person)
    return person


def _least_done(contest: Contest) -> Juror:
    """The juror with most sheets not begun yet, apart from the one people sign in as."""
    own = ADDRESS["juror"]
    seats = [one for one in panel_of(contest) if _address(one) != own and one.is_sitting]
    return max(seats, key=lambda one: (len(queries.cards_to_print(one)), one.id))


def _address(juror: Juror) -> str | None:
    details = juror.person.details if juror.person else None
    return details.email if details else None


def _type(paper: PaperSheet, *, by: Person) -> None:
    given = {line.id: Given(line.step * 7) for line in paper.contest.rubric_now}
    actions.start(paper, by=by)
    db.session.flush()  # a new version of the paper, which typing asks for
    typed = Typed(given, WORDS)
    actions.type_in(paper, typed=typed, version=paper.version, by=by)
