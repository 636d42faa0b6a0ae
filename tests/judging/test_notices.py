from datetime import timedelta

from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.judging import actions, queries
from mentorhub.judging.models import CardState
from mentorhub.judging.notices import AUDIENCES, LINES, LINKS
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.i18n import in_language, sentence
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_card, make_entry, make_juror, make_person


def told(verb):
    """Who hears of the last thing of this kind, and the sentence they read."""
    rows = select(Activity).where(Activity.verb == verb).order_by(Activity.id.desc())
    activity = db.session.scalars(rows).first()
    return list(AUDIENCES[verb](activity)), sentence(LINES[verb], activity.facts)


def test_every_kind_of_news_has_its_sentence_and_its_page():
    assert LINES.keys() == AUDIENCES.keys() == LINKS.keys()


def test_jurors_hear_of_new_entries_only_if_they_got_some(contest):
    busy, idle = make_juror(contest, make_person()), make_juror(contest, make_person())
    entry = make_entry(contest=contest)
    actions.declare_conflict(idle, entry, reason="family", by=idle.person)
    digest = actions.propose(contest, readers=1).digest
    actions.hand_out(contest, readers=1, digest=digest, by=contest.organisers[0].person)
    assert told("judging.handed_out") == ([busy.person], "Có bài cần chấm: Ý tưởng trẻ")


def test_a_declared_conflict_is_told_to_organisers_who_have_none(contest, juror, entry):
    first = contest.organisers[0].person
    actions.declare_conflict(juror, entry, reason="family", by=juror.person)
    sentence = f"Có khai xung đột lợi ích với bài {entry.code}, Ý tưởng trẻ"
    assert told("judging.conflict_declared") == ([first], sentence)
    db.session.add(Tie(team=entry.team, person=first, kind=TieKind.MENTOR))
    db.session.flush()
    assert told("judging.conflict_declared") == ([], sentence)


def test_an_invitation_is_told_to_the_person_it_names(contest):
    organiser, guest = contest.organisers[0].person, make_person(email="lam@example.org")
    actions.invite(contest, label="Lâm", address="lam@example.org", by=organiser)
    assert told("judging.juror_invited")[0] == []
    guest.details.email_verified_at = now()
    token = actions.invite(contest, label="Lâm", address="lam@example.org", by=organiser)
    assert told("judging.juror_invited")[0] == [guest]
    actions.accept(actions.invitation(token), by=guest)
    assert told("judging.juror_accepted")[0] == [organiser]


def test_a_reminder_and_a_reopening_reach_their_juror(scoring, juror):
    organiser = scoring.organisers[0].person
    make_card(juror, make_entry(contest=scoring), assigned_at=now() - timedelta(days=9))
    actions.remind(scoring, by=organiser)
    assert told("judging.reminded")[0] == [juror.person]
    done = make_card(juror, make_entry(contest=scoring), [8, 3], state=CardState.SUBMITTED)
    held = queries.card_to_oversee(done.id)
    actions.reopen(held, reason="Chấm nhầm bài", by=organiser)
    audience, sentence = told("judging.reopened")
    assert audience == [juror.person]
    assert "nhầm" not in sentence


def test_news_name_the_contest_in_the_language_of_the_reader(contest):
    contest.title = Translated(vi="Ý tưởng trẻ", en="Young ideas")
    actions.invite(contest, label="Lâm", address="", by=contest.organisers[0].person)
    with in_language("en"):
        assert told("judging.juror_invited")[1] == "Invitation to the jury of Young ideas"
