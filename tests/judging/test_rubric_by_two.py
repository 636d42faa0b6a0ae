"""Criteria after the first mark: two persons change them, and no total changes unseen."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.contests import actions as contests
from mentorhub.contests.domain.rubric import Band, Criterion
from mentorhub.contests.models import Amendment, Change, Organiser, RubricLine
from mentorhub.judging import actions, queries
from mentorhub.judging.actions.standing import standings
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import CardState, Mark, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person

READING = {"readers": 1, "is_blind": True, "same_unit_is_conflict": True}


@pytest.fixture(autouse=True)
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


def criterion(name, top, text="Rõ", step="0.5"):
    """As make_contest writes its criteria."""
    said = {"vi": "Nhìn vào đâu?", "en": "What to look at?", "fr": "Que regarder ?"}
    bands = [Band(Decimal(0), Decimal(top), text)]
    return Criterion({"vi": name}, said, Decimal(top), Decimal(step), bands)


FIRST, SECOND = criterion("Tiêu chí 1", 30), criterion("Tiêu chí 2", 20)


@pytest.fixture
def jury(app):
    """A round under way: one sheet sent in, another begun."""
    first, second = make_person(age=35), make_person(age=36)
    contest = make_contest(first, opened_days_ago=9, days_left=-1)
    contest.organisers.append(Organiser(person=second))
    contest.scoring_opened_at = now()
    entry = make_entry(contest=contest)
    sent, begun = (make_card(make_juror(contest, make_person(age=50)), entry) for _ in range(2))
    for card in (sent, begun):
        mark(card, 20, 15)
    actions.submit(sent, by=sent.juror.person)
    db.session.flush()
    return contest, sent, begun, first, second


def mark(card, *points):
    sheet = queries.rubric_with_marks(card)
    given = {row.RubricLine.id: Given(Decimal(p)) for row, p in zip(sheet, points, strict=True)}
    facts = {"version": card.version, "given": given, "feedback": "", "by": card.juror.person}
    actions.save_marks(card, sheet=sheet, **facts)


def ask(contest, by, *criteria, **reading):
    facts = {"version": contest.version, "reason": "Thiếu phần thực tế", "by": by}
    asked = contests.propose_criteria(contest, criteria=criteria, **facts, **READING | reading)
    db.session.flush()
    return asked


def test_one_organiser_alone_changes_no_criteria_after_the_first_mark(jury):
    contest, sent, _begun, first, _second = jury
    facts = {"version": contest.version, "reason": "?", "by": first}
    with pytest.raises(Refused, match="second person must agree"):
        contests.set_criteria(contest, criteria=[FIRST], **facts, **READING)
    lines = [line.id for line in contest.rubric]
    asked = ask(contest, first, FIRST)
    assert [line.id for line in contest.rubric] == lines
    assert sent.state is CardState.SUBMITTED
    with pytest.raises(Refused, match="whoever asked cannot"):
        actions.agree_to_criteria(asked, by=first)
    assert [line.id for line in contest.rubric] == lines


def test_a_criterion_marked_anew_opens_the_sheets_and_keeps_every_mark(jury):
    contest, sent, begun, first, second = jury
    kept, replaced = contest.rubric
    asked = ask(contest, first, FIRST, criterion("Tiêu chí 2", 40))
    change = actions.agree_to_criteria(asked, by=second)
    assert (change.number, change.by_id, change.agreed_by_id) == (1, first.id, second.id)
    assert contest.rubric[0].id == kept.id
    assert (kept.retired_at, replaced.retired_at is not None) == (None, True)
    assert all(line.locked_at for line in contest.rubric)
    for card in (sent, begun):
        db.session.refresh(card)
        assert card.state is CardState.STARTED
        assert not card.is_whole
        assert card.total == Decimal(20)
    marks = db.session.scalars(select(Mark.points).where(Mark.scorecard_id == sent.id)).all()
    assert sorted(marks) == [15, 20]
    events = select(ScoreEvent).where(ScoreEvent.kind == "reopened")
    (event,) = db.session.scalars(events).all()
    assert event.scorecard_id == sent.id
    assert event.content == {"reason": "Thiếu phần thực tế", "change": 1}
    with pytest.raises(Refused, match="Mark every criterion"):
        actions.submit(sent, by=sent.juror.person)
    mark(sent, 20, 39)
    actions.submit(sent, by=sent.juror.person)
    db.session.expire(sent)
    assert sent.total == Decimal(59)


def test_criteria_that_only_moved_or_were_explained_keep_marks_and_sheets(jury):
    contest, sent, _begun, first, second = jury
    lines = [line.id for line in contest.rubric]
    explained = replace(FIRST, help={"vi": "Rõ hơn"}, tie_order=1)
    actions.agree_to_criteria(ask(contest, first, SECOND, explained), by=second)
    assert [line.id for line in contest.rubric] == [lines[1], lines[0]]
    assert contest.tie_break[0].help == {"vi": "Rõ hơn"}
    db.session.refresh(sent)
    assert (sent.state, sent.total) == (CardState.SUBMITTED, Decimal(35))
    assert db.session.scalars(select(Change)).one().number == 1


def test_a_criterion_left_out_takes_its_marks_out_only_with_the_juror(jury):
    contest, sent, _begun, first, second = jury
    actions.agree_to_criteria(ask(contest, first, FIRST), by=second)
    db.session.refresh(sent)
    assert (sent.state, sent.is_whole, sent.total) == (CardState.STARTED, True, Decimal(20))
    (held,) = queries.hand_of(sent.juror.person)
    assert (held.criteria, held.marked, held.total) == (1, 1, Decimal(20))
    actions.submit(sent, by=sent.juror.person)
    contest.scoring_closed_at = now()
    assert standings(contest).places[0].total == Decimal(20)


def test_a_request_made_before_another_change_is_refused_in_words(jury):
    contest, _sent, _begun, first, second = jury
    older = ask(contest, first, FIRST)
    words = {"title": contest.title, "summary": contest.title, "host": contest.host}
    contests.edit(contest, version=contest.version, by=second, reason="Sửa chữ", **words)
    db.session.flush()
    with pytest.raises(Refused, match="changed since this was asked"):
        actions.agree_to_criteria(older, by=second)
    assert len(contest.rubric) == 2


def test_after_scoring_is_closed_nobody_changes_criteria(jury):
    contest, _sent, _begun, first, second = jury
    asked = ask(contest, first, FIRST)
    contest.scoring_closed_at = now()
    with pytest.raises(Refused, match="Scoring is closed"):
        actions.agree_to_criteria(asked, by=second)
    with pytest.raises(Refused, match="Scoring is closed"):
        ask(contest, first, FIRST)


def test_what_changes_nothing_is_not_asked_for(jury):
    contest, _sent, _begun, first, _second = jury
    rubric = [
        Criterion(line.name, line.help, line.max_points, line.step, bands_of(line), others_of(line))
        for line in contest.rubric
    ]
    with pytest.raises(Refused, match="nothing to change"):
        ask(contest, first, *rubric)
    with pytest.raises(Stale):
        contests.propose_criteria(
            contest, version=contest.version + 1, criteria=[FIRST], reason="?", by=first, **READING
        )
    assert db.session.scalars(select(Amendment)).all() == []
    assert len(db.session.scalars(select(RubricLine)).all()) == 2


def bands_of(line, tongue="vi"):
    return [Band(Decimal(a["from"]), Decimal(a["to"]), a["text"][tongue]) for a in line.anchors]


def others_of(line):
    return {tongue: bands_of(line, tongue) for tongue in ("en", "fr")}


def test_a_sheet_opened_before_is_told_and_keeps_what_was_typed(browser, jury):
    contest, _sent, begun, first, second = jury
    kept, replaced = (line.id.hex for line in contest.rubric)
    typed = {"version": begun.version, "feedback": "Lời nhắn", "key": "k"}
    typed |= {f"points_{kept}": "25", f"points_{replaced}": "11"}
    typed |= {f"note_{kept}": "ghi", f"note_{replaced}": ""}
    actions.agree_to_criteria(ask(contest, first, FIRST, criterion("Khác", 40)), by=second)
    browser.sign_in(begun.juror.person)
    db.session.commit()
    address = f"/judging/cards/{begun.id}"
    reply = browser.post(address, **typed)
    assert reply.status_code == 409
    assert "Lời nhắn" in reply.text
    assert f'name="points_{replaced}"' not in reply.text
    quiet = browser.post(f"{address}/marks", **typed)
    assert (quiet.status_code, quiet.json["version"]) == (409, begun.version)
    assert begun.total == Decimal(20)


def test_criteria_are_asked_for_and_agreed_to_on_their_pages(browser, jury):
    contest, _sent, _begun, first, second = jury
    browser.sign_in(first)
    db.session.commit()
    names = ("name", "help", "bands")
    typed = {f"criteria-0-{name}_{tongue}": "" for name in names for tongue in ("en", "fr")}
    typed |= {"version": contest.version, "reason": "Gộp hai tiêu chí", "readers": "3"}
    typed |= {"criteria-0-name_vi": "Chung", "criteria-0-help_vi": "?", "is_blind": "y"}
    typed |= {"criteria-0-maximum": "50", "criteria-0-step": "1", "criteria-0-bands_vi": "0–50: a"}
    reply = browser.post(f"/contests/{contest.id}/criteria", **typed)
    asked = db.session.scalars(select(Amendment)).one()
    assert reply.location == f"/amendments/{asked.id}"
    assert len(contest.rubric) == 2
    assert browser.post(f"/amendments/{asked.id}/criteria").status_code == 404
    browser.sign_out().sign_in(second)
    db.session.commit()
    page = browser.get(f"/amendments/{asked.id}").text
    assert "Gộp hai tiêu chí" in page
    assert browser.post(f"/amendments/{asked.id}/agreement").status_code == 404
    assert browser.post(f"/amendments/{asked.id}/criteria").status_code == 303
    db.session.expire_all()
    assert [line.name["vi"] for line in contest.rubric] == ["Chung"]
    assert "Gộp hai tiêu chí" in browser.sign_out().get(f"/contests/{contest.id}/changes").text
