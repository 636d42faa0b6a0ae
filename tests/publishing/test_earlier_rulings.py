"""A conflict declared in the final, with a finalist the juror marked before: seen, then decided."""

import json
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.contests.domain.stages import Advance
from mentorhub.contests.models import Shown
from mentorhub.judging import actions, queries
from mentorhub.judging.models import ScoreEvent, StageResult
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing.data import verify
from mentorhub.publishing.queries import ledger_of
from mentorhub.publishing.views.minutes import facts_of
from tests.factories import make_card, make_entry, make_juror, make_person, make_table, make_team
from tests.judging.two_stages import go_on, stage
from tests.publishing.conftest import contest_of, hand_in
from tests.publishing.test_ledger import lines_of, signing_key

WHY = "Khai sau khi đã chấm vòng một, điểm không lệch so với người khác."


@pytest.fixture
def organisers(app):
    return make_person("Phạm Tổ Chức", age=35), make_person("Lữ Thứ Hai", age=40)


@pytest.fixture
def played(organisers, outside):
    """Two of three entries in a final that is over, 40 per cent carried: (contest, entries, cards).

    In it the third juror has declared a conflict with the first entry; `cards` are the three that
    entry was given in the first stage.
    """
    first, second = organisers
    contest = contest_of(first, second)
    half = stage("Sơ khảo", 1, advance=Advance.BEST, best=2, carried=40)
    contest.shown = Shown.TOTALS
    contest.stages += [half, stage("Chung khảo", 2)]
    entries = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(3)]
    seats = [make_juror(contest, make_person(f"Giám Khảo {n}", age=40)) for n in range(3)]
    cards = []
    for number, juror in enumerate(seats):
        for at, entry in enumerate(entries):
            card = make_card(juror, entry)
            hand_in(card, 20 - 3 * at + number, Decimal("9.5") - at)
            cards += [card] if at == 0 else []
    actions.close_scoring(contest, by=first)
    go_on(contest, first, second)
    for number, juror in enumerate(seats):
        for entry in entries[:2]:
            hand_in(make_card(juror, entry, stage=2), 15 + number, Decimal(8))
    actions.declare_conflict(seats[2], entries[0], reason="em họ", by=seats[2].person)
    actions.close_scoring(contest, by=first, reason="Một giám khảo vừa khai xung đột.")
    db.session.flush()
    return contest, entries, cards


def brought(contest, entry):
    return queries.carried_into(contest)[entry.id]


def went_on():
    rows = db.session.scalars(select(StageResult))
    return {one.entry_id: (one.place, one.goes_on) for one in rows}


def test_the_table_waits_until_it_was_decided(played, organisers, in_english):
    contest, entries, cards = played
    (since,) = queries.declared_since(contest)
    assert (since.card, since.conflict.reason, since.is_open) == (cards[2], "em họ", True)
    with pytest.raises(Refused, match="after an earlier stage"):
        make_table(contest, by=organisers[0])
    before = brought(contest, entries[0])
    actions.keep_earlier(cards[2], reason=WHY, by=organisers[0])
    assert actions.undecided(contest) == 0
    assert brought(contest, entries[0]) == before
    assert actions.first_break(contest) is None
    assert db.session.scalar(select(ScoreEvent).where(ScoreEvent.kind == "kept")).by_id
    table = make_table(contest, by=organisers[0])
    db.session.flush()
    told = {one["title"]: one["lines"] for one in facts_of(table)["sections"]}
    (line,) = told["Earlier points that count although their juror declared a conflict since"]
    assert WHY in line
    assert entries[0].code in line


def test_two_leave_it_out_and_the_points_are_counted_again(played, organisers, in_english):
    contest, entries, cards = played
    first, second = organisers
    kept = went_on()
    other = brought(contest, entries[1])
    assert brought(contest, entries[0]) == Decimal("12.20")  # 40 % of (29.5 + 30.5 + 31.5) ÷ 3
    actions.ask_to_leave_out(cards[2], reason=WHY, by=first)
    db.session.flush()
    assert brought(contest, entries[0]) == Decimal("12.20")
    seen = queries.ruling_on(cards[2]).approval.mark
    with pytest.raises(Refused, match="Another organiser"):
        actions.agree_to_leave_out(cards[2], seen=seen, by=first)
    with pytest.raises(Refused, match="already waits"):
        actions.keep_earlier(cards[2], reason=WHY, by=second)
    with pytest.raises(Refused, match="after an earlier stage"):
        make_table(contest, by=first)
    hand = db.session.get(StageResult, queries.stages_of(entries[0])[0].id)
    assert list(hand.means.values()) == ["21.00", "9.50"]
    hand.given = hand.total  # as where evening out changed nothing
    rivals = [queries.stages_of(entry)[0].means for entry in entries[1:]]
    actions.agree_to_leave_out(cards[2], seen=seen, by=second)
    db.session.flush()
    assert hand.total == hand.given == Decimal("30.00")
    assert list(hand.means.values()) == ["20.50", "9.50"]  # it was 21.00 with that sheet
    assert brought(contest, entries[0]) == Decimal("12.00")  # the mean of the two others
    assert brought(contest, entries[1]) == other
    assert cards[2].is_void
    assert went_on() == kept
    assert [queries.stages_of(entry)[0].means for entry in entries[1:]] == rivals
    assert actions.first_break(contest) is None
    with pytest.raises(Refused, match="nothing to decide"):
        actions.keep_earlier(cards[2], reason=WHY, by=first)
    _, *lines = lines_of(ledger_text(contest, first))
    assert sum(line.get("stage") == 1 for line in lines) == 5


def ledger_text(contest, by):
    """Strangers count it again, and read how many sheets it was about; never which."""
    table = make_table(contest, by=by)
    db.session.flush()
    text = ledger_of(table).text
    assert "follow from" in verify.check(text.encode(), signing_key())
    assert json.loads(text.splitlines()[0])["conflicts_since"] == {"kept": 0, "left_out": 1}
    assert "em họ" not in text
    assert WHY not in text
    return text


def test_points_that_do_not_follow_from_sheets_are_kept_or_nothing(played, organisers, in_english):
    _contest, entries, cards = played
    queries.stages_of(entries[0])[0].total += Decimal("0.30")
    db.session.flush()
    with pytest.raises(Refused, match="do not follow"):
        actions.ask_to_leave_out(cards[2], reason=WHY, by=organisers[0])
    with pytest.raises(Refused, match="nothing to decide"):
        actions.keep_earlier(cards[0], reason=WHY, by=organisers[0])


def test_organisers_find_it_by_name_and_nobody_else_does(played, organisers, browser):
    contest, entries, cards = played
    (first, second), juror = organisers, cards[2].juror.person
    at, watch = f"/judging/cards/{cards[2].id}/earlier", f"/contests/{contest.id}/judging/watch"
    asks = browser.sign_in(first).speak("en")
    draft = asks.get(f"/contests/{contest.id}/results/draft").text
    assert "1 still to be decided" in draft
    assert f"{watch}#since" in draft
    assert juror.display_name in asks.get(watch).text.split('id="since"')[1].split("</section>")[0]
    assert "em họ" in asks.get(at).text
    short = asks.post(at, decision="keep", reason="ngắn")
    assert short.status_code == 422
    assert "ngắn" in short.text
    assert asks.post(at, decision="leave_out", reason=WHY).status_code == 303
    own = asks.post(f"{at}/agreement")
    assert own.status_code == 409
    assert "Another organiser must agree" in own.text
    asks.sign_in(second)
    assert asks.post(f"{at}/calling-off").status_code == 303
    assert asks.post(f"{at}/calling-off").status_code == 409
    assert asks.post(at, decision="keep", reason=WHY).status_code == 303
    assert "Counts on" in asks.get(watch).text
    for stranger in (juror, cards[0].juror.person, entries[0].team.members[0].person):
        asks.sign_in(stranger)
        assert asks.get(at).status_code == asks.post(at).status_code == 404


def test_an_old_page_agrees_to_no_other_reason(played, organisers, browser):
    _contest, _entries, cards = played
    first, second = organisers
    actions.ask_to_leave_out(cards[2], reason=WHY, by=first)
    db.session.flush()
    seen = queries.ruling_on(cards[2]).approval.mark
    actions.call_off_leaving_out(cards[2], by=first)
    db.session.flush()
    actions.ask_to_leave_out(cards[2], reason="Một lý do khác hẳn lần trước.", by=first)
    db.session.commit()
    browser.speak("en")
    browser.sign_in(second)
    place = f"/judging/cards/{cards[2].id}/earlier/agreement"
    reply = browser.post(place, seen=seen)
    assert reply.status_code == 409
    assert "asked for anew" in reply.text
    assert "Một lý do khác hẳn" in reply.text
    assert not cards[2].is_void
    now = queries.ruling_on(cards[2]).approval.mark
    assert browser.post(place, seen=now).status_code == 303
    assert cards[2].is_void
