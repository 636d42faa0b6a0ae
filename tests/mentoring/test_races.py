from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from mentorhub.mentoring import actions
from mentorhub.mentoring.models import MentorProfile, MentorRequest, Mentorship, RequestState
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from mentorhub.teams.models import Team
from tests.factories import make_mentor, make_person, make_team

NEED = "Đội cần người chỉ cách đọc số đo."


def at_once(app, *deeds):
    """Each deed in a thread, transaction and session of its own; what was refused answers False."""
    together = Barrier(len(deeds))

    def run(deed):
        with app.app_context():
            together.wait()
            try:
                with transaction():
                    deed()
            except (Refused, StaleDataError):
                return False
            return True

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def acceptance(key):
    def accept():
        request = db.session.get_one(MentorRequest, key)
        actions.accept(request, by=request.profile.person)

    return accept


def asking(team_key, profile_key):
    def ask():
        team = db.session.get_one(Team, team_key)
        profile = db.session.get_one(MentorProfile, profile_key)
        person = team.members[0].person
        actions.ask(team, profile, need=NEED, first_meeting="Thứ Bảy", by=person)

    return ask


def open_request(team, mentor):
    return actions.ask(team, mentor, need=NEED, first_meeting="Thứ Bảy", by=team.members[0].person)


def test_two_acceptances_for_one_place_give_one_mentorship(real_app):
    for _ in range(5):
        with real_app.app_context(), transaction():
            mentor = make_mentor(make_person(age=40), capacity=1)
            keys = [open_request(make_team(make_person(), name=name), mentor).id for name in "ab"]
            profile = mentor.id
        assert sorted(at_once(real_app, *map(acceptance, keys))) == [False, True]
        with real_app.app_context():
            assert db.session.get_one(MentorProfile, profile).taken == 1
            works = select(Mentorship).where(Mentorship.profile_id == profile)
            assert len(db.session.scalars(works).all()) == 1


def test_two_mentors_who_accept_one_team_give_one_mentorship(real_app):
    """C13."""
    with real_app.app_context(), transaction():
        team = make_team()
        mentors = [make_mentor(make_person(age=40)) for _ in range(3)]
        keys = [open_request(team, mentor).id for mentor in mentors]
    assert sorted(at_once(real_app, *map(acceptance, keys))) == [False, False, True]
    with real_app.app_context():
        states = [db.session.get_one(MentorRequest, key).state for key in keys]
        assert sorted(states) == [RequestState.ACCEPTED, RequestState.CLOSED, RequestState.CLOSED]


def test_a_team_that_asks_in_many_windows_has_three_open_requests(real_app):
    with real_app.app_context(), transaction():
        team = make_team().id
        mentors = [make_mentor(make_person(age=40)).id for _ in range(6)]
    answers = at_once(real_app, *(asking(team, mentor) for mentor in mentors))
    assert sorted(answers) == [False] * 3 + [True] * 3
