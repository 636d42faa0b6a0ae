from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import ContestState
from mentorhub.entries import actions, queries
from mentorhub.entries.models import Entry, EntryState, Participant, Receipt, Revision
from mentorhub.ideas.models import Milestone
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from tests.factories import make_contest, make_idea, make_minor, make_person, make_team

WORDS = {
    "title": "Bản đồ độ mặn",
    "sector": "moi-truong",
    "summary": "Nước mặn đến đâu, bà con biết đến đó.",
    "problem": "Không biết lúc nào nên đóng cống.",
    "solution": "Mỗi ấp một bút đo.",
    "benefit": "Hai trăm hộ biết trước hai ngày.",
    "link": "https://example.org/video",
}


@pytest.fixture(autouse=True)
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


def ids(*people):
    return [person.id for person in people]


def begin(contest=None, team=None, people=None, idea=None):
    team = team or make_team(make_person())
    contest = contest or make_contest()
    by = team.members[0].person
    chosen = ids(*people) if people is not None else [m.person_id for m in team.members]
    return actions.start(contest, team=team, idea=idea, people=chosen, by=by), by


def write(entry, by, people=None, version=None, at=None, **words):
    actions.save(
        entry,
        version=version or entry.version,
        people=people or [p.id for p in queries.participants_of(entry)],
        by=by,
        at=at or now(),
        **{**WORDS, **words},
    )
    db.session.flush()


def send(entry, by, at=None):
    return actions.submit(entry, by=by, at=at or now())


def written(**more):
    entry, by = begin(**more)
    write(entry, by)
    return entry, by


def test_an_entry_begins_with_the_idea_s_words_and_keeps_the_link(app):
    team = make_team(make_person())
    idea = make_idea(team)
    entry, _ = begin(team=team, idea=idea)
    assert (entry.idea_id, entry.state) == (idea.id, EntryState.DRAFT)
    assert [entry.title, entry.problem, entry.solution, entry.benefit, entry.sector] == [
        idea.title,
        idea.problem,
        idea.solution,
        idea.benefit,
        idea.sector,
    ]
    idea.title = "Tên khác"
    assert entry.title == "Bản đồ độ mặn do thanh niên đo"


def test_a_second_click_finds_the_same_draft(app):
    first, _ = begin()
    again, _ = begin(contest=first.contest, team=first.team)
    assert again is first


def test_only_an_idea_of_the_team_and_a_member_of_it_begin(app):
    team, contest = make_team(make_person()), make_contest()
    stranger = make_person()
    with pytest.raises(Refused, match="team you are in"):
        begin(contest, team, idea=make_idea())
    with pytest.raises(Refused, match="team you are in"):
        actions.start(contest, team=team, idea=None, people=ids(stranger), by=stranger)
    with pytest.raises(Refused, match="Only members"):
        begin(contest, team, people=[stranger])
    with pytest.raises(Refused, match="Choose who"):
        begin(contest, team, people=[])


@pytest.mark.parametrize(
    ("contest", "sentence"),
    [
        ({"opened_days_ago": -1}, "Entries open at"),
        ({"opened_days_ago": 3, "days_left": -1}, "Entries closed at"),
        ({"state": ContestState.DRAFT}, "Entries open at"),
        ({"state": ContestState.CANCELLED}, "Entries open at"),
    ],
)
def test_entries_begin_only_while_the_contest_takes_them(app, contest, sentence):
    with pytest.raises(Refused, match=sentence):
        begin(make_contest(**contest))


def test_one_person_one_entry_even_after_it_was_withdrawn(app):
    person = make_person()
    contest = make_contest()
    first, by = begin(contest, make_team(person))
    other = make_team(make_person("Khác"), person, name="Đội hai")
    with pytest.raises(Refused, match="One person, one entry"):
        begin(contest, other)
    write(first, by)
    send(first, by)
    actions.withdraw(first, by=by)
    with pytest.raises(Refused, match="One person, one entry"):
        begin(contest, other)
    begin(contest, other, people=[other.members[0].person])


@pytest.mark.parametrize(
    ("limits", "ages", "sentence"),
    [
        ({"age_min": 16, "age_max": 35}, [12], "is 16 to 35 years old"),
        ({"age_min": 16, "age_max": 35}, [20, 50], "is 16 to 35 years old"),
        ({"age_min": 18}, [12], "is 18 or older"),
        ({"age_max": 30}, [40], "is 30 or younger"),
        ({"team_max": 2}, [20, 21, 22], "at most 2 people"),
    ],
)
def test_a_refusal_names_the_rule_and_nobody_s_age(app, limits, ages, sentence):
    people = [make_person(age=age) for age in ages]
    contest = make_contest(**limits)
    with pytest.raises(Refused, match=sentence) as refusal:
        begin(contest, make_team(*people))
    text = str(refusal.value.message)
    years = {str(person.details.birth_year) for person in people}
    assert not any(year in text for year in years)
    assert not any(person.details.name in text for person in people)


def test_a_team_may_be_incomplete_until_it_sends(app):
    contest = make_contest(team_min=2)
    entry, by = written(contest=contest)
    with pytest.raises(Refused, match="at least 2 people"):
        send(entry, by)
    assert entry.state is EntryState.DRAFT
    by_themselves = make_contest(age_min=16)
    person = make_person()
    person.details.birth_year = None
    entry, by = written(contest=by_themselves, team=make_team(person))
    with pytest.raises(Refused, match="year of birth"):
        send(entry, by)


def test_a_minor_may_be_in_an_entry(app):
    adult, child = make_person(), make_minor()
    entry, by = written(team=make_team(adult, child))
    send(entry, by)
    assert {p.id for p in queries.participants_of(entry)} == {adult.id, child.id}


def test_somebody_who_left_the_team_holds_the_entry_back_until_taken_out(app):
    adult, friend = make_person(), make_person()
    team = make_team(adult, friend)
    entry, by = written(team=team)
    team.members[1].left_at = now()
    db.session.flush()
    db.session.expire(team)
    with pytest.raises(Refused, match="Only members"):
        send(entry, by)
    write(entry, by, people=ids(adult))
    assert send(entry, by)


@pytest.mark.parametrize("part", ["title", "sector", "summary", "problem", "solution", "benefit"])
def test_every_part_but_the_link_is_needed(app, part):
    entry, by = begin()
    write(entry, by, **{part: ""})
    with pytest.raises(Refused, match="Some parts are still empty"):
        send(entry, by)
    write(entry, by, link="")
    assert send(entry, by).entry_id == entry.id


def test_sending_gives_a_number_a_receipt_and_leaves_the_words_as_they_were(app):
    idea = make_idea(make_team(make_person()))
    entry, by = written(team=idea.team, idea=idea)
    version = entry.contest.version
    receipt = send(entry, by)
    assert (entry.number, entry.code, entry.contest.next_number) == (1, "AG-01", 2)
    assert entry.contest.version == version
    assert receipt.deadline == entry.contest.closes_at
    (revision,) = db.session.scalars(select(Revision).where(Revision.entry_id == entry.id))
    said = {**WORDS, "language": "vi", "people": [str(by.id)]}
    assert revision.content == {**said, "form": 1}
    assert revision.digest == receipt.digest
    (milestone,) = db.session.scalars(select(Milestone).where(Milestone.kind == "entry"))
    assert (milestone.idea_id, milestone.facts) == (idea.id, {"contest": dict(entry.contest.title)})
    activity = db.session.scalars(select(Activity).where(Activity.verb == "entry.submitted")).one()
    assert activity.facts == {"contest": dict(entry.contest.title), "code": "AG-01"}


def test_a_second_click_gets_the_same_receipt(app):
    entry, by = written()
    first = send(entry, by)
    assert send(entry, by) is first
    assert db.session.scalar(select(func.count(Revision.id))) == 1
    assert send(entry, by, at=entry.contest.closes_at + timedelta(hours=1)) is first


def test_changes_after_sending_wait_until_they_are_sent_too(app):
    entry, by = written()
    first = send(entry, by)
    write(entry, by, title="Tên mới")
    assert (entry.title, entry.unsent["title"]) == (WORDS["title"], "Tên mới")
    assert actions.content_of(entry)["title"] == "Tên mới"
    second = send(entry, by)
    assert (entry.title, entry.unsent, entry.number) == ("Tên mới", None, 1)
    assert second.code != first.code
    assert [r.code for r in queries.receipts_of(entry)] == [second.code, first.code]
    write(entry, by, title="Tên mới")
    assert entry.unsent is None


def test_a_save_from_an_older_page_brings_both_texts(app):
    entry, by = written()
    opened = entry.version
    write(entry, by, title="Của bạn cùng đội")
    with pytest.raises(Stale) as refusal:
        write(entry, by, version=opened, title="Của tôi")
    assert refusal.value.facts["saved"]["title"] == "Của bạn cùng đội"
    assert refusal.value.facts["typed"]["title"] == "Của tôi"
    assert entry.title == "Của bạn cùng đội"


INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(("late", "counts"), [(-INSTANT, True), (timedelta(0), False)])
def test_the_deadline_is_the_moment_of_arrival(app, late, counts):
    entry, by = written()
    deadline = entry.contest.closes_at
    with time_machine.travel(deadline + timedelta(seconds=3)):  # it waited for the lock
        if counts:
            receipt = send(entry, by, at=deadline + late)
            assert (receipt.at, receipt.deadline) == (deadline + late, deadline)
        else:
            with pytest.raises(Refused, match="Entries closed at"):
                send(entry, by, at=deadline + late)
            assert (entry.state, entry.title) == (EntryState.DRAFT, WORDS["title"])


def test_late_words_never_become_what_is_judged(app):
    entry, by = written()
    send(entry, by)
    write(entry, by, title="Chưa gửi")
    late = entry.contest.closes_at
    with time_machine.travel(late):
        with pytest.raises(Refused, match="Entries closed"):
            write(entry, by, at=late, title="Muộn")
        with pytest.raises(Refused, match="Entries closed"):
            send(entry, by, at=late)
    assert (entry.title, entry.unsent["title"]) == (WORDS["title"], "Chưa gửi")


def test_a_receipt_names_the_deadline_it_was_measured_by(app):
    entry, by = written()
    first = send(entry, by)
    before, entry.contest.closes_at = entry.contest.closes_at, now() + timedelta(days=30)
    db.session.flush()
    write(entry, by, title="Thêm")
    second = send(entry, by)
    assert (first.deadline, second.deadline) == (before, entry.contest.closes_at)


def test_a_withdrawn_entry_leaves_the_judged_ones_and_may_come_back_with_its_number(app):
    entry, by = written()
    send(entry, by)
    actions.withdraw(entry, by=by)
    db.session.flush()
    assert db.session.scalars(queries.submitted_to(entry.contest)).all() == []
    actions.withdraw(entry, by=by)
    told = select(func.count(Activity.id)).where(Activity.verb == "entry.withdrawn")
    assert db.session.scalar(told) == 1
    send(entry, by)
    assert (entry.state, entry.number, entry.withdrawn_at) == (EntryState.SUBMITTED, 1, None)
    assert db.session.scalars(queries.submitted_to(entry.contest)).all() == [entry]


def test_after_publication_nothing_is_withdrawn(app):
    entry, by = written()
    send(entry, by)
    entry.contest.published_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="results are out"):
        actions.withdraw(entry, by=by)


def test_numbers_follow_the_order_of_sending(app):
    contest = make_contest()
    entries = [written(contest=contest, team=make_team(make_person())) for _ in range(3)]
    for entry, by in reversed(entries):
        send(entry, by)
    assert [entry.number for entry, _ in entries] == [3, 2, 1]
    assert db.session.scalar(select(func.count(Receipt.id))) == 3
    assert db.session.scalar(select(func.count(Participant.id))) == 3
    found = db.session.scalars(queries.submitted_to(contest)).all()
    assert [entry.code for entry in found] == ["AG-01", "AG-02", "AG-03"]
    assert db.session.scalar(select(func.count(Entry.id))) == 3
