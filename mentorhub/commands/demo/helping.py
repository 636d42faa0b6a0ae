"""Mentors come, are checked, are asked, and answer."""

from typing import TYPE_CHECKING, Any

from mentorhub.accounts.models import Hat
from mentorhub.commands.demo.cast import ADDRESS, unit
from mentorhub.commands.demo.content import content, told_on
from mentorhub.commands.demo.growing import OWN_TEAM
from mentorhub.commands.demo.words import NEEDS
from mentorhub.conversations import actions as conversations
from mentorhub.conversations.actions import thread_for
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.domain.presentation import Presentation
from mentorhub.mentoring.models import Mentorship
from mentorhub.offers import actions as offers
from mentorhub.platform.db import Translated
from mentorhub.teams.actions import say_when_free

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

OWN = "mentor-01"  # the mentor one signs in as
FREE: list[list[str]] = [["t3_toi", "t7_sang"], ["t7_sang", "cn_sang"], ["t2_toi", "t4_toi"], []]
WHY = "Anh chị này đã kèm một đội làm việc gần giống, và nhận lời rất nhanh. (mẫu)"


def gather_mentors(stage: "Stage") -> None:
    with told_on(-110):
        for told in content()["mentors"]:
            _gather(stage, told)


def _gather(stage: "Stage", told: dict[str, Any]) -> None:
    address = ADDRESS["mentor"] if told["id"] == OWN else ""
    person = stage.cast.person(
        told["name"], home=unit(told["unit_code"]), age=40, address=address, hat=Hat.MENTOR
    )
    presentation = Presentation(
        headline=told["job_vi"],
        bio=told["bio"]["vi"],
        boundaries="Không làm thay bài dự thi.",
        spoken=told["languages"],
        formats=told["formats"],
        free_times=told["availability"],
        capacity=told["max_teams"],
        hours_per_month=told["hours_per_month"],
        skills={skill["tag"]: skill["level"] for skill in told["skills"]},
        language="vi",
    )
    profile = mentoring.write_profile(presentation, version=None, by=person)
    profile.bio = Translated(told["bio"])
    mentoring.check(profile, by=stage.province)
    if told["minors_cleared"]:
        mentoring.clear_for_minors(profile, by=stage.province)
    stage.mentors[told["id"]] = profile


def ask_and_answer(stage: "Stage") -> None:
    """Some requests are open, two are accepted, one is declined with a reason."""
    mentoring.learn_anew()
    own = stage.mentors[OWN]
    with told_on(-3):
        _ask(stage, "idea-05", own)
        _ask(stage, "idea-04", own)
        talking = _ask(stage, OWN_TEAM, own)
        accepted = _ask(stage, "idea-01")
        declined = _ask(stage, "idea-08")
    with told_on(-2):
        for request in (accepted, talking):
            if request is not None:
                _talk(mentoring.accept(request, by=request.profile.person))
        if declined is not None:
            reason = "Tháng này mình kín lịch; bạn thử hỏi người kế tiếp nhé."
            mentoring.decline(declined, reason=reason, by=declined.profile.person)
    with told_on(-1, 20):
        _report_something(stage)
        _say_when_free(stage)
        _offer_a_mentor(stage)
        _let_mentors_offer(stage)
    mentoring.learn_anew()


def _talk(work: Mentorship) -> None:
    """The first words between a team and its mentor."""
    team, mentor = work.team, work.profile.person
    thread = thread_for("Mentorship", work.id, team.unit)
    owner = team.members[0].person
    conversations.write(thread, "Cảm ơn anh chị đã nhận lời. Đội đang đo ở ba điểm.", by=owner)
    conversations.write(thread, "Tuần sau cả đội gửi bảng số đo vào đây nhé.", by=mentor)


def _say_when_free(stage: "Stage") -> None:
    """Teams have times of their own too, so that some share a morning with a mentor."""
    for place, team in enumerate(stage.teams.values()):
        if team.owner is not None:
            say_when_free(team, FREE[place % len(FREE)], by=team.owner)


def _offer_a_mentor(stage: "Stage") -> None:
    """The province knows somebody for the team one signs in with."""
    team = stage.teams[OWN_TEAM]
    best = mentoring.recommend(team, limit=1, told_only=True)
    if best:
        offers.make(team, best[0].profile, why=WHY, by=stage.province)


def _let_mentors_offer(stage: "Stage") -> None:
    """Some teams of grown-ups look for a mentor who writes first."""
    grown_up = [team for team in stage.teams.values() if not team.has_a_minor]
    for team in grown_up[:4]:
        offers.welcome_mentors(team, by=team.members[0].person)


def _report_something(stage: "Stage") -> None:
    """One sample report for the safeguarding officer's list, from somebody under 18."""
    people = [member.person for team in stage.teams.values() for member in team.members]
    child = next(person for person in people if person.is_minor)
    conversations.report(
        text="Một người lạ xin số Zalo của em sau buổi tập huấn và rủ gặp riêng. (mẫu)",
        about="Người lạ ở buổi tập huấn",
        page="/ideas",
        thread=None,
        reporter=child,
        unit=child.unit,
        language="vi",
    )


def _ask(stage: "Stage", key: str, profile: Any = None) -> Any:
    team = stage.teams[key]
    if profile is None:
        best = mentoring.recommend(team)
        if not best:
            return None
        profile = best[0].profile
    if mentoring.advise(team, profile).obstacle is not None:
        return None
    need = NEEDS.get(key, "Chúng mình mời anh chị đồng hành ba tháng tới.")
    by = team.members[0].person
    return mentoring.ask(team, profile, need=need, first_meeting="Tối thứ Ba tuần sau", by=by)
