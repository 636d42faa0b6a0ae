"""An organiser builds a form; what teams have answered is never changed silently."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests import actions as contests
from mentorhub.contests.models import ContestState
from mentorhub.contests.queries import changes_of
from mentorhub.entries.notices import AUDIENCES
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.questions import actions, queries
from mentorhub.questions.domain.asking import Kind
from mentorhub.questions.models import Question
from tests.contests.test_actions import make_organiser
from tests.factories import make_contest, make_entry, make_person, make_team

FACTS = {
    "label": Translated(vi="Câu hỏi"),
    "help": Translated(),
    "sectors": [],
    **dict.fromkeys(("is_required", "names_people"), False),
    **dict.fromkeys(("least", "most", "depends_on", "depends_value"), ""),
}
WHY = "Ban giám khảo cần biết"
GOODS = [Translated(vi="Hàng hoá", en="Goods"), Translated(vi="Dịch vụ", en="Service")]


def ask(contest, kind=Kind.SHORT, choices=(), **facts):
    by = contest.organisers[0].person
    facts = {"reason": WHY, **FACTS, **facts}
    return actions.ask(contest, kind, by=by, choices=list(choices), **facts)


def change(question, choices=(), version=None, **facts):
    by = question.contest.organisers[0].person
    said = {name: getattr(question, name) for name in FACTS}
    actions.change(
        question,
        version=version or question.version,
        by=by,
        choices=list(choices),
        **{"reason": WHY, **said, **facts},
    )
    db.session.flush()


def verbs(contest):
    rows = select(Activity).where(Activity.contest_id == contest.id).order_by(Activity.id)
    return [row.verb for row in db.session.scalars(rows)]


def changes(contest):
    """Of each change, the newest first, its reason and what was said before and is said now."""
    return [
        (one.reason, part["before"], part["after"])
        for one in db.session.scalars(changes_of(contest))
        for part in one.parts
    ]


def labels(contest):
    return [question.label["vi"] for question in queries.questions_of(contest)]


@pytest.mark.usefixtures("app", "clean")
class TestBuilding:
    def test_questions_stand_in_the_order_of_asking_and_move(self):
        contest = make_contest(opened_days_ago=-1)
        by = contest.organisers[0].person
        a, _b, c = (ask(contest, label=Translated(vi=name)) for name in "abc")
        actions.move(c, -1, by=by)
        assert labels(contest) == ["a", "c", "b"]
        actions.move(a, -1, by=by)  # it is the first already
        actions.move(a, +1, by=by)
        assert labels(contest) == ["c", "a", "b"]
        assert verbs(contest)[-1] == "contest.edited"
        assert len(changes(contest)) == 3  # the order is no change of what is asked

    def test_a_question_stays_behind_the_one_it_hangs_on(self):
        contest = make_contest()
        by = contest.organisers[0].person
        kind = ask(contest, Kind.CHOICE, GOODS)
        key = kind.choices[0]["key"]
        stock = ask(contest, depends_on=kind.key, depends_value=key)
        with pytest.raises(Refused):
            actions.move(stock, -1, by=by)
        with pytest.raises(Refused):
            actions.remove(kind, by=by, reason=WHY)
        with pytest.raises(Refused):
            change(kind, [Translated(vi="Khác"), *GOODS[1:], Translated(vi="X")][1:])
        with pytest.raises(Refused):
            ask(contest, depends_on=kind.key, depends_value="none")

    def test_a_form_ends_at_forty_questions(self):
        contest = make_contest()
        for _ in range(40):
            ask(contest)
        with pytest.raises(Refused):
            ask(contest)

    def test_a_save_from_an_old_page_is_stale(self):
        question = ask(make_contest())
        opened = question.version
        change(question, label=Translated(vi="Mới"))
        with pytest.raises(Stale):
            change(question, version=opened, label=Translated(vi="Cũ"))
        assert question.label == {"vi": "Mới"}

    def test_limits_nobody_could_meet_are_refused(self):
        with pytest.raises(Refused):
            ask(make_contest(), least="9", most="3")

    def test_the_fixed_parts_may_be_left_out_and_asked_for(self):
        contest = make_contest()
        by = contest.organisers[0].person
        assert queries.needed_parts(contest) == {"summary", "benefit"}
        actions.insist(contest, names=["link", "title"], by=by, reason=WHY)
        assert queries.needed_parts(contest) == {"link"}

    def test_a_copy_asks_the_same_questions(self):
        by = make_organiser()
        contest = make_contest(by, opened_days_ago=-1)
        kind = ask(contest, Kind.CHOICE, GOODS)
        ask(contest, depends_on=kind.key, depends_value=kind.choices[1]["key"], is_required=True)
        actions.insist(contest, names=["link"], by=by, reason=WHY)
        words = {name: getattr(contest, name) for name in ("title", "summary", "rules_text")}
        copy = contests.set_up(
            contest.unit,
            opens_at=now(),
            closes_at=now() + timedelta(days=9),
            like=contest,
            by=by,
            host=contest.host,
            **words,
        )
        assert queries.form_of(copy) == queries.form_of(contest)
        assert queries.needed_parts(copy) == {"link"}
        change(queries.questions_of(copy)[1], is_required=False)
        assert queries.form_of(contest)[1].is_required  # the one it came from keeps its own


@pytest.mark.usefixtures("app", "clean")
class TestAfterEntriesWereSent:
    def test_every_change_is_a_version_with_its_reason_told_to_those_who_take_part(self):
        contest = make_contest()
        entry = make_entry(make_team(make_person()), contest)
        question = ask(contest, label=Translated(vi="Giá bán"))
        change(question, is_required=True)
        change(question)  # nothing new: nothing to tell
        actions.remove(question, by=contest.organisers[0].person, reason=WHY)
        told = [verb for verb in verbs(contest) if verb != "contest.edited"]
        assert told == ["contest.form_changed"] * 3
        may, must = "Có thể bỏ trống “Giá bán”.", "Bắt buộc trả lời “Giá bán”."
        usual = "“Giá bán”, số ký tự: tối đa 200."
        assert [
            (reason, [one["vi"] for one in before], [one["vi"] for one in after])
            for reason, before, after in changes(contest)
        ] == [(WHY, [must, usual], []), (WHY, [may], [must]), (WHY, [], [may, usual])]
        rows = select(Activity).where(Activity.verb == "contest.form_changed")
        activity = db.session.scalars(rows).first()
        heard = {person.id for person in AUDIENCES[activity.verb](activity)}
        assert entry.team.members[0].person_id in heard

    def test_nothing_of_an_announced_form_changes_without_a_reason(self):
        contest = make_contest(opened_days_ago=-1)
        with pytest.raises(Refused):
            ask(contest, reason=" ")
        question = ask(contest)
        with pytest.raises(Refused):
            change(question, is_required=True, reason="")
        with pytest.raises(Refused):
            actions.remove(question, by=contest.organisers[0].person)
        with pytest.raises(Refused):
            actions.insist(contest, names=["link"], by=contest.organisers[0].person)

    def test_a_draft_changes_freely_and_keeps_no_versions(self):
        contest = make_contest(state=ContestState.DRAFT)
        change(ask(contest, reason=""), is_required=True, reason="")
        assert (changes(contest), set(verbs(contest))) == ([], {"contest.edited"})

    def test_a_question_with_answers_is_kept_when_it_is_taken_out(self):
        contest = make_contest()
        question = ask(contest, label=Translated(vi="Giá bán"))
        make_entry(make_team(make_person()), contest, answers={question.key: "Năm nghìn"})
        actions.remove(question, by=contest.organisers[0].person, reason=WHY)
        assert queries.questions_of(contest) == []
        ((kept, answer),) = queries.told(contest, {question.key: "Năm nghìn"})
        assert (kept.label["vi"], answer) == ("Giá bán", "Năm nghìn")
        with pytest.raises(Refused):
            change(question, label=Translated(vi="Khác"))

    def test_before_any_entry_was_sent_it_goes(self):
        contest = make_contest()
        actions.remove(ask(contest), by=contest.organisers[0].person, reason=WHY)
        assert db.session.scalars(select(Question)).all() == []

    def test_choices_may_be_added_and_reworded_not_taken_away(self):
        contest = make_contest()
        question = ask(contest, Kind.CHOICE, GOODS)
        first = question.choices[0]["key"]
        make_entry(make_team(make_person()), contest, answers={question.key: first})
        change(question, [Translated(vi="Hàng"), *GOODS[1:], Translated(vi="Khác")])
        assert question.choice(first) == {"vi": "Hàng"}  # another word, the same choice
        assert len({one["key"] for one in question.choices}) == 3
        with pytest.raises(Refused):
            change(question, GOODS)

    def test_after_the_deadline_the_form_stays(self):
        contest = make_contest()
        question = ask(contest)
        contest.closes_at = now()  # by the clock of the database, in minutes of grace too
        contest.grace_minutes = 10
        for act in (
            lambda: ask(contest),
            lambda: change(question, is_required=True),
            lambda: actions.remove(question, by=contest.organisers[0].person, reason=WHY),
            lambda: actions.insist(contest, names=[], by=contest.organisers[0].person, reason=WHY),
        ):
            with pytest.raises(Refused):
                act()
