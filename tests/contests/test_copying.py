"""A contest begun like one that was held before."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from mentorhub.contests import actions
from mentorhub.contests.models import (
    Award,
    Contest,
    ContestState,
    Document,
    Juror,
    Panel,
    RubricLine,
    Stage,
    StageKind,
)
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import Translated, db
from tests.contests.organisers import make_organiser
from tests.contests.test_beginning import local, made, set_up, typed
from tests.factories import (
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_province,
)


def earlier(organiser, **fields):
    """Last year's contest with all that a contest can have."""
    fields = {"age_min": 16, "age_max": 30, "ages_on": date(2026, 6, 1), "pass_mark": 30, **fields}
    contest = make_contest(
        organiser,
        opens_at=datetime(2026, 9, 1, 7, 30, tzinfo=LOCAL),
        closes_at=datetime(2026, 10, 1, 17, tzinfo=LOCAL),
        title={"vi": "Ý tưởng 2026", "en": "Ideas 2026"},
        deadline_version=3,
        published_at=now(),
        scoring_opened_at=now(),
        **fields,
    )
    opens = datetime(2026, 10, 11, tzinfo=LOCAL)
    contest.stages = [
        Stage(position=1, kind=StageKind.JUDGING, name=Translated(vi="Chung khảo"), opens_at=opens,
              closes_at=opens + timedelta(days=2), advance="best", best=4, is_drawn=True,
              pitch_minutes=5, carried=20, readers=2, is_blind=False)
    ]  # fmt: skip
    contest.panels = [Panel(position=0, name=Translated(vi="Hội đồng A"), readers=4)]
    contest.awards = [Award(position=0, name=Translated(vi="Giải Nhất"), count=2)]
    contest.rubric[0].locked_at, contest.rubric[1].stage = now(), 1
    db.session.flush()
    return contest


def copied(browser, source, **more):
    unit = make_province()
    reply = browser.post(f"/contests/{source.id}/copy", **typed(unit, **more))
    assert reply.status_code == 302, reply.text
    return made()


def parts(rows, *left_out):
    return [
        {c.key: getattr(row, c.key) for c in type(row).__mapper__.column_attrs
         if c.key not in ("id", "contest_id", *left_out)}
        for row in rows
    ]  # fmt: skip


def test_a_copy_has_every_rule_and_no_people(browser):
    organiser, other = make_organiser(), make_organiser("Khác")
    source = earlier(other)
    make_juror(source)
    make_entry(contest=source)
    browser.sign_in(organiser)
    copy = copied(browser, source)
    for whole in ("limits", "points", "reading", "grace_minutes", "late", "rules_text", "summary"):
        assert getattr(copy, whole) == getattr(source, whole)
    assert parts(copy.rubric, "locked_at") == parts(source.rubric, "locked_at")
    assert parts(copy.awards) == parts(source.awards)
    assert parts(copy.panels) == parts(source.panels)
    moved = ("opens_at", "closes_at")
    assert parts(copy.stages, *moved) == parts(source.stages, *moved)
    assert copy.stages[0].id != source.stages[0].id
    assert [line.locked_at for line in copy.rubric] == [None, None]
    assert [one.person_id for one in copy.organisers] == [organiser.id]
    assert db.session.scalars(select(Juror).where(Juror.contest_id == copy.id)).all() == []
    fresh = (copy.published_at, copy.scoring_opened_at, copy.next_number, copy.deadline_version)
    assert fresh == (None, None, 1, 1)
    assert (copy.title["vi"], copy.host) == ("Cuộc thi mới", source.host)


def test_dates_of_a_copy_move_with_the_opening_and_with_the_deadline(browser):
    browser.sign_in(organiser := make_organiser())
    source = earlier(organiser)
    as_long = copied(browser, source)
    assert local(as_long.closes_at) == datetime(2028, 3, 31, 17, tzinfo=LOCAL)
    assert as_long.stages[0].first_day == date(2028, 4, 10)
    assert as_long.stages[0].last_day == date(2028, 4, 11)
    assert as_long.ages_on == date(2028, 6, 1)
    longer = copied(browser, source, closes_at="2028-04-05T12:00")
    assert longer.stages[0].first_day == date(2028, 4, 15)


def test_the_page_of_a_copy_offers_next_year(browser, time_machine):
    time_machine.move_to(datetime(2026, 12, 1, 9, tzinfo=LOCAL), tick=False)
    browser.sign_in(organiser := make_organiser())
    page = browser.get(f"/contests/{earlier(organiser).id}/copy").text
    assert 'value="2027-09-01T07:30"' in page
    assert 'value="Ý tưởng 2027"' in page


def test_drafts_of_others_are_neither_offered_nor_copied(browser):
    other = make_organiser("Khác")
    own = make_organiser()
    hidden = make_contest(other, state=ContestState.DRAFT, title={"vi": "Nháp kín"})
    mine = make_contest(own, state=ContestState.DRAFT, title={"vi": "Nháp của tôi"})
    public = make_contest(other, title={"vi": "Đã công bố"})
    db.session.commit()
    browser.sign_in(own)
    page = browser.get("/contests/new").text
    assert ("Nháp kín" in page, "Nháp của tôi" in page, "Đã công bố" in page) == (False, True, True)
    address = "/contests/{}/copy"
    assert browser.get(address.format(hidden.id)).status_code == 404
    assert browser.post(address.format(hidden.id), **typed(make_province())).status_code == 404
    assert browser.get(address.format(mine.id)).status_code == 200
    for stranger in (make_person(), make_juror(public).person):
        browser.sign_in(stranger)
        assert browser.get(address.format(public.id)).status_code == 404
    browser.sign_out()
    assert browser.get(address.format(public.id)).status_code == 302


LEFT = {
    "id": "its own", "version": "its own", "contest_id": "its own", "next_number": "its own",
    "title": "asked for", "summary": "handed over as a text", "rules_text": "handed over as a text",
    "host": "handed over as a text", "unit_id": "asked for", "state": "a draft again",
    "opens_at": "asked for", "closes_at": "asked for or moved", "deadline_version": "begins again",
    "proposed_closes_at": "of the other race", "scoring_opened_at": "of the other race",
    "scoring_closes_at": "of the other race", "scoring_closed_at": "of the other race",
    "judged_stage": "begins with the first", "more_until": "of the other race",
    "form_version": "begins again",
    "published_at": "of the other race", "ages_on": "moved to the new year",
    "locked_at": "unlocked", "retired_at": "only what is judged by is copied",
}  # fmt: skip


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (Contest, "COPIED"),
        (RubricLine, "COPIED_LINE"),
        (Award, "COPIED_AWARD"),
        (Panel, "COPIED_PANEL"),
        (Stage, "COPIED_STAGE"),
        (Document, "COPIED_DOCUMENT"),
    ],
)
def test_every_column_is_copied_or_left_for_a_reason(model, names):
    """A rule added to a contest later must not stay behind unnoticed."""
    from mentorhub.contests.actions import setting_up

    columns = {column.key for column in model.__mapper__.column_attrs}
    assert columns - set(getattr(setting_up, names)) <= LEFT.keys()
    assert set(getattr(setting_up, names)) <= columns


def test_features_above_add_their_part_to_a_copy_and_not_to_a_template(browser, monkeypatch):
    added = []
    monkeypatch.setattr(
        actions.setting_up, "also_copied", {lambda a, b: added.append((a.id, b.id))}
    )
    organiser, _from_template = set_up(browser, "school-contest")
    assert added == []
    source = earlier(organiser)
    copy = copied(browser, source)
    assert added == [(source.id, copy.id)]
