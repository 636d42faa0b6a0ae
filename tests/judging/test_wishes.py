"""What organisers wish for is kept to, and what was shown is what is handed out."""

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Panel
from mentorhub.judging import actions, queries
from mentorhub.judging.models import CardState, JurorAnswer
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused, Stale
from tests.factories import make_card, make_entry, make_juror, make_person, make_team
from tests.judging.test_handing_out import hand_out, pairs_in, proposal_for

pytestmark = pytest.mark.usefixtures("in_english")


def wish(contest, **more):
    wishes = {
        "version": queries.wishes_of(contest).version or 0,
        "least": 0,
        "most": None,
        "most_of": {},
        "one_per_unit": False,
        "linkage": "none",
        "moves": False,
        "pinned": (),
    }
    actions.wish(contest, **{**wishes, **more}, by=contest.organisers[0].person)
    db.session.flush()


def loads(contest):
    pairs = pairs_in(contest)
    return {juror: len([1 for j, _ in pairs if j == juror]) for juror, _ in pairs}


def test_limits_and_fixed_pairs_are_kept_to(contest, jury, entries):
    wish(
        contest,
        least=2,
        most=4,
        most_of={jury[0].id: 2},
        pinned={(jury[0].id, entries[5].id)},
    )
    hand_out(contest, 2)
    assert loads(contest)[jury[0].id] == 2
    assert max(loads(contest).values()) <= 4
    assert (jury[0].id, entries[5].id) in pairs_in(contest)


def test_who_knows_the_field_is_given_the_entry(contest, jury, entries):
    entries[3].sector = "nong-lam-ngu-nghiep"
    said = {"contest_id": contest.id, "rules_version": 0, "knows": ""}
    db.session.add(JurorAnswer(juror=jury[2], fields=["nong-lam-ngu-nghiep"], languages=[], **said))
    db.session.flush()
    proposal = proposal_for(contest, 1)
    assert (jury[2].id, entries[3].id) in proposal.pairs
    (one,) = dict(actions.readings(proposal, without=()))[entries[3]]
    assert (one.juror, one.interest, one.is_new) == (jury[2], 1.0, True)
    assert one.load == 2 or one.load == 1


def test_nobody_is_given_an_entry_in_a_language_they_do_not_read(contest, jury, entries):
    entries[0].language = "fr"
    for juror in jury[:3]:
        db.session.add(
            JurorAnswer(
                contest_id=contest.id, juror=juror, rules_version=0, fields=[], languages=["vi"]
            )
        )
    db.session.flush()
    assert (jury[3].id, entries[0].id) in proposal_for(contest, 1).pairs
    with pytest.raises(Refused, match=rf"{entries[0].code} \(1\)"):
        proposal_for(contest, 2)


def test_handing_out_twice_changes_nothing_even_where_sheets_may_move(contest, jury, entries):
    wish(contest, moves=True)
    hand_out(contest, 2)
    first = pairs_in(contest)
    again = proposal_for(contest, 2)
    assert (again.changes, again.kept) == (0, first)
    with pytest.raises(Refused, match="has its readers"):
        hand_out(contest, 2)


def test_a_new_juror_relieves_the_others_of_what_nobody_has_begun(contest, jury, entries):
    hand_out(contest, 2)
    begun = next(c for c in queries.cards_in(contest) if c.juror_id == jury[0].id)
    begun.state, begun.saved_at = CardState.STARTED, now()
    late, before = make_juror(contest, make_person("Người Đến Sau")), loads(contest)
    assert proposal_for(contest, 2).changes == 0
    wish(contest, moves=True)
    proposal = proposal_for(contest, 2)
    assert late.id in {juror for juror, _ in proposal.pairs}
    assert proposal.moved == len(proposal.pairs) == len(proposal.removed)
    assert proposal.plan.islands == 1  # which may ask two of the others to exchange a sheet
    hand_out(contest, 2)
    assert begun.state is CardState.STARTED
    assert pairs_in(contest) == proposal.plan.pairs
    after = loads(contest)
    assert after[late.id] == 2
    assert all(after[juror] <= load for juror, load in before.items())


def test_an_old_page_hands_nothing_out(contest, jury, entries):
    by, before = contest.organisers[0].person, proposal_for(contest, 2)
    actions.declare_conflict(jury[0], entries[0], reason="", by=by)
    with pytest.raises(Stale):
        actions.hand_out(contest, readers=2, digest=before.digest, by=by)
    before = proposal_for(contest, 2)
    wish(contest, most=5)
    with pytest.raises(Stale):
        actions.hand_out(contest, readers=2, digest=before.digest, by=by)
    assert pairs_in(contest) == set()


def test_wishes_that_were_saved_meanwhile_are_not_written_over(contest, jury, entries):
    wish(contest, most=5)
    with pytest.raises(Stale):
        wish(contest, version=0, most=3)
    with pytest.raises(Refused, match="more than the most"):
        wish(contest, least=3, most=2)


def test_a_pair_with_a_tie_cannot_be_wished_for(contest, jury, entries):
    actions.declare_conflict(jury[0], entries[0], reason="", by=jury[0].person)
    with pytest.raises(Refused, match="tie"):
        wish(contest, pinned={(jury[0].id, entries[0].id)})


def test_panels_are_joined_by_entries_everybody_reads(contest, jury, entries):
    panels = [Panel(position=n, name=Translated(vi=f"Tiểu ban {n}"), readers=2) for n in (1, 2)]
    contest.panels.extend(panels)
    for n, juror in enumerate(jury):
        juror.panel = panels[n % 2]
    db.session.flush()
    assert proposal_for(contest, 2).plan.islands == 2
    wish(contest, linkage="anchors")
    plan = proposal_for(contest, 2).plan
    assert (plan.islands, len(plan.anchors)) == (1, 3)


def test_a_silent_jurors_open_places_go_to_others_and_nothing_else_moves(contest, jury, entries):
    hand_out(contest, 2)
    silent, by = jury[0], contest.organisers[0].person
    mine = [card for card in queries.cards_in(contest) if card.juror_id == silent.id]
    mine[0].state, mine[0].saved_at = CardState.STARTED, now()
    before = pairs_in(contest)
    proposal = actions.propose(contest, readers=2, replaced=silent)
    actions.hand_out(contest, readers=2, digest=proposal.digest, by=by, replaced=silent)
    given_back = {(card.juror_id, card.entry_id) for card in mine[1:]}
    assert all(card.is_void for card in mine[1:])
    assert pairs_in(contest) - proposal.pairs == before - given_back
    assert {entry for _, entry in proposal.pairs} == {entry for _, entry in given_back}
    told = select(Activity).where(Activity.verb == "judging.places_taken")
    assert [one.subject_id for one in db.session.scalars(told)] == [silent.id]


def test_where_sheets_may_move_a_silent_jurors_places_still_move_no_other(contest):
    silent, full, idle = [make_juror(contest, make_person()) for _ in range(3)]
    free, taken = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(2)]
    make_card(silent, free)
    make_card(full, taken)
    actions.declare_conflict(idle, free, reason="", by=idle.person)
    wish(contest, moves=True, most=1)
    with pytest.raises(actions.OutOfReach):  # it could go to who is full, whose own would move
        actions.propose(contest, readers=1, replaced=silent)
    wish(contest, moves=True, most=2)
    proposal = actions.propose(contest, readers=1, replaced=silent)
    assert proposal.pairs == {(full.id, free.id)}
    assert proposal.removed == {(silent.id, free.id)}
