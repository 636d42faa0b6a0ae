"""The list of what a contest lacks, the button that goes by it, and the previews."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.contests import actions
from mentorhub.contests.models import ContestState, Document, Juror, Organiser, Stage, StageKind
from mentorhub.contests.queries import gaps_of
from mentorhub.entries.models import Entry
from mentorhub.judging.models import Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Translated, db
from mentorhub.platform.errors import Refused
from tests.contests.organisers import make_organiser
from tests.factories import make_contest, make_juror, make_person

PAGES = ("preview", "preview/entry", "preview/sheet")


def make_draft(organiser=None, **fields):
    facts = {"state": ContestState.DRAFT, "opened_days_ago": -2, "readers": 3, **fields}
    return make_contest(organiser or make_organiser(), **facts)


def stage(kind, days, **how):
    """So many days after the deadline, for a day."""

    def add(contest):
        opens = contest.closes_at + timedelta(days=days)
        window = {"opens_at": opens, "closes_at": opens + timedelta(days=1)}
        name = Translated(vi=kind.value)
        contest.stages.append(Stage(position=9, kind=kind, name=name, **window, **how))

    return add


def changed(**values):
    def change(contest):
        for name, value in values.items():
            setattr(contest, name, value)

    return change


def without_criteria(contest):
    contest.rubric = []


def with_a_hole(contest):
    contest.rubric[0].anchors = [{"from": "0", "to": "1", "text": {"vi": "x"}}]


CHANGES = [
    changed(title=Translated(en="Only English")),
    changed(closes_at=now() - timedelta(days=1)),
    changed(age_min=30, age_max=20),
    changed(team_min=4, team_max=2),
    changed(sectors=["no-such-field"]),
    changed(pass_mark=51),
    changed(pass_mark=50),
    changed(complaint_days=0),
    changed(unit_min=2),
    changed(grace_minutes=60),
    without_criteria,
    with_a_hole,
    stage(StageKind.JUDGING, -1),
    stage(StageKind.JUDGING, 2, advance="best"),
    stage(StageKind.JUDGING, 2),
    stage(StageKind.PUBLISH, 1),
    stage(StageKind.AWARD, 0.01),
    stage(StageKind.CHECK, -3),
]


@pytest.mark.parametrize("seed", range(24))
def test_the_button_is_offered_exactly_when_announcing_is_accepted(browser, seed):
    luck = random.Random(seed)
    organiser = make_organiser()
    contest = make_draft(organiser)
    for change in luck.sample(CHANGES, luck.choice((0, 1, 1, 2, 3))):
        change(contest)
    db.session.commit()
    browser.sign_in(organiser)
    address = f"/contests/{contest.id}/announcement"
    lines = [gap for gap in gaps_of(contest) if gap.blocks]
    page = browser.get(f"/contests/{contest.id}/prepare").text
    asked = browser.get(address).text
    assert (f'href="{address}"' in page) is not bool(lines)
    assert ("<button" in asked.split("<main")[1].split("</main")[0]) is not bool(lines)
    reply = browser.post(address)
    assert reply.status_code == (409 if lines else 302)
    db.session.expire(contest)
    assert contest.is_announced is not bool(lines)


def test_both_outcomes_of_the_button_are_met(app):
    """The twenty-four above would prove nothing if all were refused."""
    outcomes = set()
    for seed in range(24):
        luck = random.Random(seed)
        contest = make_draft()
        for change in luck.sample(CHANGES, luck.choice((0, 1, 1, 2, 3))):
            change(contest)
        db.session.flush()
        outcomes.add(any(gap.blocks for gap in gaps_of(contest)))
    assert outcomes == {True, False}


def test_the_refusal_says_what_the_page_says(browser):
    organiser = make_organiser()
    contest = make_draft(organiser, criteria=(), pass_mark=50)
    contest.closes_at = now() - timedelta(hours=1)
    contest.opens_at = now() - timedelta(days=2)
    db.session.commit()
    browser.sign_in(organiser).speak("en")
    page = browser.get(f"/contests/{contest.id}/prepare").text
    refused = browser.post(f"/contests/{contest.id}/announcement")
    assert refused.status_code == 409
    for line in ("Write at least one criterion first", "The deadline has passed. Move it first."):
        assert line in page
        assert line in refused.text
    assert f'href="/contests/{contest.id}/criteria"' in page
    assert f'href="/contests/{contest.id}/terms"' in refused.text
    assert "2 things are missing." in page
    assert "Jurors who accepted: 0 of the 3" in page
    assert "Jurors who accepted" not in refused.text


def test_jurors_and_organisers_are_counted_as_they_are(app):
    contest = make_draft()
    words = "Jurors who accepted: %(number)s of the %(needed)s it takes at least."
    assert {"number": 0, "needed": 3} in [g.facts for g in gaps_of(contest) if g.message == words]
    for _number in range(3):
        make_juror(contest, make_person("Giám khảo"))
    make_juror(make_draft(), make_person("Của cuộc thi khác"))
    assert [gap for gap in gaps_of(contest) if gap.message == words] == []
    second = "Results need a second organiser. Name one in time."
    assert second in [gap.message for gap in gaps_of(contest)]
    contest.organisers.append(Organiser(person=make_organiser("Hai")))
    db.session.flush()
    assert second not in [gap.message for gap in gaps_of(contest)]


def test_a_second_click_announces_nothing_twice_even_if_a_gap_came_up(app):
    organiser = make_organiser()
    contest = make_draft(organiser)
    actions.announce(contest, by=organiser)
    contest.rubric = []
    db.session.flush()
    actions.announce(contest, by=organiser)
    told = select(func.count(Activity.id)).where(Activity.verb == "contest.announced")
    assert db.session.scalar(told) == 1


def test_features_above_look_for_gaps_of_their_own(app, monkeypatch):
    from mentorhub.contests.domain.preparation import Gap, Part
    from mentorhub.contests.queries import changes

    organiser = make_organiser()
    contest = make_draft(organiser)
    gap = Gap(Part.FORM, "No prize is named.")
    monkeypatch.setattr(changes, "also_lacking", {lambda one: [gap] if one is contest else []})
    assert gaps_of(contest)[0] is gap
    with pytest.raises(Refused):
        actions.announce(contest, by=organiser)


@pytest.mark.parametrize("path", PAGES)
def test_previews_are_for_organisers_and_write_nothing(browser, path):
    organiser, another = make_organiser(), make_organiser("Khác")
    contest = make_draft(organiser)
    juror = make_juror(contest).person
    db.session.commit()
    address = f"/contests/{contest.id}/{path}"
    assert browser.speak("en").get(address).status_code == 302
    for stranger in (make_person(), another, juror):
        assert browser.sign_in(stranger).get(address).status_code == 404
    browser.sign_in(organiser).get("/contests")
    before = counted()
    page = browser.get(address)
    assert page.status_code == 200
    assert "Nothing here is saved or sent." in page.text
    main = page.text.split("<main")[1].split("</main")[0]
    assert "<button" not in main
    assert 'type="submit"' not in main
    assert counted() == before
    db.session.expire(contest)
    assert (contest.state, contest.version) == (ContestState.DRAFT, 1)
    assert browser.post(address).status_code == 405


def counted():
    """How many rows each table has."""
    tables = Base.metadata.sorted_tables
    return {one.name: db.session.scalar(select(func.count()).select_from(one)) for one in tables}


def test_the_public_preview_reads_as_a_stranger_will_read_it(browser):
    organiser = make_organiser()
    contest = make_draft(organiser, age_min=16, age_max=35)
    contest.documents = [Document(position=0, name=Translated(vi="Thẻ học sinh"))]
    make_juror(contest, make_person("Mai Thế Hiển"))
    db.session.commit()
    preview = browser.sign_in(organiser).get(f"/contests/{contest.id}/preview").text
    assert ("Mai Thế Hiển" in preview, "Thẻ học sinh" in preview) == (False, True)
    assert f'class="btn btn--line" href="/contests/{contest.id}/prepare"' not in preview
    actions.announce(contest, by=organiser)
    db.session.commit()
    public = browser.sign_out().get(f"/contests/{contest.id}").text

    def body(page):
        main = page.split("<main")[1].split("</main")[0]
        return main[main.index('<div class="split">') :]

    assert body(preview) == body(public)


def test_the_entry_preview_offers_the_fields_of_this_contest_only(browser):
    organiser = make_organiser()
    contest = make_draft(organiser, sectors=["y-te"], is_blind=True)
    db.session.commit()
    page = browser.sign_in(organiser).speak("en").get(f"/contests/{contest.id}/preview/entry").text
    assert 'value="y-te"' in page
    assert 'value="moi-truong"' not in page
    assert "Jurors read without names." in page
    assert ">Save<" not in page
    assert db.session.scalar(select(func.count(Entry.id))) == 0


def test_the_sheet_preview_shows_every_criterion_and_no_card_is_made(browser):
    organiser = make_organiser()
    contest = make_draft(organiser, criteria=(30, 10), is_blind=False)
    db.session.commit()
    page = browser.sign_in(organiser).speak("en").get(f"/contests/{contest.id}/preview/sheet").text
    assert [f"Criterion {number}" in page for number in (1, 2, 3)] == [True, True, False]
    assert "out of 30" in page
    assert page.count('type="radio"') == 12  # 0 to 10, and not marked yet
    assert "Name of the team" in page
    assert "data-save" not in page
    rows = (Scorecard, Juror)
    assert [db.session.scalar(select(func.count(one.id))) for one in rows] == [0, 0]
    contest.is_blind = True
    db.session.commit()
    page = browser.get(f"/contests/{contest.id}/preview/sheet").text
    assert "Name of the team" not in page
