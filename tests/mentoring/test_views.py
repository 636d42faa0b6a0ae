import pytest
from sqlalchemy import event, select

from mentorhub.mentoring import actions
from mentorhub.mentoring.models import MentorRequest, Mentorship, MentorState, RequestState
from mentorhub.mentoring.queries import profile_of
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import Translated, db
from tests.browser import Browser
from tests.factories import (
    make_admin,
    make_grant,
    make_idea,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_team,
)

NEED = "Đội có 20 điểm đo nhưng bà con chưa tin con số."
WHEN = "08:00 Chủ nhật 29/11, nhà văn hóa ấp"


class Keeping(Browser):
    """What the test has made is there for good before each request, even one that is refused."""

    def sign_in(self, person):
        super().sign_in(person)
        db.session.commit()
        return self

    def get(self, url, **more):
        db.session.commit()
        return super().get(url, **more)

    def post(self, url, token=None, **answers):
        db.session.commit()
        return super().post(url, token, **answers)


@pytest.fixture
def browser(app):
    return Keeping(app)


@pytest.fixture
def asked(app):
    team = make_team(make_person("Tô Kim Thoa"))
    make_idea(team, needs=["gis-mapping"])
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"])
    person = team.members[0].person
    return actions.ask(team, mentor, need=NEED, first_meeting=WHEN, by=person)


def statements(deed):
    count = []

    def listen(*_):
        count.append(1)

    event.listen(db.engine, "before_cursor_execute", listen)
    deed()
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(count)


def test_everybody_reads_the_directory_and_a_profile(browser):
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["iot"])
    make_mentor(make_person("Chưa Kiểm", age=40), state=MentorState.APPLIED)
    actions.note_change(mentor)
    page = browser.get("/mentors")
    assert page.status_code == 200
    assert "Nguyễn Hữu Tín" in page.text
    assert "Chưa Kiểm" not in page.text
    assert "Internet vạn vật" in browser.get(f"/mentors/{mentor.id}").text
    assert "Nguyễn Hữu Tín" in browser.get("/mentors?q=nguyen+huu+tin").text
    assert "Nguyễn Hữu Tín" not in browser.get("/mentors?language=km").text
    assert browser.get("/mentors?after=nonsense&skill=nonsense").status_code == 200


def test_the_page_of_who_applied_does_not_exist_for_others(browser):
    mentor = make_mentor(state=MentorState.APPLIED)
    address = f"/mentors/{mentor.id}"
    assert browser.get(address).status_code == 404
    assert browser.sign_in(make_person()).get(address).status_code == 404
    assert browser.sign_in(make_officer()).get(address).status_code == 404
    assert browser.sign_in(make_officer(mentor.person.unit)).get(address).status_code == 200
    assert browser.sign_in(mentor.person).get(address).status_code == 200


def test_nobody_is_given_a_way_past_the_platform(browser, asked):
    details = asked.profile.person.details
    details.phone = "0912345678"
    db.session.flush()
    for reader in (asked.asked_by, asked.profile.person, make_admin()):
        browser.sign_in(reader)
        for address in ("/mentors", f"/mentors/{asked.profile_id}", f"/requests/{asked.id}"):
            page = browser.get(address).text
            assert details.email not in page
            assert details.phone not in page
            assert asked.asked_by.details.email not in page


def test_a_team_asks_from_the_profile(browser):
    team, mentor = make_team(), make_mentor()
    browser.sign_in(team.members[0].person)
    show, ask = f"/mentors/{mentor.id}", f"/teams/{team.id}/mentors/{mentor.id}"
    assert 'name="need"' in browser.get(show).text
    short = browser.post(ask, need="Giúp", first_meeting=WHEN)
    assert short.status_code == 422
    assert "Giúp" in short.text
    assert browser.post(ask, need=NEED, first_meeting=WHEN).status_code == 302
    again = browser.post(ask, need=NEED, first_meeting=WHEN)
    assert again.status_code == 409
    assert NEED in again.text
    assert mentor.person.display_name in browser.get("/requests").text


def test_only_who_speaks_for_the_team_asks(browser):
    team, mentor = make_team(make_person(), make_minor()), make_mentor()
    ask = f"/teams/{team.id}/mentors/{mentor.id}"
    minor = team.members[1].person
    for person in (minor, make_person(), mentor.person, make_officer(team.unit)):
        browser.sign_in(person)
        assert browser.post(ask, need=NEED, first_meeting=WHEN).status_code == 404
    assert browser.sign_in(minor).get(f"/mentors/{mentor.id}").status_code == 200
    hidden = make_mentor(make_person(age=33), state=MentorState.APPLIED)
    browser.sign_in(team.members[0].person)
    unseen = browser.post(f"/teams/{team.id}/mentors/{hidden.id}", need=NEED, first_meeting=WHEN)
    assert unseen.status_code == 404


def test_recommendations_are_for_the_team_alone(browser, asked):
    actions.learn_anew()
    other = make_mentor(make_person("Lê Ngọc Diệp", age=40), skills=["gis-mapping"])
    other.headline = Translated(vi="Chuyên viên bản đồ")
    actions.learn_anew()
    address = f"/teams/{asked.team_id}/mentors"
    page = browser.sign_in(asked.asked_by).get(address)
    assert "Lê Ngọc Diệp" in page.text
    assert "Nguyễn Hữu Tín" not in page.text  # asked already
    assert "Lê Ngọc Diệp" in browser.get("/mentors").text
    assert "Bản đồ số" in page.text
    for stranger in (make_person(), asked.profile.person):
        assert browser.sign_in(stranger).get(address).status_code == 404


def test_who_may_read_a_request(browser, asked):
    address = f"/requests/{asked.id}"
    for reader in (asked.asked_by, asked.profile.person):
        assert NEED in browser.sign_in(reader).get(address).text
    redacted = browser.sign_in(make_officer(asked.team.unit)).get(address)
    assert redacted.status_code == 200
    assert NEED not in redacted.text
    assert WHEN not in redacted.text
    looked = db.session.scalars(select(AuditRow).where(AuditRow.what == "looked")).one()
    assert (looked.permission, looked.subject_id) == ("request.read", asked.id)
    rival, other_mentor = make_team(make_person()).members[0].person, make_mentor().person
    for stranger in (rival, other_mentor, make_officer()):
        assert browser.sign_in(stranger).get(address).status_code == 404


def test_a_mentor_accepts_from_the_inbox(browser, asked):
    browser.sign_in(asked.profile.person)
    inbox = browser.get("/requests").text
    assert NEED in inbox
    assert f"/requests/{asked.id}/acceptance" in inbox
    assert browser.post(f"/requests/{asked.id}/acceptance").status_code == 302
    assert asked.state is RequestState.ACCEPTED
    assert asked.team.name in browser.get("/requests?show=teams").text
    assert browser.post(f"/requests/{asked.id}/acceptance").status_code == 404
    assert asked.team.name in browser.get("/requests?show=answered").text


@pytest.mark.parametrize("act", ["acceptance", "refusal", "question"])
def test_only_the_mentor_who_was_asked_answers(browser, asked, act):
    for person in (asked.asked_by, make_mentor().person, make_officer(asked.team.unit)):
        browser.sign_in(person)
        sent = browser.post(f"/requests/{asked.id}/{act}", reason="full", question="Ở đâu vậy?")
        assert sent.status_code == 404
    assert asked.state is RequestState.OPEN


def test_a_refused_acceptance_says_why(browser, asked):
    asked.profile.capacity = 0
    db.session.flush()
    browser.sign_in(asked.profile.person)
    page = browser.post(f"/requests/{asked.id}/acceptance")
    assert page.status_code == 409
    assert "chỗ trống" in page.text


def test_a_refusal_needs_a_reason(browser, asked):
    browser.sign_in(asked.profile.person)
    address = f"/requests/{asked.id}/refusal"
    assert browser.submit(address).status_code == 422
    assert browser.submit(address, reason="other").status_code == 422
    assert browser.submit(address, reason="full").status_code == 302
    page = browser.sign_in(asked.asked_by).get(f"/requests/{asked.id}").text
    assert "Tôi đã đủ đội" in page


def test_a_question_and_its_answer(browser, asked):
    browser.sign_in(asked.profile.person)
    assert browser.submit(f"/requests/{asked.id}/question", question="Đo ở đâu?").status_code == 302
    browser.sign_in(asked.asked_by)
    page = browser.get(f"/requests/{asked.id}").text
    assert "Đo ở đâu?" in page
    more = NEED + " Đo ở cống Ba Hòn."
    assert browser.post(f"/requests/{asked.id}/answer", need=more).status_code == 302
    assert (asked.need, asked.state) == (more, RequestState.OPEN)


def test_a_team_takes_its_request_back(browser, asked):
    browser.sign_in(asked.profile.person)
    assert browser.post(f"/requests/{asked.id}/withdrawal").status_code == 404
    browser.sign_in(asked.asked_by)
    assert browser.post(f"/requests/{asked.id}/withdrawal").status_code == 302
    assert asked.state is RequestState.WITHDRAWN


def test_a_mentor_pauses_and_comes_back(browser, asked):
    mentor = asked.profile
    assert browser.sign_in(asked.asked_by).post(f"/mentors/{mentor.id}/pause").status_code == 404
    browser.sign_in(mentor.person)
    assert browser.post(f"/mentors/{mentor.id}/pause").status_code == 302
    assert (mentor.state, asked.state) == (MentorState.PAUSED, RequestState.CLOSED)
    assert browser.post(f"/mentors/{mentor.id}/resumption").status_code == 302
    assert mentor.state is MentorState.ACTIVE


def test_either_side_ends_the_mentoring(browser, asked):
    work = actions.accept(asked, by=asked.profile.person)
    address = f"/mentorships/{work.id}/end"
    assert browser.sign_in(make_person()).get(address).status_code == 404
    assert browser.sign_in(asked.asked_by).submit(address, reason="Xong").status_code == 302
    assert db.session.get(Mentorship, work.id).ended_at is not None
    assert browser.get(address).status_code == 404


def profile_parts(**more):
    parts = {
        "headline": "Kỹ sư điện tử",
        "bio": "Làm trạm đo nước và tủ điều khiển bơm.",
        "skills__0__name": "internet van vat",
        "skills__0__level": "3",
        "spoken": "vi",
        "formats": "online",
        "capacity": "2",
        "hours_per_month": "4",
    }
    rows = {f"skills__{row}__level": "2" for row in range(1, 8)}
    return {**rows, **parts, **more}


def test_somebody_applies_and_an_officer_checks(browser):
    person = make_person("Huỳnh Gia Bảo", age=38)
    browser.sign_in(person)
    assert browser.get("/mentors/me").status_code == 200
    assert browser.submit("/mentors/me", **profile_parts(headline="")).status_code == 422
    nothing = browser.submit("/mentors/me", **profile_parts(skills__0__name=""))
    assert nothing.status_code == 422
    assert browser.submit("/mentors/me", **profile_parts()).status_code == 302
    profile = profile_of(person)
    assert profile.levels == {"iot": 3}
    assert "Internet vạn vật" in browser.get("/mentors/me").text
    stale = browser.post("/mentors/me", **profile_parts(version="99"))
    assert stale.status_code == 409

    assert browser.sign_in(make_officer()).get("/mentors/waiting").text.count("Huỳnh") == 0
    assert browser.post(f"/mentors/{profile.id}/check").status_code == 404
    browser.sign_in(make_officer(person.unit))
    assert "Huỳnh Gia Bảo" in browser.get("/mentors/waiting").text
    assert browser.post(f"/mentors/{profile.id}/clearance").status_code == 404
    assert browser.post(f"/mentors/{profile.id}/check").status_code == 302
    assert profile.state is MentorState.ACTIVE


def test_a_safeguarding_officer_clears_and_withdraws(browser):
    from mentorhub.organisations.models import Role

    mentor = make_mentor(cleared=False)
    guard = make_person(age=45, unit=mentor.person.unit)
    make_grant(guard, Role.SAFEGUARDING_OFFICER, mentor.person.unit)
    browser.sign_in(guard)
    assert browser.post(f"/mentors/{mentor.id}/clearance").status_code == 302
    assert mentor.is_cleared
    assert browser.post(f"/mentors/{mentor.id}/clearance/end").status_code == 302
    assert not mentor.is_cleared


def test_minors_do_not_become_mentors_and_strangers_are_shown_the_door(browser):
    assert browser.get("/requests").status_code == 302
    assert browser.sign_in(make_minor()).get("/mentors/me").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_speak_other_languages(browser, asked, language):
    actions.learn_anew()
    browser.speak(language)
    for person in (asked.asked_by, asked.profile.person):
        browser.sign_in(person).speak(language)
        for address in ("/mentors", f"/mentors/{asked.profile_id}", "/requests"):
            assert browser.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/mentors", "/mentors?q=web"])
def test_the_directory_costs_the_same_for_one_and_for_ten(browser, address):
    def mentors(many):
        for _ in range(many):
            make_mentor(make_person(age=40), skills=["web-development"])

    mentors(1)
    db.session.commit()
    browser.get(address)
    one = statements(lambda: browser.get(address))
    mentors(9)
    db.session.commit()
    browser.get(address)
    assert statements(lambda: browser.get(address)) == one <= 8


def test_the_inbox_and_the_suggestions_cost_the_same_for_one_and_for_five(browser, app):
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"], capacity=9)
    seeking = make_team(make_person("Tô Kim Thoa"), name="Tìm")
    make_idea(seeking, needs=["gis-mapping"])

    def teams(many):
        for number in range(many):
            team = make_team(make_person(), name=f"Đội {number}")
            person = team.members[0].person
            actions.ask(team, mentor, need=NEED, first_meeting=WHEN, by=person)
            make_mentor(make_person(f"Người {number}", age=40), skills=["gis-mapping"])
        actions.learn_anew()

    def cost(person, address):
        browser.sign_in(person)
        db.session.expire_all()
        return statements(lambda: browser.get(address))

    pages = [
        (mentor.person, "/requests"),
        (seeking.members[0].person, f"/teams/{seeking.id}/mentors"),
    ]
    teams(1)
    few = [cost(*page) for page in pages]
    teams(4)
    assert [cost(*page) for page in pages] == few
    assert db.session.query(MentorRequest).count() == 5
