import pytest

from mentorhub.contests.models import Stage, StageKind
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from tests.contests.organisers import make_organiser
from tests.factories import make_contest


@pytest.fixture
def organiser(app):
    return make_organiser()


@pytest.fixture
def contest(organiser):
    contest = make_contest(organiser, opened_days_ago=-3, days_left=30)
    for position, name in enumerate(("Sơ khảo", "Chung khảo"), start=1):
        window = {"opens_at": now(), "closes_at": now()}
        name = Translated(vi=name, en=name)
        contest.stages.append(Stage(position=position, kind=StageKind.JUDGING, name=name, **window))
    db.session.flush()
    return contest


@pytest.fixture
def send(browser, organiser, contest):
    """What the organiser types on a page of the set-up is sent; the answer."""

    def post(page, typed):
        browser.sign_in(organiser)
        db.session.commit()
        return browser.post(
            f"/contests/{contest.id}/{page}",
            **{"version": contest.version, "reason": "Nhiều bạn hỏi", **typed},
        )

    return post
