import pytest
from sqlalchemy import func, select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.activity.models import Activity
from mentorhub.certificates import actions, queries
from mentorhub.certificates.actions import giving
from mentorhub.certificates.actions.checking import standing_of
from mentorhub.certificates.domain import Cause, Kind, Standing
from mentorhub.certificates.models import Batch, Certificate, Shape
from mentorhub.certificates.notices import AUDIENCES, LINES
from mentorhub.entries.models import Entry
from mentorhub.platform import holdings
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language, sentence
from tests.certificates.conftest import given, work
from tests.factories import agree, make_contest, make_person

WHY = {"cause": Cause.MISTAKE, "reason": "Nhầm người", "anew": False}


def number():
    return db.session.scalar(select(func.count()).select_from(Certificate))


def test_everybody_gets_the_one_that_is_theirs(app, finished):
    told = {name: (one.kind, one.name) for name, one in given(app, finished).items()}
    assert told == {
        "leader": (Kind.AWARD, "Trần Nhã Uyên"),
        "minor": (Kind.AWARD, "Danh Minh Tâm"),
        "author": (Kind.IDEA, "Lê Hồng Cúc"),
        "other": (Kind.TAKING_PART, "Tô Văn Đệ"),
        "juror": (Kind.JUROR, "Mai Thế Hiển"),
    }


def test_whoever_wrote_the_idea_of_an_entry_is_due_one_without_being_in_its_team(app, finished):
    writer = make_person("Lâm Tấn Khởi")
    finished.people["writer"] = writer
    entry = db.session.scalars(select(Entry).where(Entry.title == "Điểm hẹn số")).one()
    entry.idea.author = writer
    papers = given(app, finished)
    one, leader = papers["writer"], papers["leader"]
    assert (one.kind, one.name, one.entry_id) == (Kind.IDEA, "Lâm Tấn Khởi", entry.id)
    agree(writer, Purpose.PUBLICATION)
    assert queries.credited_with([leader]) == {entry.id: ["Lâm Tấn Khởi"]}
    entry.idea.author = finished.people["leader"]
    assert queries.credited_with([leader]) == {entry.id: []}


def test_each_is_signed_and_a_row_written_over_is_found_out(app, finished):
    one = given(app, finished)["other"]
    assert standing_of(one) is Standing.VALID
    one.kind = Kind.AWARD
    assert standing_of(one) is Standing.ALTERED
    one.kind, one.name = Kind.TAKING_PART, "Người Khác"
    assert standing_of(one) is Standing.ALTERED


def test_nothing_is_given_before_the_results_are_out(app, in_english):
    contest = make_contest()
    with pytest.raises(Refused, match="once the results are public"):
        actions.give(contest, list(Kind), by=contest.organisers[0].person)


def test_a_second_click_gives_nothing_twice(app, finished, in_english):
    first = actions.give(finished.contest, [Kind.AWARD], by=finished.first)
    assert actions.give(finished.contest, [Kind.AWARD], by=finished.second) is first
    assert work(app) == 1
    assert number() == 2
    with pytest.raises(Refused, match="Everybody has"):
        actions.give(finished.contest, [Kind.AWARD], by=finished.first)


def test_a_batch_is_written_piece_by_piece_and_goes_on_after_a_death(app, finished, monkeypatch):
    """Each piece stands for itself; the next one finds what is left, also when one came twice."""
    monkeypatch.setattr(giving, "AT_A_TIME", 2)
    batch = actions.give(finished.contest, list(Kind), by=finished.first)
    actions.give_some(batch.id)
    assert [(one.total, written) for one, written in queries.batches_of(finished.contest)] == [
        (5, 2)
    ]
    assert batch.finished_at is None
    actions.give_some(batch.id)  # the worker died after the piece, before it noted so
    assert number() == 4
    work(app)
    assert number() == 5
    assert batch.finished_at is not None
    assert work(app) == 0


def test_holders_are_told_once_and_nobody_else(app, finished):
    given(app, finished)
    verbs = select(Activity).where(Activity.verb == "certificate.given")
    (told,) = db.session.scalars(verbs)
    assert set(AUDIENCES["certificate.given"](told)) == set(finished.people.values())
    for language, title in finished.contest.title.items():
        with in_language(language):  # each holder reads the title in a language of their own
            assert title in sentence(LINES["certificate.given"], told.facts)


def test_a_revoked_one_stays_revoked_and_is_not_given_again(app, finished, in_english):
    one = given(app, finished)["other"]
    assert actions.revoke(one, **WHY, by=finished.second) is None
    assert standing_of(one) is Standing.REVOKED
    moment = one.revoked_at
    actions.revoke(one, **{**WHY, "reason": "khác"}, by=finished.first)
    assert (one.revoked_at, one.reason) == (moment, "Nhầm người")
    with pytest.raises(Refused, match="Everybody has"):
        actions.give(finished.contest, list(Kind), by=finished.first)


def test_another_one_takes_its_place_with_the_name_put_right(app, finished):
    one = given(app, finished)["other"]
    finished.people["other"].details.name = "Tô Văn Đệ Em"
    wrong = {"cause": Cause.NAME, "reason": "Thiếu chữ", "anew": True}
    another = actions.revoke(one, **wrong, by=finished.first)
    assert (another.name, another.kind, another.about_id) == (
        "Tô Văn Đệ Em",
        one.kind,
        one.about_id,
    )
    assert another.code != one.code
    assert standing_of(another) is Standing.VALID
    assert number() == 6


def test_no_reason_no_revocation(app, finished, in_english):
    one = given(app, finished)["other"]
    with pytest.raises(Refused, match="Write why"):
        actions.revoke(one, **{**WHY, "reason": "  "}, by=finished.first)
    assert one.is_valid


def test_of_somebody_erased_the_signature_stays_and_the_name_goes(app, finished):
    one = given(app, finished)["minor"]
    actions.ask_for_bundle(finished.contest, Shape.ZIP, by=finished.first)
    signature = one.signature
    holdings.erase(finished.people["minor"].id)
    assert (one.name, one.salt, one.signature) == ("", "", signature)
    assert standing_of(one) is Standing.ERASED
    assert queries.bundles_of(finished.contest.id) == []
    assert db.session.scalar(select(Batch.total)) == 5
