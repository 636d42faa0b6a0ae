"""Every vote that was settled stands in the minutes with its count and reason, and no name."""

from unicodedata import normalize

import pytest

from mentorhub.deliberations import actions
from mentorhub.deliberations.models import Answer, Matter
from mentorhub.platform.db import db
from tests.factories import make_table
from tests.pdf_text import pages

YES, NO, NEITHER = Answer.YES, Answer.NO, Answer.ABSTAIN


def words(pdf):
    return normalize("NFC", " ".join(" ".join(pages(pdf)).split()))


def put(talk, cast, text, answers, reason, **more):
    motion = actions.move(
        talk, text=text, by=cast.first, **{"matter": Matter.OTHER, "places": {}, **more}
    )
    for juror, answer in zip(cast.jurors, answers, strict=False):
        actions.vote(motion, answer=answer, by=juror.person)
    if reason:
        actions.settle(motion, reason=reason, by=cast.first)
    return motion


@pytest.mark.parametrize(
    ("tongue", "carried", "not_carried"),
    [
        (
            "vi",
            "Được thông qua (2 đồng ý, 0 không đồng ý, 0 không ý kiến)",
            "Không được thông qua (0 đồng",
        ),
        ("en", "Carried (2 in favour, 0 against, 0 neither)", "Not carried (0 in"),
        ("fr", "Adopté (2 pour, 0 contre, 0 sans avis)", "Rejeté (0 pour"),
    ],
)
def test_carried_or_not_each_stands_there_with_its_reason(
    browser, talk, cast, tongue, carried, not_carried
):
    lower, upper = cast.entries
    places = {lower.id: 2, upper.id: 1}
    put(talk, cast, "Bài hai trên", (YES, YES), "Rộng hơn", matter=Matter.ORDER, places=places)
    put(talk, cast, "Mời thêm chuyên gia", (NO, NEITHER, NO), "Không cần thiết")
    put(talk, cast, "Chưa kết thúc", (YES,), "")
    publication = make_table(cast.contest, by=cast.first)
    cast.first.language = tongue
    db.session.commit()
    browser.sign_in(cast.first).speak(tongue)
    told = words(browser.get(f"/results/tables/{publication.id}/minutes.pdf").data)
    order, guest = (
        f"« {one} »" if tongue == "fr" else f"“{one}”"
        for one in ("Bài hai trên", "Mời thêm chuyên gia")
    )
    assert f"{order} (1. {upper.code}, 2. {lower.code}) {carried}. Rộng hơn" in told
    assert guest in told
    assert not_carried in told
    assert "Không cần thiết" in told
    assert "Chưa kết thúc" not in told  # nobody settled it
    votes = told[told.index(order) :].split("Không cần thiết")[0]
    assert not [one for one in cast.jurors if one.person.full_name in votes]
