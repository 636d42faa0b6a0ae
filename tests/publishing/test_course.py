"""At a set time, once; corrected by another table; sealed before the ceremony."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.jobs import actions as jobs
from mentorhub.jobs.models import Job
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions, queries
from mentorhub.publishing.domain.standing import better_than
from mentorhub.publishing.models import PublicationState
from tests.factories import make_person, make_table

LATER = timedelta(hours=3)


@pytest.fixture
def waiting(closed, first, second):
    publication = make_table(closed, publish_at=now() + LATER, by=first)
    actions.agree(publication, by=second)
    db.session.flush()
    return publication


def verbs():
    return [one for one in db.session.scalars(select(Activity.verb)) if one.startswith("results")]


def test_agreed_to_for_later_nothing_is_public_before(waiting, closed, browser):
    db.session.commit()
    assert waiting.state is PublicationState.AGREED
    assert not closed.is_published
    assert browser.get(f"/results/{closed.id}").status_code == 404
    job = db.session.scalar(select(Job).where(Job.kind == "results.publish"))
    assert job.due_at == waiting.publish_at


def test_its_moment_publishes_it_once_though_the_worker_died(app, waiting, closed):
    handlers = app.extensions["jobs"]
    payload = {"publication": str(waiting.id)}
    with as_of(waiting.publish_at + timedelta(seconds=1)):
        job = jobs.claim(Job, Job.done_at)  # a worker takes it up and dies
        while job.kind != "results.publish":
            job.done_at = now()
            job = jobs.claim(Job, Job.done_at)
        with as_of(now() + timedelta(hours=1)):
            again = jobs.claim(Job, Job.done_at)
            while again.kind != "results.publish":
                again.done_at = now()
                again = jobs.claim(Job, Job.done_at)
            jobs.perform(again.id, again.attempts, handlers)
        handlers["results.publish"](payload)
    assert closed.is_published
    assert verbs().count("results.published") == 1


def test_what_no_longer_follows_is_not_published_by_itself(waiting, closed):
    entry = next(iter(queries.submitted_entries(closed).values()))
    entry.bonus = 3
    db.session.flush()
    with as_of(waiting.publish_at):
        actions.publish_due(waiting.id)
    assert not closed.is_published
    assert waiting.state is PublicationState.DISCARDED
    assert "results.stopped" in verbs()


def test_a_moment_is_taken_back_by_discarding(waiting, closed, first):
    actions.discard(waiting, by=first)
    with as_of(waiting.publish_at):
        actions.publish_due(waiting.id)
    assert not closed.is_published


def test_a_moment_that_is_over_is_refused(closed, first):
    with pytest.raises(Refused):
        make_table(closed, publish_at=now() - LATER, by=first)


def test_a_correction_is_another_table_and_the_old_one_stays(
    browser, published, closed, first, second
):
    best = published.places[0].entry
    facts = {"reason": "Một đội không đủ điều kiện.", "left_out": [best.id.hex]}
    with pytest.raises(Refused):
        make_table(closed, by=first)
    with pytest.raises(Refused):
        make_table(closed, reason="Không có gì", by=first)
    corrected = make_table(closed, **facts, by=first)
    with pytest.raises(Refused):
        actions.agree(corrected, by=first)
    actions.agree(corrected, by=second)
    db.session.commit()
    assert [(p.rank, p.entry.title) for p in corrected.places] == [(1, "Bài 1"), (2, "Bài 2")]
    assert (corrected.edition, published.state) == (2, PublicationState.REPLACED)
    page = browser.get(f"/results/{closed.id}").text
    assert "Một đội không đủ điều kiện." in page
    assert best.title not in page
    old = browser.get(f"/results/tables/{published.id}").text
    assert best.title in old
    assert published.digest in old
    assert verbs().count("results.corrected") == 1
    before = queries.ledger_of(published).digest
    assert f'"previous":"{before}"' in queries.ledger_of(corrected).text


def test_the_fingerprint_told_before_is_that_of_the_ledger_published(
    browser, closed, first, second
):
    publication = make_table(closed, by=first)
    db.session.commit()
    address = f"/contests/{closed.id}/results/fingerprint"
    assert browser.get(address).status_code == 404
    actions.announce(publication, by=first)
    db.session.commit()
    told = browser.get(address).text
    digest = queries.ledger_of(publication).digest
    assert digest in told
    assert publication.digest not in told
    actions.agree(publication, by=second)
    db.session.commit()
    assert browser.get(address).headers["Location"] == f"/results/{closed.id}"
    assert digest in browser.get(f"/results/{closed.id}").text


def test_organisers_correct_on_a_page(browser, published, closed, first):
    db.session.commit()
    address = f"/contests/{closed.id}/results/correction"
    assert browser.sign_in(make_person()).get(address).status_code == 404
    browser.sign_out().sign_in(first)
    left = published.places[2].entry
    again = browser.submit(address, without=[left.id.hex], reason="", note="", decision_number="")
    assert again.status_code == 422
    done = browser.submit(
        address, without=[left.id.hex], reason="Bài trùng.", note="", decision_number="15/QĐ"
    )
    assert done.status_code == 302
    page = browser.get(address).text
    assert "Bài trùng." in page
    assert page.count(f"<span>{left.team.name}<") == 0
    assert page.count(f"<span>{published.places[0].entry.team.name}") == 1


def test_who_was_left_out_stays_out_of_the_next_correction(
    browser, published, closed, first, second
):
    """Unless an organiser takes the tick away: nobody comes back by being forgotten."""
    left = published.places[2].entry
    table = make_table(closed, reason="Bài trùng.", left_out=[left.id.hex], by=first)
    actions.agree(table, by=second)
    db.session.commit()
    page = browser.sign_in(first).get(f"/contests/{closed.id}/results/correction").text
    assert re.search(
        rf'value="{left.id.hex}"[^>]*(checked|selected)|(checked|selected)[^>]*value="{left.id.hex}"',
        page,
    )
    assert page.count(f"<span>{left.team.name}<") == 0


def test_a_percentage_is_told_only_beside_enough_others():
    assert better_than(5, [1, 2, 3]) is None
    assert better_than(5, [1, 2, 5, 9]) == 62
    assert better_than(9, [1, 2, 3, 4]) == 100
