"""The gallery says how many ideas are reported in use, and whose word a stage is."""

from mentorhub.ideas.models import IdeaState, Maturity
from tests.factories import make_idea


def test_a_stage_is_the_authors_word_and_use_is_what_was_reported(browser):
    make_idea(maturity=Maturity.APPLIED)
    page = browser.get("/ideas").text
    cards = page[page.index('id="results"') :]
    assert "Đã áp dụng, theo tác giả" in cards
    assert "Đã triển khai" not in page
    assert "?in_use=1" not in cards  # no figure while nobody has reported any
    make_idea(state=IdeaState.IN_USE)
    page = browser.get("/ideas").text
    assert '<a href="/ideas?in_use=1">1 ý tưởng đã ứng dụng</a>' in page
    assert "ý tưởng đã ứng dụng</a>" not in browser.get("/ideas?stage=applied").text
