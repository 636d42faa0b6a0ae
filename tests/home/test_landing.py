"""The landing page, search, the words about the house, and what everybody is told of a mistake."""

import gzip
from datetime import timedelta
from decimal import Decimal

import pytest

from mentorhub.accounts.models import Approval
from mentorhub.contests.models import ContestState, Shown, Stage, StageKind
from mentorhub.home import queries
from mentorhub.ideas.models import IdeaState, Maturity, Visibility
from mentorhub.mentoring.models import MentorState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.publishing.models import Place, Publication, PublicationState
from tests.factories import make_contest, make_entry, make_idea, make_mentor, make_person, make_team


def titled(text):
    return Translated(vi=text, en=text, fr=text)


def make_publication(shown):
    """Three places of a finished contest, agreed to by two."""
    contest = make_contest(title=titled("Hackathon"), days_left=-9, shown=shown)
    contest.published_at = now()
    approval = make_approval(contest)
    publication = Publication(
        contest=contest,
        state=PublicationState.PUBLISHED,
        digest="d",
        counts={"entries": 3, "jurors": 3, "cards": 9, "conflicts": 0, "waivers": 0},
        prepared_by=approval.asked_by,
        approval=approval,
        published_at=now(),
    )
    db.session.add(publication)
    db.session.flush()
    totals = {"Áo Xanh": "8.62", "Hỏi Là Biết": "8.48", "Tiếng Quê": "7.92"}
    for rank, (name, total) in enumerate(totals.items(), start=1):
        db.session.add(make_place(publication, rank, name, Decimal(total)))
    db.session.flush()
    return publication


def make_approval(contest):
    return Approval(
        action="publish",
        subject_type="contest",
        subject_id=contest.id,
        digest="d",
        asked_by=make_person("Một"),
        approved_by=make_person("Hai"),
        approved_at=now(),
    )


def make_place(publication, rank, team, total):
    contest = publication.contest
    return Place(
        publication_id=publication.id,
        contest_id=contest.id,
        entry_id=make_entry(team=make_team(name=team), contest=contest).id,
        rank=rank,
        position=rank,
        total=total,
        low=total - 1,
        high=total + 1,
        readers=3,
        means={},
    )


def test_the_figures_count_what_everybody_may_read(app):
    before = queries.figures()
    make_idea(maturity=Maturity.PILOT)
    make_idea(maturity=Maturity.IDEA)
    make_idea(maturity=Maturity.PILOT, visibility=Visibility.CONFIDENTIAL)
    make_idea(state=IdeaState.DRAFT, maturity=Maturity.PILOT)
    make_mentor()
    make_mentor(state=MentorState.APPLIED)
    after = queries.figures()
    assert (after.ideas - before.ideas, after.mentors - before.mentors) == (3, 1)
    assert after.units - before.units == 1


def test_the_contest_that_closes_first_comes_before_the_one_that_opens_next(app):
    make_contest(title=titled("Mở sau"), opened_days_ago=-3, days_left=4)
    make_contest(title=titled("Nháp"), days_left=1, state=ContestState.DRAFT)
    make_contest(title=titled("Đã xong"), days_left=-1)
    make_contest(title=titled("Còn lâu"), days_left=30)
    soon = make_contest(title=titled("Sắp hết hạn"), days_left=5)
    assert queries.contest_now() == soon


def test_without_a_contest_there_is_no_strong_block(browser):
    assert "inverse" not in browser.get("/").text


def test_the_landing_page_shows_the_open_contest_with_its_river(browser):
    contest = make_contest(title=titled("Ý tưởng sáng tạo"), days_left=5)
    contest.stages = [
        Stage(
            position=1,
            kind=StageKind.SUBMISSION,
            name=titled("Nhận bài"),
            opens_at=now() - timedelta(days=2),
            closes_at=now() + timedelta(days=5),
        )
    ]
    db.session.flush()
    page = browser.get("/").text
    assert "Ý tưởng sáng tạo" in page
    assert '<time datetime="' + contest.closes_at.isoformat() in page
    assert 'aria-current="step"' in page


def test_drafts_and_confidential_words_stay_off_the_landing_page(browser):
    make_idea(title="Bản nháp kín", state=IdeaState.DRAFT)
    make_idea(title="Ý tưởng mật", solution="bí quyết riêng", visibility=Visibility.CONFIDENTIAL)
    make_idea(title="Ghe STEM")
    page = browser.get("/").text
    assert "Ghe STEM" in page
    assert "Bản nháp kín" not in page
    assert "bí quyết riêng" not in page


def test_points_are_shown_only_where_the_contest_chose_so(browser):
    make_publication(Shown.PLACES)
    page = browser.get("/").text
    assert "Áo Xanh" in page
    assert "8,62" not in page
    assert "plot__dot" not in page


def test_the_proof_has_points_and_their_spread(browser):
    make_publication(Shown.TOTALS)
    page = browser.get("/").text
    assert "Áo Xanh: 8,62, các phiếu từ 7,62 đến 9,62" in page
    assert page.count("plot__dot") == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Từ hạt giống đến vụ mùa"), ("en", "From seed to harvest"), ("fr", "De la graine")],
)
def test_the_landing_page_speaks_three_languages(browser, language, words):
    page = browser.speak(language).get("/").text
    assert words in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("name", ["scoring", "privacy", "accessibility"])
@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_words_about_the_house_are_there(browser, name, language):
    assert browser.speak(language).get(f"/about/{name}").status_code == 200


def test_other_words_are_not_there(browser):
    assert browser.get("/about/nothing").status_code == 404


def test_search_finds_contests_by_words_without_marks(app):
    make_contest(title=titled("Ý tưởng sáng tạo Thanh niên"))
    make_contest(title=titled("Cuộc thi kín"), state=ContestState.DRAFT)
    found = queries.contests_named("sang tao", limit=6)
    assert [contest.title["vi"] for contest in found] == ["Ý tưởng sáng tạo Thanh niên"]
    assert queries.contests_named("kin", limit=6) == []
    assert queries.contests_named("  ", limit=6) == []


def test_search_without_an_answer_offers_a_way_on(browser):
    page = browser.get("/search?q=<script>alert(1)</script>")
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "Thửa này còn trống" in page.text


def test_search_without_words_asks_for_some(browser):
    page = browser.get("/search")
    assert page.status_code == 200
    assert 'role="status"' not in page.text


def test_a_search_of_any_length_is_answered(browser):
    assert browser.get("/search?q=" + "dài " * 800).status_code == 200


def test_a_page_travels_light(browser):
    for number in range(5):
        make_idea(title=f"Ý tưởng số {number}")
    plain = browser.get("/")
    packed = browser.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data).decode() == plain.text
    assert len(packed.data) <= 8_000
