"""A juror's own ballot: each move once, locked once, opened with a reason, never after closing."""

import json
import re

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.ballots import actions, queries
from mentorhub.ballots.domain.ordering import Move
from mentorhub.entries.models import EntryState
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from tests.factories import make_card


def codes(mine):
    return [entry.code for entry in mine.order]


def test_moves_are_saved_one_by_one(cast, ranking, fill):
    juror, (one, two, three) = cast.jurors[0], cast.entries
    ballot = fill(juror, one, two, three, locked=False)
    actions.move(ranking, Move.UP, three.id, version=ballot.reached, by=juror.person)
    actions.move(ranking, Move.UNSEEN, one.id, version=ballot.reached, by=juror.person)
    mine = queries.mine(juror, ranking)
    assert codes(mine) == [three.code, two.code]
    assert [entry.code for entry in mine.rest] == [one.code]
    assert ballot.saved_at is not None


def test_the_same_move_twice_is_made_once(cast, ranking, fill):
    juror, (one, two, three) = cast.jurors[0], cast.entries
    ballot = fill(juror, one, two, three, locked=False)
    shown = ballot.reached
    for _click in range(2):
        actions.move(ranking, Move.UP, three.id, version=shown, by=juror.person)
    assert codes(queries.mine(juror, ranking)) == [one.code, three.code, two.code]


def test_a_second_window_overwrites_nothing(cast, ranking, fill, in_english):
    juror, (one, two, three) = cast.jurors[0], cast.entries
    ballot = fill(juror, one, two, locked=False)
    old = ballot.reached
    actions.move(ranking, Move.FIRST, two.id, version=old, by=juror.person)
    with pytest.raises(Stale, match="elsewhere"):
        actions.move(ranking, Move.SEEN, three.id, version=old, by=juror.person)
    with pytest.raises(Stale, match="elsewhere"):
        actions.lock_ballot(ranking, version=old, by=juror.person)
    with pytest.raises(Stale, match="elsewhere"):
        actions.move(ranking, Move.SEEN, three.id, version=0, by=juror.person)
    assert codes(queries.mine(juror, ranking)) == [two.code, one.code]


def test_an_order_sent_twice_is_saved_once_and_never_over_another(cast, ranking, in_english):
    juror, (one, two, three) = cast.jurors[0], cast.entries

    def arrange(*entries, key, version):
        facts = {"key": key, "version": version, "by": juror.person}
        return actions.arrange(ranking, [entry.code for entry in entries], **facts)

    first = arrange(two, one, key="a", version=0).reached
    assert arrange(two, one, key="a", version=0).reached == first  # its reply was lost
    assert arrange(two, one, key="b", version=0).reached == first  # it stands like that
    with pytest.raises(Stale, match="elsewhere"):
        arrange(three, key="c", version=0)
    arrange(three, two, one, key="d", version=first)
    assert codes(queries.mine(juror, ranking)) == [three.code, two.code, one.code]
    assert codes(queries.mine(cast.jurors[1], ranking)) == []


def test_an_order_holds_no_entry_one_is_close_to_and_none_twice(cast, ranking):
    juror, (one, close, three) = cast.jurors[2], cast.entries
    wanted = [close.code, three.code, one.code, three.code, "A-9999"]
    ballot = actions.arrange(ranking, wanted, key="a", version=0, by=juror.person)
    assert ballot.order == [three.id, one.id]


def test_an_entry_one_is_close_to_never_stands_on_the_ballot(cast, ranking, in_english):
    juror, (_one, close, _three) = cast.jurors[2], cast.entries
    mine = queries.mine(juror, ranking)
    assert close.code not in [entry.code for entry in mine.rest]
    with pytest.raises(Refused, match="not on your ballot"):
        actions.move(ranking, Move.SEEN, close.id, version=0, by=juror.person)


def test_an_entry_that_left_is_gone_from_the_list(cast, ranking, fill):
    juror, (one, two, three) = cast.jurors[0], cast.entries
    fill(juror, one, two, three, locked=False)
    two.state = EntryState.WITHDRAWN
    db.session.flush()
    assert codes(queries.mine(juror, ranking)) == [one.code, three.code]


def test_a_locked_ballot_moves_no_more(cast, ranking, fill, in_english):
    juror, (one, two, three) = cast.jurors[0], cast.entries
    ballot = fill(juror, one, two)
    with pytest.raises(Refused, match="locked"):
        actions.move(ranking, Move.SEEN, three.id, version=ballot.reached, by=juror.person)
    before = ballot.locked_at
    actions.lock_ballot(ranking, version=0, by=juror.person)
    assert ballot.locked_at == before


def test_one_entry_is_no_order(cast, ranking, fill, in_english):
    juror = cast.jurors[0]
    ballot = fill(juror, cast.entries[0], locked=False)
    with pytest.raises(Refused, match="at least two"):
        actions.lock_ballot(ranking, version=ballot.reached, by=juror.person)


def test_opening_needs_a_lock_and_leaves_the_reason(cast, ranking, fill, in_english):
    juror, (one, two, three) = cast.jurors[0], cast.entries
    ballot = fill(juror, one, two)
    actions.reopen(ballot, reason="Bấm nhầm", by=cast.first)
    with pytest.raises(Refused, match="not locked"):
        actions.reopen(ballot, reason="Lần nữa", by=cast.first)
    actions.move(ranking, Move.SEEN, three.id, version=ballot.reached, by=juror.person)
    actions.lock_ballot(ranking, version=ballot.reached, by=juror.person)
    told = db.session.scalars(
        select(Activity).where(Activity.subject_id == ballot.id).order_by(Activity.id)
    ).all()
    assert [one.verb for one in told] == [
        "judging.ballot_locked",
        "judging.ballot_reopened",
        "judging.ballot_locked",
    ]
    assert told[1].facts["reason"] == "Bấm nhầm"
    assert told[0].facts["digest"] != told[2].facts["digest"]
    assert not any(entry.code in str(one.facts) for one in told for entry in cast.entries)


def test_after_closing_nothing_moves(cast, ranking, fill, closed, in_english):
    juror, (one, two, _three) = cast.jurors[0], cast.entries
    ballot = fill(juror, one, two, locked=False)
    closed()
    for act in (
        lambda: actions.move(ranking, Move.UP, two.id, version=ballot.reached, by=juror.person),
        lambda: actions.lock_ballot(ranking, version=ballot.reached, by=juror.person),
        lambda: actions.arrange(
            ranking, [two.code], key="a", version=ballot.reached, by=juror.person
        ),
    ):
        with pytest.raises(Refused, match="closed"):
            act()


def test_a_receipt_proves_the_order_and_tells_none(cast, ranking, fill, browser):
    juror, (one, two, _three) = cast.jurors[0], cast.entries
    ballot = fill(juror, two, one)
    receipt = queries.receipt_of(ballot)
    file = actions.receipts.file_of(receipt)
    assert json.loads(file)["content"]["order"] == [two.id.hex, one.id.hex]
    page = browser.sign_out().speak("en").get(f"/receipts/{receipt.code}").text
    assert "Ballot locked" in page
    assert one.code not in page
    assert juror.person.display_name not in page
    forged = file.replace(two.id.hex, "0" * 32)
    assert actions.receipts.verdict(receipt.code, file)["verdict"] == "valid"
    assert actions.receipts.verdict(receipt.code, forged)["verdict"] == "altered"
    assert actions.receipts.verdict("7KQM-2F9X-3B", "") is None


def test_without_a_sheet_an_entry_is_a_code_alone(cast, ranking, browser):
    """Whoever was given no sheet of an entry reads nothing of it before the results."""
    juror, (one, two, _three) = cast.jurors[0], cast.entries
    make_card(juror, one)
    page = browser.sign_in(juror.person).get(f"/rankings/{ranking.id}/ballot").text
    assert one.title in page
    assert two.code in page
    assert two.title not in page
    assert cast.teams[0].name not in page.replace(one.title, "")


def test_a_ballot_is_filled_on_its_page(cast, ranking, browser):
    juror, (one, two, _three) = cast.jurors[0], cast.entries
    where = f"/rankings/{ranking.id}/ballot"
    assert where in browser.sign_in(juror.person).speak("en").get("/judging").text
    version = 0
    for move, entry in (("seen", one), ("seen", two), ("up", two)):
        sent = browser.post(where, move=f"{move} {entry.id.hex}", version=str(version))
        assert sent.status_code == 303
        page = browser.get(where).text
        version = re.search(r'name="version"[^>]*value="(\d+)"', page)[1]
    assert page.index(two.code) < page.index(one.code)
    assert "Saved" in page
    assert browser.post(where, move="hop x", version=version).status_code == 422
    stale = browser.post(where, move=f"unseen {one.id.hex}", version="1")
    assert stale.status_code == 409
    assert "changed elsewhere" in stale.text
    assert one.code in stale.text
    assert "Lock the ballot" in browser.get(f"{where}/lock").text
    assert browser.post(f"{where}/lock", version=version).status_code == 303
    locked = browser.get(where).text
    assert "Receipt of this ballot" in locked
    assert 'name="move"' not in locked
    assert browser.get(f"{where}/receipt.json").status_code == 200


def test_a_script_saves_the_whole_order(cast, ranking, browser):
    juror, (one, two, _three) = cast.jurors[0], cast.entries
    where = f"/rankings/{ranking.id}/ballot"
    asks = browser.sign_in(juror.person).speak("en")

    def save(order, version, key="k"):
        return asks.post(f"{where}/order", order=order, version=version, key=key)

    told = save(f"{two.code} {one.code}", "0").json
    assert told["saved"]
    again = save(f"{one.code}", "0", key="other")
    assert (again.status_code, again.json["version"]) == (409, told["version"])
    assert again.json["fields"]["order"]["stored"] == f"{two.code} {one.code}"
    assert save("x" * 20_001, told["version"]).status_code == 422
    assert asks.post(f"{where}/order", version=told["version"]).status_code == 422
    assert asks.post(where, version=told["version"]).status_code == 422
    onwards = asks.post(where, order=f"{two.code} {one.code}", version=told["version"])
    assert onwards.location.endswith("/ballot/lock")
    asks.sign_in(cast.first)
    assert save(one.code, told["version"]).status_code == 404
