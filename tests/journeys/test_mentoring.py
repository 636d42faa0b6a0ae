"""A mentor on a phone, from two requests to the review at three months, beside the team."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from mentorhub.accounts.actions import open_login
from mentorhub.accounts.models import Hat
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import LOCAL, now, today
from mentorhub.platform.db import db, transaction
from mentorhub.together.models import Commitment, Meeting
from tests.factories import make_idea, make_mentor, make_person, make_team
from tests.journeys.house import looked_up
from tests.journeys.story import Story
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
NEED = "Nhóm cần người chỉ cách vẽ bản đồ độ mặn cho bà con xem."
TOLD, CONFIDED = "Các bạn đo đều và hỏi đúng chỗ.", "Hẹn ba lần thì một lần không tới."


@pytest.fixture
def story(visit, signed_in, house):
    return Story("vi", PHONE, visit, signed_in, house)


@pytest.fixture
def people(house):
    """A mentor whom two teams have asked, somebody of each team, and a stranger; their sessions."""
    with house.app.app_context(), transaction():
        person = make_person("Ngô Văn Thuận", age=45, hat=Hat.MENTOR)
        mentor = make_mentor(person, skills=["gis-mapping"])
        owners = [make_person(name, age=24) for name in ("Lê Thị Thảo", "Trần Minh Đức")]
        for name, owner in zip(("Kênh Ba", "Rạch Giữa"), owners, strict=True):
            team = make_team(owner, name=name)
            make_idea(team, needs=["gis-mapping"])
            words = {"need": f"{NEED} ({name})", "first_meeting": "Chủ nhật 8:00"}
            mentoring.ask(team, mentor, **words, by=owner)
        everybody = (person, *owners, make_person("Người Lạ", age=30))
        return [open_login(one, device="journey", shared_computer=False) for one in everybody]


@pytest.fixture
def on_phones(visit, people):
    return [visit(size=PHONE).carry(token) for token in people]


def at(days, hour):
    day = today() + timedelta(days=days)
    return f"{day.isoformat()}T{hour:02}:00"


def test_a_mentor_goes_all_the_way_with_one_team_and_declines_another(story, on_phones):
    mentor, owner, other, stranger = on_phones
    accepts_one_and_declines_one(story, mentor, other)
    work = looked_up(mentor.page.url)
    agree_on_goals(story, mentor, owner)
    two_times_are_proposed_and_one_is_taken(story, mentor, owner)
    three_lines_are_written_and_confirmed(story, mentor, owner, work)
    three_months_later_both_look_back(story, mentor, owner, work)
    assert what_is_kept(story.house, work) == {"reached": 3, "has_ended": True, "minutes": [60]}
    for visitor in (stranger, other):
        visitor.meant.add(404)
        visitor.go(f"/mentorships/{work}").never_reads(TOLD, "Đo mỗi sáng.")


def accepts_one_and_declines_one(story, mentor, other):
    words = story.words
    mentor.go("/requests").reads(f"{NEED} (Kênh Ba)", f"{NEED} (Rạch Giữa)")
    story.shoot(mentor, "mentor-1-requests")
    mentor.follow(mentor.page.locator('a[href$="/refusal"]', has_text="Rạch Giữa"))
    story.shoot(mentor, "mentor-2-decline")
    mentor.fill(reason="full").press(words("Send the refusal"))
    mentor.reads(words("The team is told, and is shown somebody else."))
    mentor.never_reads(f"{NEED} (Rạch Giữa)")
    other.go("/requests?side=team").follow("Ngô Văn Thuận").reads(words("I have enough teams"))
    mentor.press(words("Accept team %(team)s", team="Kênh Ba"))
    mentor.reads(words("Good: you work together now. Agree on your first meeting with the team."))


def agree_on_goals(story, mentor, owner):
    words, here = story.words, mentor.path
    mentor.follow(words("Write down goals and rhythm"))
    mentor.fill(goals="Hai mươi hộ đọc số đo mỗi tuần.", rhythm="two_weeks", format="online")
    mentor.press(words("Send it to the other side"))
    owner.go(here).reads("Hai mươi hộ đọc số đo mỗi tuần.").press(words("We agree"))
    owner.reads(words("Agreed. Now find a time for your next meeting."))


def two_times_are_proposed_and_one_is_taken(story, mentor, owner):
    words, here = story.words, mentor.path
    mentor.go(here).follow(words("Propose times"))
    story.shoot(mentor, "mentor-3-propose")
    mentor.fill(first=at(3, 19), second=at(5, 8)).press(words("Send the times"))
    mentor.reads(words("Waits for the team")).go(here)
    take = re.compile(re.escape(words("Take this time: %(moment)s", moment="")))
    owner.go(here)
    offered = owner.page.get_by_role("button", name=take)
    assert offered.count() == 2
    story.shoot(owner, "mentor-4-times")
    owner.follow(offered.nth(1))
    owner.reads(
        words("Agreed. It stands in your dates, and as a file for your calendar on this page.")
    )
    file = owner.page.get_by_role("link", name=words("Into my calendar")).get_attribute("href")
    assert b"BEGIN:VEVENT" in owner.context.request.get(file).body()


def three_lines_are_written_and_confirmed(story, mentor, owner, work):
    words, here = story.words, mentor.path
    mentor.go(here).never_reads(words("Write three lines"))
    the_meeting_takes_place(story.house, work)
    mentor.go(here).follow(words("Write three lines"))
    mentor.fill(minutes=60, done="Đo ba điểm ở đầu kênh.", decided="Đo mỗi sáng.")
    step = {"text": "Gửi ảnh điểm đo", "side": "team", "due": at(7, 0)[:10]}
    mentor.fill(**{f"steps-0-{name}": value for name, value in step.items()})
    story.shoot(mentor, "mentor-5-notes")
    mentor.press(words("Save the notes"))
    mentor.reads(words("Noted. The other side is asked whether it was so."))
    owner.go(here).reads("Đo mỗi sáng.", "Gửi ảnh điểm đo").press(words("It was so"))
    owner.reads(words("Confirmed by both sides: %(hours)s hours.", hours="1,0"))
    owner.press(words("Done: %(step)s", step="Gửi ảnh điểm đo")).reads(words("Done."))
    story.shoot(owner, "mentor-6-held")


def the_meeting_takes_place(house, work: UUID):
    """An hour ago, as if the days until then had passed."""
    with house.app.app_context():
        meeting = db.session.query(Meeting).filter_by(mentorship_id=work).one()
        meeting.begins_at = now().replace(second=0, microsecond=0) - timedelta(hours=1)
        db.session.commit()


def three_months_later_both_look_back(story, mentor, owner, work):
    words, here = story.words, mentor.path
    three_months_pass(story.house, work)
    mentor.go(here).reads(words("The agreed time is over"))
    story.shoot(mentor, "mentor-9-over")
    mentor.follow(words("End the mentoring…"))
    mentor.fill(reason="Đã xong mục tiêu").press(words("End it"))
    mentor.reads(words("The mentoring has ended."), "Đã xong mục tiêu")
    mentor.follow(words("Look back on all of it"))
    story.shoot(mentor, "mentor-7-review")
    mentor.fill(reached=4, told=TOLD, confided=CONFIDED).press(words("Send it"))
    mentor.reads(TOLD, words("My hours as a paper (PDF)"))
    owner.go(here).reads(TOLD, words("Letter of thanks (PDF)")).never_reads(CONFIDED)
    story.shoot(owner, "mentor-8-end")
    owner.follow(words("Look back on all of it"))
    owner.fill(reached=3, told="Anh nghe nhiều hơn nói.").press(words("Send it"))
    mentor.go(here).reads("Anh nghe nhiều hơn nói.")


def what_is_kept(house, work: UUID):
    """The team's own answer, and the minutes both sides confirmed."""
    with house.app.app_context():
        mentorship = db.session.get(Mentorship, work)
        meetings = db.session.query(Meeting).filter_by(mentorship_id=work)
        minutes = [one.minutes for one in meetings if one.confirmed_at]
        ended = mentorship.ended_at is not None
        return {"reached": mentorship.reached, "has_ended": ended, "minutes": minutes}


def three_months_pass(house, work: UUID):
    """What was written down ran until yesterday."""
    with house.app.app_context():
        db.session.get(Mentorship, work).since = now() - timedelta(days=93)
        agreed = db.session.query(Commitment).filter_by(mentorship_id=work).one()
        agreed.until = (now() - timedelta(days=1)).astimezone(LOCAL).date()
        db.session.commit()
