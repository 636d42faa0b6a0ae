"""Words of a team that were never sent, while a later stage takes other words until its day."""

import pytest

from mentorhub.entries.actions import content_of, sent_content_of
from mentorhub.entries.queries import receipts_of
from mentorhub.platform.clock import as_of
from mentorhub.platform.i18n import full_moment, in_language
from tests.judging.test_stage_questions import WORDS, cross, question, typed


@pytest.fixture
def asking(closed, four):
    """The final asks for a plan of whoever has one."""
    for entry in four:
        for name, text in WORDS.items():
            setattr(entry, name, text)
    question(closed, "plan")
    return closed


def test_what_was_typed_earlier_and_not_sent_survives_every_send(browser, asking, four, organisers):
    """Words written before the deadline and never sent: the jury reads none of them, all stay."""
    entry, page = four[1], f"/entries/{four[1].id}"
    entry.unsent = {**content_of(entry), "solution": "Bút đo đời hai.", "benefit": ""}
    cross(asking, organisers)
    team = browser.sign_in(entry.team.owner).speak("en")
    shown = team.get(page).text
    assert "Written after it was sent, and not sent in time" in shown
    assert "Bút đo đời hai." in shown.partition("Text of the entry")[0]
    assert "Bút đo đời hai." not in shown.partition("Text of the entry")[2]
    assert "Bút đo đời hai." not in team.get(f"{page}/preview").text
    assert "Bút đo đời hai." not in team.get(f"{page}/edit").text  # a shut part shows what was sent
    codes = []
    for answer in ("", "Ba bước", "", "Bốn bước"):
        assert team.post(f"{page}/edit", **typed(entry, plan=answer)).status_code == 302
        assert team.post(f"{page}/submission").status_code == 302
        assert team.post(f"{page}/submission").status_code == 302  # the second click
        codes.append(receipts_of(entry)[0].code)
        kept, sent = content_of(entry), sent_content_of(entry)
        assert (kept["solution"], kept["benefit"]) == ("Bút đo đời hai.", "")
        assert (sent["solution"], sent["benefit"]) == (WORDS["solution"], WORDS["benefit"])
        assert [one.get("answers", {}).get("plan", "") for one in (sent, kept)] == [answer] * 2
        assert "Send the changes" not in team.get(page).text  # nothing else may come in
    assert len({*codes}) == len(receipts_of(entry)) == 4
    with as_of(asking.more_until):
        after = team.get(page).text
        assert "Bút đo đời hai." in after.partition("Text of the entry")[0]
        assert "not sent yet" not in after


def test_the_page_that_sends_names_the_day_of_the_stage(browser, asking, four, organisers):
    cross(asking, organisers)
    team = browser.sign_in(four[1].team.owner).speak("en")
    team.post(f"/entries/{four[1].id}/edit", **typed(four[1], plan="Ba bước"))
    shown = team.get(f"/entries/{four[1].id}/submission").text
    with in_language("en"):
        assert full_moment(asking.more_until) in shown
