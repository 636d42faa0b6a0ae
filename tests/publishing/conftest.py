"""A judged contest of two entries, and one whose sheets were all handed in through the log."""

from decimal import Decimal

import pytest

from mentorhub.contests.domain.stages import Advance
from mentorhub.contests.models import Award, Organiser, RubricLine, Shown
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judged_queries
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.publishing import actions
from tests.browser import CommittingBrowser
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_table,
    make_team,
)
from tests.judging.two_stages import go_on, stage


@pytest.fixture
def first(app):
    return make_person("Lữ Hoài An", age=35)


@pytest.fixture
def second(app):
    return make_person("Kim Ngọc Bích", age=36)


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def judged(first, second):
    """Two entries, two jurors, all cards in, scoring closed, two organisers."""
    contest = contest_of(first, second)
    entries = [make_entry(contest=contest, title=title) for title in ("Lọc nước", "Thùng rác")]
    for juror in (make_juror(contest), make_juror(contest, make_person("Kiều Trúc", age=40))):
        for entry, points in zip(entries, ([25, 15], [20, 10.5]), strict=True):
            make_card(juror, entry, points, state=CardState.SUBMITTED, submitted_at=now())
    contest.scoring_closed_at = now()
    db.session.flush()
    return contest


@pytest.fixture
def outside(app, tmp_path):
    """A data folder of this test's own."""
    before, app.config["DATA_FOLDER"] = app.config["DATA_FOLDER"], tmp_path
    yield tmp_path
    app.config["DATA_FOLDER"] = before


@pytest.fixture
def logged(outside, first, second):
    """Three entries, four jurors, every sheet handed in by its juror; not closed yet."""
    contest = contest_of(first, second)
    contest.shown = Shown.TOTALS
    entries = [make_entry(make_team(name=f"Đội {n}"), contest, title=f"Bài {n}") for n in range(3)]
    for seat in range(4):
        juror = make_juror(contest, make_person(f"Giám Khảo {seat}", age=40))
        for at, entry in enumerate(entries):
            hand_in(make_card(juror, entry), 20 - 3 * at + seat, Decimal("9.5") - at)
    return contest


@pytest.fixture
def closed(logged, first):
    judging.close_scoring(logged, by=first)
    db.session.flush()
    return logged


def contest_of(first, second):
    contest = make_contest(first, opened_days_ago=20, days_left=-5)
    contest.organisers.append(Organiser(person=second))
    contest.awards = [Award(position=0, name=Translated(vi="Giải Nhất"), count=1)]
    contest.scoring_opened_at = now()
    db.session.flush()
    return contest


def hand_in(card, *points):
    held = judged_queries.card_to_mark(card.id)
    given = {
        line.id: Given(Decimal(value))
        for line, value in zip(held.contest.rubric_in(held.stage), points, strict=True)
    }
    sheet = judged_queries.rubric_with_marks(held)
    facts = {"version": held.version, "feedback": "", "by": card.juror.person}
    judging.save_marks(held, sheet=sheet, given=given, **facts)
    judging.submit(held, by=card.juror.person)
    db.session.flush()


@pytest.fixture
def published(closed, first, second):
    publication = make_table(closed, by=first)
    actions.agree(publication, by=second)
    db.session.flush()
    return publication


@pytest.fixture
def played(outside, first, second):
    """(contest, its four entries) after two rounds, for so many jurors; halfway: in the second."""

    def play(jurors, *, own_criteria=0, halfway=False, **fields):
        contest = contest_of(first, second)
        contest.shown = Shown.TOTALS
        for name, value in fields.items():
            setattr(contest, name, value)
        half = stage("Sơ khảo", 1, advance=Advance.BEST, best=2, carried=40)
        contest.stages += [half, stage("Chung khảo", 2)]
        if own_criteria:
            _mark_the_final_by_others(contest, own_criteria)
        entries = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(4)]
        seats = [make_juror(contest, make_person(f"Giám Khảo {n}", age=40)) for n in range(jurors)]
        _mark(seats, entries, step=3)
        judging.close_scoring(contest, by=first)
        go_on(contest, first, second)
        if halfway:
            return contest, entries
        _mark(seats, entries[:2], step=-2, stage=2)
        judging.close_scoring(contest, by=first)
        db.session.flush()
        return contest, entries

    return play


def _mark_the_final_by_others(contest, number):
    """So many criteria, counted from the last, are others there; the last is a pitch out of 80."""
    for line in list(contest.rubric)[-number:]:
        line.stage = 1
        pitch = RubricLine(
            position=line.position + 2, stage=2, name=Translated(vi="Thuyết trình"), step=line.step,
            help=line.help, max_points=Decimal(80),
            anchors=[{"from": "0", "to": "80", "text": {"vi": "Rõ"}}],
        )  # fmt: skip
        contest.rubric.append(pitch)
    db.session.flush()


def _mark(seats, entries, *, step, **more):
    for number, juror in enumerate(seats):
        for at, entry in enumerate(entries):
            hand_in(make_card(juror, entry, **more), 20 - step * at + number, Decimal("9.5") - at)
