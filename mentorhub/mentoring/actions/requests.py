"""A request from asking to its end. Whoever changes one holds the team's row, then the mentor's."""

from collections.abc import Mapping
from typing import Any

from mentorhub.accounts.actions import agree_by_acting
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.conversations.actions import thread_for
from mentorhub.ideas.actions import note_milestone
from mentorhub.ideas.models import Idea
from mentorhub.ideas.queries import newest_of_team
from mentorhub.mentoring import queries
from mentorhub.mentoring.actions.profiles import agree_to_the_code, learn_soon
from mentorhub.mentoring.actions.recommendations import Advice, advise
from mentorhub.mentoring.domain import lifecycle
from mentorhub.mentoring.domain.recommendation import Obstacle, stored
from mentorhub.mentoring.models import (
    OPEN_STATES,
    MentorProfile,
    MentorRequest,
    Mentorship,
    MentorState,
    RequestState,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team, Tie, TieKind

# The same words for several obstacles: who said no before is nobody's business.
NOT_THIS_TEAM = _l("This mentor cannot be asked by this team.")
OBSTACLES = {
    Obstacle.ONESELF: _l("This mentor is a member of the team."),
    Obstacle.TOGETHER: _l("This mentor works with the team already."),
    Obstacle.ASKED: _l("The team has asked this mentor already."),
    Obstacle.AWAY: _l("This mentor takes no teams at the moment."),
    Obstacle.FULL: _l("This mentor has no free place at the moment."),
    Obstacle.LANGUAGE: _l("The team and this mentor have no language in common."),
    Obstacle.NOT_CLEARED: NOT_THIS_TEAM,
    Obstacle.DECLINED: NOT_THIS_TEAM,
}


def ask(
    team: Team,
    profile: MentorProfile,
    *,
    need: str,
    first_meeting: str,
    proposed_by: Person | None = None,
    by: Person,
) -> MentorRequest:
    """Three requests may be open at once; each waits seven days.

    `proposed_by`: the officer who brought the two together, whom the mentor is told.
    """
    require(by, Purpose.MENTOR_CONTACT)
    lock(team)
    if len(queries.still_open(queries.requests(by=team))) >= lifecycle.MOST_OPEN:
        raise Refused(_l("Three of your requests are open. Wait for an answer or take one back."))
    advice = advise(team, profile)
    if advice.obstacle is not None:
        raise Refused(OBSTACLES[advice.obstacle])
    idea = newest_of_team(team)
    asked_at = now()
    request = MentorRequest(
        team=team,
        profile=profile,
        idea=idea,
        need=need,
        first_meeting=first_meeting,
        language=by.language,
        asked_by=by,
        proposed_by=proposed_by,
        asked_at=asked_at,
        expires_at=lifecycle.expiry(asked_at),
        **_why(advice, idea),
    )
    db.session.add(request)
    agree_by_acting(by, Purpose.MENTOR_CONTACT)
    record("request.asked", request, by=by, team=team.name)
    return request


def _why(advice: Advice, idea: Idea | None) -> dict[str, Any]:
    """By what this mentor was suggested, kept as it was at that moment."""
    return {
        "index_version_id": advice.version.id if advice.version else None,
        "weight_set_id": advice.weighed.set_id,
        "parts": advice.parts,
        "explanation": _told_to_the_mentor(stored(advice.suggestion), idea),
    }


def _told_to_the_mentor(rows: list[dict[str, Any]], idea: Idea | None) -> list[dict[str, Any]]:
    """Of an idea that is a draft or kept back no words reach somebody who is only asked."""
    is_open = idea is None or (idea.is_public and not idea.is_confidential)
    return [row for row in rows if is_open or row["kind"] != "words"]


def accept(request: MentorRequest, *, by: Person) -> Mentorship:
    """Re-check what must hold, then tie the two together and close what became pointless."""
    _hold(request)
    profile, team = request.profile, request.team
    if profile.places_left == 0:
        raise Refused(_l("You have no free place left. Raise it in your profile, or decline."))
    if team.has_a_minor and not profile.is_cleared:
        raise Refused(_l("This team has a member under 18. An officer has to check you first."))
    if profile.person_id in queries.jurors_of(team):
        raise Refused(_l("You judge a contest of this team, so you cannot be its mentor."))
    _answer(request, RequestState.ACCEPTED)
    agree_to_the_code(profile)
    mentorship = Mentorship(team=team, profile=profile, request=request)
    db.session.add_all([mentorship, Tie(team=team, person=profile.person, kind=TieKind.MENTOR)])
    queries.count_taken(profile)
    db.session.flush()
    thread_for("Mentorship", mentorship.id, team.unit)
    if request.idea is not None:
        note_milestone(request.idea, "mentor", mentorship)
    record("request.accepted", request, by=by, team=team.name)
    record("team.tied", team, by=profile.person)
    pointless = dict.fromkeys(queries.still_open(queries.requests(by=team)), "request.not_needed")
    if profile.places_left == 0:
        waiting = queries.still_open(queries.requests(to=profile))
        pointless = dict.fromkeys(waiting, "request.closed") | pointless
    _close_all(pointless)
    learn_soon()
    return mentorship


def decline(request: MentorRequest, *, reason: str, pausing: bool = False, by: Person) -> None:
    """The team reads the reason, and is shown somebody else at once."""
    _hold(request)
    _answer(request, RequestState.DECLINED, answer=reason)
    record("request.declined", request, by=by)
    if pausing and request.profile.state is MentorState.ACTIVE:
        pause(request.profile, by=by)


def need_more(request: MentorRequest, *, question: str, by: Person) -> None:
    """The third answer: the mentor asks, and the team has three days at least to say more."""
    _hold(request)
    request.state, request.answer = RequestState.MORE_NEEDED, question
    request.expires_at = lifecycle.expiry_after_an_answer(request.expires_at, answered_at=now())
    record("request.more_needed", request, by=by)


def say_more(request: MentorRequest, *, need: str, by: Person) -> None:
    require(by, Purpose.MENTOR_CONTACT)
    _hold(request)
    request.state, request.need = RequestState.OPEN, need
    request.expires_at = lifecycle.expiry_after_an_answer(request.expires_at, answered_at=now())
    agree_by_acting(by, Purpose.MENTOR_CONTACT)
    record("request.more_said", request, by=by, team=request.team.name)


def withdraw(request: MentorRequest, *, by: Person) -> None:
    _hold(request)
    request.state = RequestState.WITHDRAWN
    record("request.withdrawn", request, by=by, team=request.team.name)


def pause(profile: MentorProfile, *, by: Person) -> None:
    """No new teams for now; who waits is told so, kindly."""
    lock(profile)
    if profile.state is not MentorState.ACTIVE:
        raise Refused(_l("You take no teams at the moment."))
    profile.state = MentorState.PAUSED
    record("mentor.paused", profile, by=by)
    close_requests(profile)


def close_requests(profile: MentorProfile) -> None:
    """Who waits for this mentor is told, kindly, that it leads nowhere."""
    waiting = queries.still_open(queries.requests(to=profile))
    _close_all(dict.fromkeys(waiting, "request.closed"))


def resume(profile: MentorProfile, *, by: Person) -> None:
    if profile.state is not MentorState.PAUSED:
        raise Refused(_l("You take teams already."))
    profile.state = MentorState.ACTIVE
    record("mentor.resumed", profile, by=by)


def end(mentorship: Mentorship, *, reason: str, by: Person) -> None:
    """The work together ends; the mentor has a free place again."""
    lock(mentorship.team)
    lock(mentorship.profile)
    lock(mentorship)
    if mentorship.ended_at is not None:
        raise Refused(_l("This has ended already."))
    mentorship.ended_at, mentorship.end_reason = now(), reason
    for tie in queries.present_ties(mentorship):
        tie.until = mentorship.ended_at
    queries.count_taken(mentorship.profile)
    record("mentorship.ended", mentorship, by=by, team=mentorship.team.name)


def expire() -> None:
    """Requests nobody answered in seven days; the team is pointed to the next mentor.

    Where the mentor had asked and the team said nothing, it is not the mentor who was silent.
    """
    for request in queries.overdue():
        lock(request.profile)
        lock(request)
        if request.state in OPEN_STATES:
            is_the_teams_turn = request.state is RequestState.MORE_NEEDED
            request.state = RequestState.EXPIRED
            queries.count_answer(request.profile, answered=is_the_teams_turn)
            record("request.lapsed" if is_the_teams_turn else "request.expired", request, by=None)


def remind() -> None:
    """After two days and after four; never twice for the same wait."""
    for reminders, wait in enumerate(lifecycle.REMINDED_AFTER):
        for request in queries.unreminded(now() - wait, reminders):
            request.reminders = reminders + 1
            record("request.reminded", request, by=None, team=request.team.name)


def _hold(request: MentorRequest) -> None:
    lock(request.team)
    lock(request.profile)
    lock(request)
    if not request.is_open:
        raise Refused(_l("This request is closed: it was answered, taken back or has expired."))


def _answer(request: MentorRequest, state: RequestState, *, answer: str = "") -> None:
    request.state, request.answered_at, request.answer = state, now(), answer
    queries.count_answer(request.profile, answered=True)


def _close_all(requests: Mapping[MentorRequest, str]) -> None:
    """Each with its verb. Nobody's fault: the team has found its mentor, or the mentor is full.

    Each is held first, in one order for all: two mentors who fill up at the same time close some of
    the same requests, and whoever comes second finds them closed.
    """
    for request in sorted(requests, key=lambda one: one.id):
        lock(request)
        if request.state in OPEN_STATES:
            request.state = RequestState.CLOSED
            record(requests[request], request, by=None, team=request.team.name)
