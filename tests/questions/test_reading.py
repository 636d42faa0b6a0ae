"""What jurors read of the answers, on the sheet they mark."""

from datetime import timedelta

import pytest

from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.questions import actions
from mentorhub.questions.domain.asking import Kind
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team
from tests.questions.test_building import ask


@pytest.fixture
def sheet(app, clean):
    """A contest that asked for a price, a school and people; its juror has the sheet."""

    def made(**fields):
        contest = make_contest(scoring_opened_at=now() - timedelta(hours=1), **fields)
        price = ask(contest, label=Translated(vi="Giá bán"))
        school = ask(contest, label=Translated(vi="Trường"), names_people=True)
        people = ask(contest, Kind.PEOPLE, label=Translated(vi="Ai làm gì"))
        answers = {
            price.key: "Năm nghìn <b>đồng</b>",
            school.key: "Trường Long Xuyên",
            people.key: [{"name": "Lê Thảo", "part": "Đo mặn"}],
        }
        entry = make_entry(make_team(make_person()), contest, answers=answers)
        actions.remove(price, by=contest.organisers[0].person, reason="Gọn hơn")
        contest.closes_at = now() - timedelta(days=1)
        juror = make_juror(contest)
        return juror, make_card(juror, entry)

    return made


@pytest.mark.parametrize("blind", [True, False])
def test_a_juror_reads_all_answers_or_those_that_name_nobody(sheet, browser, blind):
    juror, card = sheet(is_blind=blind)
    browser.sign_in(juror.person)
    db.session.commit()
    page = browser.get(f"/judging/cards/{card.id}").text
    assert "Năm nghìn &lt;b&gt;đồng&lt;/b&gt;" in page  # though it is no longer asked
    for telling in ("Trường Long Xuyên", "Ai làm gì", "Lê Thảo", "Đo mặn"):
        assert (telling in page) is not blind
