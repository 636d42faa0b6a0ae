"""A team with somebody of fifteen: who agrees, who is found, who reads along, what is held back."""

import time

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from mentorhub.accounts.actions import open_login
from mentorhub.consents import actions as consents
from mentorhub.consents.queries import guardians_of
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.models import MentorProfile
from mentorhub.notifications.models import Delivery
from mentorhub.platform.clock import today
from mentorhub.platform.db import db, transaction
from mentorhub.units.models import Unit
from tests.factories import make_idea, make_mentor, make_minor, make_person, make_team
from tests.journeys.house import looked_up
from tests.journeys.story import NEW_PASSWORD, Story
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
CHECKED, UNCHECKED = "Tạ Bích Ngân", "Phạm Thùy Dương"  # of the sample's mentors
OFFICER = "Đặng Thu Thảo"
NEED = "Nhóm cần người chỉ cách đóng gói mắm ruốc cho đúng vệ sinh."
NOT_YET = (
    "Your guardian has not agreed to this yet. “What I agreed to” in your profile has the slip "
    "and the link for them."
)
NO_CONTACT = (
    "Somebody under 18 is here: no phone numbers, addresses or profiles are handed over. Take "
    "them out, and go on talking here."
)
CHILD, SAID = "Trần Thị Bé Sáu", "Cháu gửi cô bảng nhiệt độ phơi nha cô."
NUMBER = "Con gọi cô số 0912 345 678 nhé."


@pytest.fixture
def story(visit, signed_in, house):
    return Story("vi", PHONE, visit, signed_in, house)


@pytest.fixture
def leader(visit, house):
    """Nineteen, with a team whose idea asks for what both of the sample's mentors can do."""
    with house.app.app_context(), transaction():
        unit = db.session.scalars(select(Unit).where(Unit.slug == "an-bien")).one()
        person = make_person("Lê Văn Tám", age=19, unit=unit)
        team = make_team(person, name="Mắm Ruốc Sạch")
        make_idea(team, needs=["packaging", "food-processing", "branding"])
        token = open_login(person, device="journey", shared_computer=False)
        key = team.id
    visitor = visit(size=PHONE).carry(token)
    visitor.team = f"/teams/{key}"
    return visitor


@pytest.fixture
def at_work(visit, house):
    """A mentor, a child of the team, a guardian with a link: all agreed to, nothing said yet."""
    with house.app.app_context(), transaction():
        unit = db.session.scalars(select(Unit).where(Unit.slug == "an-bien")).one()
        owner, young = make_person("Lê Văn Chín", age=24, unit=unit), make_minor(CHILD, unit=unit)
        team = make_team(owner, young, name="Bếp Lửa Hồng")
        profile = make_mentor(make_person("Ngô Thị Mười", age=45, unit=unit))
        words = {"need": NEED, "first_meeting": "Chủ nhật 8:00"}
        asked = mentoring.ask(team, profile, **words, by=owner)
        work = mentoring.accept(asked, by=profile.person)
        link = consents.new_link(guardians_of(young)[0], by=young)
        people = (profile.person, young)
        tokens = [open_login(one, device="journey", shared_computer=False) for one in people]
        address = f"/mentorships/{work.id}"
    mentor, child = (visit(size=PHONE).carry(token) for token in tokens)
    guardian = visit(size=PHONE)
    mentor.work, guardian.link = address, f"/guardian/{link}"
    return mentor, child, guardian


def test_who_is_under_sixteen_works_with_a_checked_mentor_once_a_guardian_agrees(story, leader):
    leader.go(f"{leader.team}/mentors").reads(CHECKED, UNCHECKED)
    child, guardian = a_child_comes_and_a_guardian_answers(story, leader)
    leader.go(f"{leader.team}/mentors").reads(CHECKED).never_reads(UNCHECKED)
    nobody_unchecked_is_shown(story, leader)
    story.shoot(leader, "minor-4-mentors")
    mentor = story.known(story.house.contact_named(CHECKED), size=PHONE)
    a_mentor_finds_no_way_to_write_first(mentor, leader)
    work = the_team_asks_and_the_mentor_accepts(story, leader, mentor)
    the_child_comes_in_once_the_guardian_agrees(story, child, guardian, work)


def test_a_conversation_with_a_minor_is_read_along_and_no_contact_goes_over(story, at_work):
    words, (mentor, child, guardian) = story.words, at_work
    mentor.go(mentor.work).follow(words("Conversation"))
    mentor.reads(words("Who reads along"), OFFICER).meant.add(409)
    mentor.fill(text=NUMBER).press(words("Send the message")).reads(words(NO_CONTACT))
    expect(mentor.page.locator("#errors")).to_be_in_viewport()  # long conversations push it away
    assert mentor.page.locator('[name="text"]').input_value() == NUMBER
    story.shoot(mentor, "minor-6-refused")
    child.go(mentor.path).never_reads(NUMBER).fill(text=SAID).press(words("Send the message"))
    mentor.go(mentor.path).reads(SAID).never_reads(CHILD, NUMBER)
    officer = story.known("safeguarding officer", size=PHONE)
    officer.go(mentor.path).confirm(words)
    officer.go(mentor.path).reads(SAID)
    story.shoot(officer, "minor-7-officer")
    guardian.go(guardian.link).follow(words("Conversations with mentors")).reads(SAID)
    story.shoot(guardian, "minor-8-guardian")
    mentor.go(mentor.work).follow(words("Propose times"))
    assert mentor.page.locator('[name="format"][value="phone"]').count() == 0
    mentor.reads(words("Which second adult is there?"))
    no_mail_says_what_was_written(story.house)


def a_child_comes_and_a_guardian_answers(story, leader):
    words = story.words
    leader.go(f"{leader.team}/invitations").fill(places=1).press(words("Make a link"))
    link = leader.page.locator("#copy-link").input_value()
    child = registered(story, link)
    child.meant.update({404, 409})
    child.press(words("Join the team")).reads(words(NOT_YET))
    child.go("/me/consents").reads(words("You are under 16."))
    story.shoot(child, "minor-1-consents")
    child.press(words("I agree: %(purpose)s", purpose=purpose(child, "mentor_contact")))
    child.follow(words("Name a guardian"))
    child.fill(name="Trần Thị Hiền", relation="parent", contact="0977 111 222")
    child.press(words("Make the slip and the link"))
    guardian = story.visit(size=PHONE)
    guardian.link = child.page.locator("#copy-link").input_value()
    guardian.go(guardian.link).reads("Sáu")
    story.shoot(guardian, "minor-2-guardian")
    yes_and_no = {"account": "yes", "contest": "yes", "publication": "no", "messages": "yes"}
    guardian.fill(**yes_and_no, mentor_contact="no", is_guardian=True)
    guardian.press(words("Send my answers"))
    guardian.reads(words("Thank you. It is noted and holds from now on."))
    child.go(link).press(words("Join the team")).reads(words("You are in the team now."))
    story.shoot(child, "minor-3-team")
    return child, guardian


def registered(story, link):
    child = story.visit(size=PHONE).go(link)
    child.follow(story.words("Register in one minute"))
    child.fill(
        purpose="youth",
        contact="be.sau@mau.example",
        name=CHILD,
        birth_year=today().year - 15,
        unit="an-bien",
        password=NEW_PASSWORD,
        agreed=True,
    )
    return child.press(story.words("Create my account"))


def purpose(visitor, key):
    return visitor.page.locator(f"#t-{key}").inner_text()


def nobody_unchecked_is_shown(story, leader):
    links = leader.page.locator('article.mentor a[href*="/mentors/"]')
    shown = {looked_up(one.get_attribute("href")) for one in links.all()}
    with story.house.app.app_context():
        assert all(db.session.get(MentorProfile, key).is_cleared for key in shown)
        unchecked = db.session.scalars(select(MentorProfile)).all()
        other = next(one.id for one in unchecked if one.person.full_name == UNCHECKED)
    leader.go(f"/mentors/{other}")
    leader.reads(story.words("This mentor cannot be asked by this team."))
    assert leader.page.locator('[name="need"]').count() == 0


def a_mentor_finds_no_way_to_write_first(mentor, leader):
    """What a team is, and no box to write in, no conversation, no name of the child."""
    mentor.go(leader.team).reads("Mắm Ruốc Sạch").never_reads(CHILD)
    assert mentor.page.locator("main textarea").count() == 0
    assert mentor.page.locator('main a[href^="/threads/"]').count() == 0


def the_team_asks_and_the_mentor_accepts(story, leader, mentor):
    words = story.words
    leader.go(f"{leader.team}/mentors").follow(leader.page.get_by_role("link", name=CHECKED))
    leader.fill(need=NEED, first_meeting="Chủ nhật 8:00").press(words("Send the request"))
    mentor.go("/requests").reads(NEED)
    mentor.press(words("Accept team %(team)s", team="Mắm Ruốc Sạch"))
    return looked_up(mentor.page.url)


def the_child_comes_in_once_the_guardian_agrees(story, child, guardian, work):
    child.go(f"/mentorships/{work}").never_reads(CHECKED)  # missing, for all the child can tell
    talks = purpose(guardian.go(guardian.link), "mentor_contact")
    guardian.press(story.words("I agree: %(purpose)s", purpose=talks))
    child.go(f"/mentorships/{work}").reads(CHECKED)
    story.shoot(child, "minor-5-together")


def no_mail_says_what_was_written(house, patience=20.0):
    """The officer is told that there is something, never what, nor by whom."""
    told = select(Delivery.text, Delivery.html).where(Delivery.text.contains("Bếp Lửa Hồng"))
    waited = time.monotonic() + patience
    with house.app.app_context():
        while not (sent := db.session.execute(told).all()):
            assert time.monotonic() < waited, house.log("worker")
            db.session.rollback()
            time.sleep(0.2)
    assert not [word for mail in sent for word in (SAID, CHILD) if word in "".join(mail)]
