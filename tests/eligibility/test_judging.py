"""Whoever is not admitted is handed to no juror and gets no place."""

from mentorhub.eligibility import actions, queries
from mentorhub.eligibility.domain.standing import Verdict
from mentorhub.judging import actions as judging
from mentorhub.judging.queries import cards_in
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.eligibility.conftest import sent
from tests.factories import make_card, make_juror
from tests.judging.two_stages import DONE


def refuse(entry, by):
    seen = actions.mark(entry, queries.latest_of(entry))
    facts = {"verdict": Verdict.REFUSED, "words": "Trên 35 tuổi.", "seen": seen}
    actions.decide(entry, by=by, **facts)
    db.session.flush()


def test_who_is_not_admitted_is_handed_to_no_juror(contest, organiser):
    fine, refused, undecided = (sent(contest) for _ in range(3))
    make_juror(contest)
    refuse(refused, organiser)
    proposal = judging.propose(contest, readers=1)
    judging.hand_out(contest, readers=1, digest=proposal.digest, by=organiser)
    db.session.flush()
    read = {card.entry_id for card in cards_in(contest)}
    assert read == {fine.id, undecided.id}


def test_who_is_not_admitted_gets_no_place_though_somebody_marked_it(contest, organiser):
    fine, refused = sent(contest), sent(contest)
    juror = make_juror(contest)
    refuse(refused, organiser)
    for entry in (fine, refused):  # a sheet handed out before
        make_card(juror, entry, (20, 10), **DONE)
    contest.scoring_opened_at = contest.scoring_closed_at = now()
    db.session.flush()
    placed = [place.entry for place in judging.standings(contest).places]
    assert placed == [fine.id]
