"""Points taken off one entry: by two, with a reason, and off no other."""

from datetime import timedelta
from decimal import Decimal

import pytest

from mentorhub.entries import actions as entries
from mentorhub.entries.models import EntryState
from mentorhub.judging.models import CardState
from mentorhub.measures import actions
from mentorhub.measures.models import Kind
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions as publishing
from mentorhub.publishing.domain import digest_of
from tests.browser import CommittingBrowser
from tests.entries.test_views import draft
from tests.factories import make_card, make_juror, make_person, make_team

WHY = "Trình bày quá bảy phút"


@pytest.fixture
def judged(cast):
    """Scoring is closed: this entry has 46 points, another 30."""
    entries.submit(cast.entry, by=cast.writer, at=now())
    contest = cast.contest
    contest.closes_at = now() - timedelta(hours=2)
    cast.other = draft(make_team(make_person()), contest=contest)
    cast.other.state, cast.other.number, cast.other.submitted_at = EntryState.SUBMITTED, 2, now()
    juror = make_juror(contest)
    for entry, points in ((cast.entry, [28, 18]), (cast.other, [20, 10])):
        make_card(juror, entry, points, state=CardState.SUBMITTED, submitted_at=now())
    contest.scoring_opened_at = contest.scoring_closed_at = now()
    db.session.flush()
    return cast


def asked(cast, points):
    measure = actions.propose(
        cast.entry, Kind.PENALTY, reason=WHY, points=Decimal(points), by=cast.first
    )
    db.session.flush()
    return measure


def table(cast):
    lines = publishing.draft(cast.contest).lines
    return [(line.entry, line.total, line.penalty) for line in lines]


def test_two_organisers_take_points_off_one_entry_and_no_other(judged):
    before = table(judged)
    measure = asked(judged, "20")
    assert table(judged) == before
    assert actions.agree(measure, by=judged.second)
    assert not actions.agree(measure, by=judged.second)
    assert table(judged) == [
        (judged.other.id, Decimal("30.00"), None),
        (judged.entry.id, Decimal("26.00"), Decimal("20.00")),
    ]


def test_a_penalty_is_part_of_the_fingerprint_and_can_be_lifted(judged):
    plain = digest_of(judged.contest.id, publishing.draft(judged.contest).lines)
    actions.agree(asked(judged, "2.5"), by=judged.second)
    assert digest_of(judged.contest.id, publishing.draft(judged.contest).lines) != plain
    actions.agree(asked(judged, 0), by=judged.second)
    assert judged.entry.penalty is None
    assert digest_of(judged.contest.id, publishing.draft(judged.contest).lines) == plain


def test_no_total_falls_below_nothing(judged):
    judged.entry.penalty = Decimal(50)
    assert table(judged)[1][1] == 0


@pytest.mark.parametrize(
    ("points", "words"), [("-1", "more points"), ("51", "more points"), ("0", "so already")]
)
def test_a_penalty_nobody_could_mean_is_refused(english, judged, points, words):
    with pytest.raises(Refused, match=words):
        asked(judged, points)


def test_whoever_asked_cannot_agree_and_other_points_are_another_request(english, judged):
    measure = asked(judged, "5")
    with pytest.raises(Refused, match="whoever asked cannot"):
        actions.agree(measure, by=judged.first)
    measure.points = Decimal(9)
    with pytest.raises(Refused, match="stands otherwise"):
        actions.agree(measure, by=judged.second)


def test_the_form_keeps_what_was_typed_and_the_team_reads_the_decision(english, app, judged):
    page = CommittingBrowser(app).sign_in(judged.first)
    at = f"/entries/{judged.entry.id}/penalty"
    wrong = page.post(at, points="nhiều", reason=WHY)
    assert wrong.status_code == 422
    assert WHY in wrong.text
    assert page.post(at, points="2,5", reason=WHY).status_code == 302
    db.session.expire_all()
    assert judged.entry.penalty is None
