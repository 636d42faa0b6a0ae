"""What a later stage asks of the entries that go on: until a day two agreed to, and no more."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.calendars import actions as reminders
from mentorhub.calendars.notices import AUDIENCES
from mentorhub.contests.domain.deadline import Standing
from mentorhub.entries.actions import content_of, sent_content_of
from mentorhub.entries.queries import receipts_of
from mentorhub.judging import actions, queries
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.questions.domain.asking import Kind
from mentorhub.questions.models import Question
from tests.judging.two_stages import go_on
from tests.papers.samples import pdf

WORDS = {"problem": "Nước mặn.", "solution": "Bút đo.", "benefit": "Hai trăm hộ."}


def question(contest, key, **more):
    facts = {"label": Translated(vi=f"Câu {key}"), "help": Translated(), "position": 0, "stage": 2}
    kind = more.pop("kind", Kind.LONG)
    one = Question(contest_id=contest.id, key=key, kind=kind, **{**facts, **more})
    db.session.add(one)
    db.session.flush()
    return one


@pytest.fixture
def plan(twice, four):
    """The final asks for a plan; everybody had to say where they live."""
    for entry in four:
        entry.answers = {"place": "Châu Đốc"}
        for name, text in WORDS.items():
            setattr(entry, name, text)
    question(twice, "place", stage=1, is_required=True)
    return question(twice, "plan", is_required=True, position=1)


def day(days=5):
    return now() + timedelta(days=days)


def cross(contest, organisers, until=None):
    go_on(contest, *organisers, until=until or day())
    db.session.flush()


def typed(entry, **answers):
    words = {name: getattr(entry, name) for name in ("title", "sector", "summary", "link")}
    people = [str(member.person_id) for member in entry.team.members]
    said = {f"q_{key}": answer for key, answer in answers.items()}
    return {**words, **WORDS, "version": entry.version, "people": people, **said}


@pytest.fixture
def final(closed, plan, four, organisers):
    cross(closed, organisers)
    return closed


@pytest.fixture
def team(browser, final, four):
    """Of an entry that went on."""
    return browser.sign_in(four[1].team.owner).speak("en")


def test_whoever_goes_on_answers_sends_and_has_a_receipt_that_names_the_day(team, four, final):
    entry, page = four[1], f"/entries/{four[1].id}"
    shown = team.get(page).text
    assert ("asks for more of you" in shown, "Câu plan" in shown) == (True, True)
    assert "Câu place" not in team.get(f"{page}/edit").text  # it stays as it was sent
    assert team.post(f"{page}/edit", **typed(entry, plan="Ba bước")).status_code == 302
    assert sent_content_of(entry)["answers"] == {"place": "Châu Đốc"}
    assert team.post(f"{page}/submission").status_code == 302
    assert sent_content_of(entry)["answers"] == {"place": "Châu Đốc", "plan": "Ba bước"}
    [receipt] = receipts_of(entry)
    assert (receipt.standing, receipt.deadline) == (Standing.ADDED, final.more_until)
    assert entry.is_submitted
    assert "added in time" in team.get(f"{page}/receipt").text


def test_nothing_else_changes_and_who_stayed_adds_nothing(team, four):
    entry, page = four[1], f"/entries/{four[1].id}/edit"
    for change in ({"solution": "Khác"}, {"title": "Khác"}, {"people": []}):
        assert team.post(page, **{**typed(entry, plan="Ba bước"), **change}).status_code >= 400
    forged = team.post(page, **typed(entry, place="Nơi khác"))
    assert content_of(entry)["answers"]["place"] == "Châu Đốc", forged.status_code
    team.sign_in(four[0].team.owner)
    stayed = f"/entries/{four[0].id}"
    assert "Câu plan" not in team.get(stayed).text
    reply = team.post(f"{stayed}/edit", **typed(four[0], plan="Ba bước"))
    assert (reply.status_code, "plan" in content_of(four[0])["answers"]) == (400, False)


def test_before_it_is_known_who_goes_on_nobody_is_asked(browser, closed, plan, four):
    browser.sign_in(four[1].team.owner)
    for page in ("", "/edit", "/preview"):
        shown = browser.get(f"/entries/{four[1].id}{page}")
        assert (shown.status_code, "Câu plan" in shown.text) == (200, False)
    assert (
        browser.post(f"/entries/{four[1].id}/edit", **typed(four[1], plan="?")).status_code == 400
    )


def test_the_day_is_at_least_one_away_and_the_second_person_reads_it(
    browser, closed, plan, four, organisers
):
    page = f"/contests/{closed.id}/judging/stages"
    browser.sign_in(organisers[0]).speak("en")
    shown = browser.get(page).text
    assert ("Câu plan" in shown, 'name="until"' in shown) == (True, True)
    digest = actions.crossing(closed).digest
    assert browser.post(page, digest=digest).status_code == 422
    soon = (now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    assert browser.post(page, digest=digest, until=soon).status_code == 409
    assert queries.asked_to_go_on(closed) is None
    later = day().strftime("%Y-%m-%dT%H:%M")
    assert browser.post(page, digest=digest, until=later).status_code == 302
    assert "They answer until:" in browser.sign_in(organisers[1]).get(page).text
    assert not four[1].may_add(now())
    actions.call_off(closed, by=organisers[1])
    assert closed.more_until is None


@pytest.mark.parametrize("what", ["the question", "the day"])
def test_who_agrees_agrees_to_what_is_asked_and_until_when(browser, closed, plan, organisers, what):
    digest = actions.crossing(closed).digest
    asked = actions.propose_to_go_on(closed, digest=digest, until=day(2), by=organisers[0])
    db.session.flush()
    if what == "the question":
        plan.label = Translated(vi="Một phim ngắn")
    else:
        closed.more_until = day(9)
    browser.sign_in(organisers[1])
    page = f"/contests/{closed.id}/judging/stages"
    reply = browser.post(f"{page}/agreement", seen=asked.mark)
    assert (reply.status_code, closed.judged_stage) == (409, 1)
    assert "hoặc phần cần bổ sung, đã thay đổi" in reply.text
    assert 'name="seen"' not in reply.text  # the button is gone


def test_an_agreement_that_comes_after_the_day_gives_nobody_no_time(closed, plan, organisers):
    digest = actions.crossing(closed).digest
    asked = actions.propose_to_go_on(closed, digest=digest, until=day(2), by=organisers[0])
    db.session.flush()
    with as_of(day(3)), pytest.raises(Refused):
        actions.agree_to_go_on(closed, seen=asked.mark, by=organisers[1])
    assert closed.judged_stage == 1


def test_the_jury_gets_the_final_after_the_day_and_then_nothing_is_added(team, final, four):
    organiser = final.organisers[0].person
    with in_language("en"), pytest.raises(Refused, match="still answer"):
        actions.propose(final, readers=1)
    team.post(f"/entries/{four[1].id}/edit", **typed(four[1], plan="Ba bước"))
    with as_of(final.more_until):
        assert not four[1].may_add(now())
        proposal = actions.propose(final, readers=1)
        actions.hand_out(final, readers=1, digest=proposal.digest, by=organiser)
    assert final.more_until is None
    reply = team.post(f"/entries/{four[1].id}/submission")
    assert (reply.status_code, "plan" in sent_content_of(four[1])["answers"]) == (409, False)


def test_a_sheet_of_the_stage_before_does_not_show_what_came_later(
    browser, closed, plan, four, organisers, only_juror
):
    card = queries.card_of(only_juror, four[1])
    cross(closed, organisers)
    four[1].answers = {**four[1].answers, "plan": "Bí mật của chung khảo"}
    shown = browser.sign_in(only_juror.person).get(f"/judging/cards/{card.id}").text
    assert ("Châu Đốc" in shown, "Bí mật của chung khảo" in shown) == (True, False)


def test_files_a_stage_asks_for_come_into_their_place_alone(
    browser, closed, plan, four, organisers
):
    question(closed, "slides", kind=Kind.FILE)
    entry, send = four[1], f"/entries/{four[1].id}/files/new"
    browser.sign_in(entry.team.owner)

    def answered(slot):
        return browser.post(send, slot=slot, file=(BytesIO(pdf(slot.encode())), f"{slot}.pdf"))

    assert answered("slides").status_code == 409
    cross(closed, organisers)
    assert [answered(slot).status_code for slot in ("slides", "other", "")] == [302, 409, 409]
    assert [one.slot for one in entry.papers] == ["slides"]


def test_a_team_finds_the_day_and_is_reminded_until_it_has_sent(team, final, four):
    [told] = db.session.scalars(
        select(Activity).where(
            Activity.verb == "entry.stage_asks", Activity.subject_id == four[1].id
        )
    )
    assert told.facts["until_at"] == final.more_until.isoformat()
    assert "#added" in team.get("/dashboard").text
    assert "What the next stage asks" in team.get("/me/calendar").text

    def reminded(hours):
        with as_of(final.more_until - timedelta(hours=hours)):
            reminders.remind_of_additions()
            db.session.flush()
            rows = select(Activity).where(Activity.verb == "entry.stage_near")
            found = db.session.scalars(rows.order_by(Activity.id)).all()
            return [(one.subject_id, len(AUDIENCES[one.verb](one))) for one in found]

    both = {four[1].id, four[3].id}
    assert [len(reminded(hours)) for hours in (30, 23, 22)] == [0, 2, 2]
    assert {entry for entry, _people in reminded(21)} == both
    team.post(f"/entries/{four[1].id}/edit", **typed(four[1], plan="Ba bước"))
    team.post(f"/entries/{four[1].id}/submission")
    assert [entry for entry, _people in reminded(2)][2:] == [four[3].id]
