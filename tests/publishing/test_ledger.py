"""The ledger: a stranger with nothing but Python counts the results again, and no change passes."""

import json
import subprocess
import sys
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Shown
from mentorhub.judging import actions as judging
from mentorhub.judging.models import Mark, Scorecard, ScoreEvent
from mentorhub.judging.queries import closings_of, panel_of, receipt_of
from mentorhub.platform import signing
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import queries
from mentorhub.publishing.actions.ledgers import signed
from mentorhub.publishing.data import verify
from mentorhub.publishing.views.files import VERIFY
from tests.factories import make_person, make_table
from tests.rights.traces import erase_now

MUTATIONS = 200


@pytest.fixture
def ledger(published):
    return queries.ledger_of(published).text


@pytest.fixture
def key():
    return signing_key()


def signing_key():
    return verify.base64.b64decode(signing.verifier_key().rsplit("+", 1)[1])[1:]


def lines_of(text):
    return [json.loads(line) for line in text.splitlines()]


def holds(text, key):
    try:
        return bool(verify.check(text.encode() if isinstance(text, str) else text, key))
    except Exception:
        return False


def test_a_stranger_counts_the_results_again(browser, published, tmp_path):
    db.session.commit()
    for address, name in (
        (f"/results/tables/{published.id}/results.jsonl", "results.jsonl"),
        ("/results/key.pub", "key.pub"),
        ("/results/verify.py", "verify.py"),
    ):
        reply = browser.get(address)
        assert reply.status_code == 200
        (tmp_path / name).write_bytes(reply.data)
    command = [sys.executable, "-I", "verify.py", "results.jsonl", "key.pub"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "3 places follow from 12 sheets; 12 of these" in done.stdout
    assert published.digest in done.stdout
    assert queries.ledger_of(published).digest in done.stdout
    (tmp_path / "results.jsonl").write_bytes(reply.data)
    wrong = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert wrong.returncode == 1
    assert "DOES NOT HOLD" in wrong.stderr


def test_the_program_fits_on_a_few_pages():
    assert len(VERIFY.read_text().splitlines()) < 200


def test_every_mutation_is_caught(ledger, key):
    luck, content = Random(6962), ledger.encode()
    assert holds(content, key)
    caught = 0
    for _ in range(MUTATIONS):
        changed = bytearray(content)
        act, at = luck.randrange(4), luck.randrange(len(content))
        lines = content.splitlines(keepends=True)
        if act == 0:
            changed[at] ^= 1 << luck.randrange(8)
        elif act == 1:
            del changed[at]
        elif act == 2:
            changed.insert(at, luck.randrange(32, 127))
        else:
            one, other = luck.sample(range(len(lines)), 2)
            lines[one], lines[other] = lines[other], lines[one]
            changed = b"".join(lines)
        caught += not holds(bytes(changed), key)
    assert caught == MUTATIONS


FORGED = {
    "a mark": lambda line: line["type"] == "sheet" and next(iter(line["points"])),
    "a sheet left out": lambda line: line["type"] == "sheet",
    "a place": lambda line: line["type"] == "place",
    "a leaf": lambda line: line["type"] == "leaves",
}


@pytest.mark.parametrize("what", FORGED)
def test_whoever_holds_the_key_still_cannot_forge(ledger, key, what):
    """We ourselves change one fact and sign the whole again: it no longer adds up."""
    lines = lines_of(ledger)[:-1]
    at = next(n for n, line in enumerate(lines) if FORGED[what](line))
    if what == "a mark":
        criterion = next(iter(lines[at]["points"]))
        lines[at]["points"][criterion] = "1.00"
    elif what == "a sheet left out":
        del lines[at]
    elif what == "a place":
        lines[at]["rank"] = 2
    else:
        lines[at]["leaves"].pop()
    text = "".join(verify.canonical(line).decode() + "\n" for line in lines)
    assert not holds(signed(text), key)
    honest = "".join(verify.canonical(line).decode() + "\n" for line in lines_of(ledger)[:-1])
    assert holds(signed(honest), key)


def test_names_of_people_stand_nowhere_in_it(ledger, closed, first, second):
    seats = panel_of(closed)
    for person in (first, second, *[juror.person for juror in seats]):
        assert person.id.hex not in ledger.replace("-", "")
        assert person.display_name not in ledger
    assert all(juror.id.hex not in ledger.replace("-", "") for juror in seats)
    sheets = [line for line in lines_of(ledger) if line["type"] == "sheet"]
    assert len({sheet["juror"] for sheet in sheets}) == 4
    assert lines_of(ledger)[0]["jurors"] == "one name each"


def test_a_juror_who_is_erased_leaves_a_file_that_still_holds(browser, published, closed, key):
    """G8: it is the same to the byte, and so is the log it was made from."""
    person, before = panel_of(closed)[0].person, queries.ledger_of(published).text
    erase_now(person)
    db.session.commit()
    assert "Giám Khảo" not in person.full_name
    reply = browser.get(f"/results/tables/{published.id}/results.jsonl")
    assert reply.data == before.encode()
    assert holds(reply.data, key)
    assert list(judging.breaks_in(closed.id)) == []


def test_with_few_jurors_their_names_change_from_entry_to_entry(judged, first, key):
    publication = make_table(judged, by=first)
    db.session.flush()
    text = queries.ledger_of(publication).text
    sheets = [line for line in lines_of(text) if line["type"] == "sheet"]
    assert {sheet["juror"] for sheet in sheets} == {"J1", "J2"}
    assert lines_of(text)[0]["jurors"] == "another name for each entry"
    assert not any("leaf" in sheet for sheet in sheets)
    assert holds(text, key)


def test_a_juror_finds_the_receipt_in_the_ledger(ledger, closed):
    [leaves] = [line["leaves"] for line in lines_of(ledger) if line["type"] == "leaves"]
    events = [receipt_of(card) for card in db.session.scalars(select(Scorecard))]
    assert len(events) == 12
    assert all(leaves[event.position] == event.leaf for event in events)


def test_a_hand_in_the_database_before_publishing_stops_it(closed, first):
    mark = db.session.scalars(select(Mark)).first()
    mark.points = Decimal(30)
    db.session.flush()
    with pytest.raises(Refused):
        make_table(closed, by=first)


def test_points_a_contest_does_not_publish_are_in_no_file(browser, published, closed):
    closed.shown = Shown.PLACES
    db.session.commit()
    address = f"/results/tables/{published.id}"
    assert browser.get(f"{address}/results.jsonl").status_code == 404
    page = browser.get(f"/results/{closed.id}").text
    assert "results.jsonl</a>" not in page
    for name in ("verify.py", "key.pub", "checkpoint.txt"):
        assert f"{name}</a>" in page
    assert queries.ledger_of(published).digest in page
    note = browser.get(f"{address}/checkpoint.txt").data.decode()
    assert signing.text_of_note(note).splitlines()[1] == "24"
    told = browser.get(f"{address}/table.csv").data.decode("utf-8-sig")
    assert "Đội 0" in told
    assert str(published.places[0].total).replace(".", ",") not in told
    browser.sign_in(closed.organisers[0].person)
    assert browser.get(f"{address}/results.jsonl").status_code == 200
    assert "results.jsonl</a>" in browser.get(f"/results/{closed.id}").text
    browser.sign_out().sign_in(make_person())
    assert browser.get(f"{address}/results.jsonl").status_code == 404


def test_a_closing_and_the_ledger_name_the_same_tree(published, closed):
    checkpoint = lines_of(queries.ledger_of(published).text)[-2]["checkpoint"]
    size = db.session.query(ScoreEvent).filter_by(contest_id=closed.id).count()
    assert f"\n{size}\n" in checkpoint
    judging.write_checkpoint(closed.id)
    newest = judging.newest(closed.id)
    [row] = closings_of(closed.id)
    assert newest.text() == signing.text_of_note(row.note)
    assert signing.text_of_note(checkpoint).splitlines() == newest.text().splitlines()[:3]


@pytest.mark.parametrize(
    ("shown", "says"),
    [("places", "organisers hold the ledger"), ("totals", "The ledger holds every scoresheet")],
)
@pytest.mark.usefixtures("in_english")
def test_the_page_says_what_can_be_checked_and_by_whom(browser, published, closed, shown, says):
    closed.shown = Shown(shown)
    db.session.commit()
    page = browser.get(f"/results/{closed.id}").text
    assert says in page
    assert "names change from entry to entry" not in page  # four jurors an entry


def test_the_checkpoint_of_a_table_that_is_not_public_is_not_found(browser, closed, first):
    table = make_table(closed, by=first)
    db.session.commit()
    assert browser.get(f"/results/tables/{table.id}/checkpoint.txt").status_code == 404
