"""A contest begun like a template."""

import json
import re
from datetime import date, datetime, timedelta
from html import unescape
from importlib.resources import files

import pytest
from sqlalchemy import select

from mentorhub.contests.models import (
    Contest,
    ContestState,
)
from mentorhub.contests.queries import gaps_of
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import db
from mentorhub.questions import actions as form_actions
from mentorhub.questions import queries as form
from tests.contests import told
from tests.contests.organisers import make_organiser
from tests.domain.test_templates import NAMES
from tests.domain.test_templates import told as file_of
from tests.factories import (
    make_grant,
    make_person,
    make_province,
    make_unit,
)

OPENS = "2028-03-01T08:00"


def typed(unit, **more):
    return {
        "unit": unit.id,
        "title_vi": "Cuộc thi mới",
        "title_en": "New",
        "opens_at": OPENS,
        **more,
    }


def made():
    """The newest draft."""
    rows = select(Contest).where(Contest.state == ContestState.DRAFT).order_by(Contest.id.desc())
    return db.session.scalars(rows).first()


def read(page, section):
    """The sentences of a section as they are read."""
    inside = page.split(f'id="{section}"')[1].split("</section>")[0]
    lines = re.findall(r"<dd>(.*?)</dd>", inside, re.DOTALL)
    return [unescape(line) for block in lines for line in re.findall(r"<p>(.*?)</p>", block)]


def listed(page, section):
    """The lines of a list as they are read."""
    inside = page.split(f'id="{section}"')[1].split("</section>")[0]
    return [unescape(line) for line in re.findall(r"<li>(.*?)</li>", inside, re.DOTALL)]


def set_up(browser, key, **more):
    organiser = make_organiser()
    db.session.commit()
    reply = (
        browser.sign_in(organiser)
        .speak("en")
        .post(f"/contests/new/{key}", **typed(make_province(), **more))
    )
    assert reply.status_code == 302, reply.text
    return organiser, made()


def local(moment):
    return moment.astimezone(LOCAL)


@pytest.mark.parametrize("key", NAMES)
def test_the_public_page_says_of_a_template_what_its_file_holds(browser, key):
    _organiser, contest = set_up(browser, key)
    values = file_of(key)
    page = browser.get(f"/contests/{contest.id}").text
    assert read(page, "terms") == list(told.entering(values, 2028))
    assert read(page, "judging") == list(told.judging(values))
    assert listed(page, "form") == list(told.form(values))
    for line in values["criteria"]:
        assert line["name"]["en"] in page
        assert all(unescape(page).count(band["text"]["en"]) for band in line["bands"])
    for prize in values["prizes"]:
        assert prize["name"]["en"] in unescape(page)
    assert [(award.name, award.count) for award in contest.awards] == [
        (prize["name"], prize["count"]) for prize in values["prizes"]
    ]


@pytest.mark.parametrize("key", NAMES)
def test_days_are_counted_from_the_opening(browser, key):
    _organiser, contest = set_up(browser, key)
    values, first = file_of(key), date(2028, 3, 1)
    assert local(contest.opens_at) == datetime(2028, 3, 1, 8, tzinfo=LOCAL)
    assert local(contest.closes_at).strftime("%H:%M") == "23:59"
    assert contest.last_day == first + timedelta(days=values["days_open"])
    assert [(one.kind.value, one.name, one.first_day, one.last_day) for one in contest.stages] == [
        (
            stage["kind"],
            stage["name"],
            first + timedelta(days=stage["first"]),
            first + timedelta(days=stage["last"]),
        )
        for stage in values["stages"]
    ]


@pytest.mark.parametrize("key", NAMES)
def test_a_template_lacks_nothing_and_names_nobody(browser, key):
    organiser, contest = set_up(browser, key)
    assert [gap for gap in gaps_of(contest) if gap.blocks] == []
    assert [one.person_id for one in contest.organisers] == [organiser.id]
    assert contest.host == make_province().names
    assert (contest.grace_minutes, contest.late.value) == tuple(file_of(key)["lateness"].values())
    page = browser.get(f"/contests/{contest.id}/prepare").text
    assert f"/contests/{contest.id}/announcement" in page


def test_one_looks_into_a_template_before_choosing_it(browser):
    browser.sign_in(make_organiser()).speak("en")
    offered = browser.get("/contests/new").text
    for key in NAMES:
        assert f'href="/contests/new/{key}"' in offered
        page = browser.get(f"/contests/new/{key}").text
        year = (now() + timedelta(days=14)).year
        assert listed(page, "form") == list(told.form(file_of(key)))
        assert read(page, "judged") == list(told.judging(file_of(key)))
        assert read(page, "entering")[1:] == list(told.entering(file_of(key), year))[1:]
    assert db.session.scalars(select(Contest)).all() == []


def test_templates_are_for_those_who_organise(browser):
    assert browser.get("/contests/new/an-giang-ideas").status_code == 302
    browser.sign_in(make_person())
    assert browser.get("/contests/new/an-giang-ideas").status_code == 404
    browser.sign_in(make_organiser())
    assert browser.get("/contests/new/no-such-template").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"title_vi": ""}, {"opens_at": ""}, {"closes_at": "2028-02-01T08:00"}, {"closes_at": OPENS}],
)
def test_mistakes_leave_no_draft_and_what_was_typed(browser, wrong):
    browser.sign_in(make_organiser())
    sent = {**typed(make_province()), "title_fr": "Nouveau concours", **wrong}
    reply = browser.post("/contests/new/an-giang-ideas", **sent)
    assert reply.status_code == 422
    assert "Nouveau concours" in reply.text
    assert made() is None


def test_a_place_where_one_does_not_organise_is_no_choice(browser):
    organiser, own = make_person("Xã", age=35), make_unit()
    make_grant(organiser, Role.ORGANISER, own)
    db.session.commit()
    browser.sign_in(organiser)
    assert browser.post("/contests/new/school-contest", **typed(own)).status_code == 302
    assert browser.post("/contests/new/school-contest", **typed(make_province())).status_code == 422
    assert [contest.unit_id for contest in db.session.scalars(select(Contest))] == [own.id]


def test_no_file_of_templates_is_left_out():
    folder = files("mentorhub.contests").joinpath("data")
    assert sorted(json.loads(f.read_text("utf-8"))["title"]["vi"] for f in folder.iterdir()) == (
        sorted(file_of(key)["title"]["vi"] for key in NAMES)
    )


@pytest.mark.parametrize("key", NAMES)
def test_the_form_of_a_template_can_be_answered_and_changed_like_any_other(browser, key):
    """Built of a file, it is the form an organiser could have made by hand."""
    organiser, contest = set_up(browser, key)
    questions = form.questions_of(contest)
    assert [one.label for one in questions] == [one["label"] for one in file_of(key)["questions"]]
    for question in questions:
        question.asked.check()
        edit = f"/contests/{contest.id}/questions/{question.id}/edit"
        assert browser.get(edit).status_code == 200
    assert browser.get(f"/contests/{contest.id}/questions/preview").status_code == 200
    again = copied(browser, contest)
    assert form.form_of(again) == form.form_of(contest)
    assert [one.rule for one in again.documents] == [one.rule for one in contest.documents]
    form_actions.remove(questions[0], by=organiser)
    assert len(form.questions_of(again)) == len(questions)


def copied(browser, source):
    reply = browser.post(f"/contests/{source.id}/copy", **typed(make_province()))
    assert reply.status_code == 302, reply.text
    return made()
