"""The line of an idea, from what it took in to where it is in use."""

import re
from datetime import timedelta

from mentorhub.ideas import actions
from mentorhub.platform.clock import as_of, now
from tests.factories import make_idea, make_officer, make_person

SAME = {"verdict": "merge", "reason": "Hai ý tưởng cùng một việc."}


def test_merge_team_mentor_entry_award_and_use_stand_on_one_line_in_order(browser):
    idea, into = make_idea(title="Đo mặn bằng bút"), make_idea()
    officer = make_officer(unit=idea.unit)
    contest = {"vi": "Ý tưởng trẻ", "en": "Young ideas"}
    told = [
        ("team", {"team": into.team.name}, f"Đội {into.team.name}"),
        ("mentor", {}, "mentor"),
        ("entry", {"contest": contest}, "Ý tưởng trẻ"),
        ("award", {"award": {"vi": "Giải Nhất"}}, "Giải Nhất"),
    ]
    start = now() - timedelta(days=9)
    with as_of(start):
        actions.decide(idea, **SAME, twin=into.id, by=officer)
    for day, (kind, facts, _) in enumerate(told, start=1):
        with as_of(start + timedelta(days=day)):
            actions.note_milestone(into, kind, make_person(), **facts)
    place = {"place": into.unit.name, "since": now().date(), "people": 9, "evidence": ""}
    actions.report_in_use(into, **place, by=into.author)
    page = browser.get(f"/ideas/{into.id}").text
    line = page[page.index('<ol class="line') :].partition("</ol>")[0]
    assert re.findall(r"<h3", line) == ["<h3"] * 6
    words = [idea.title, *(word for *_, word in told), into.unit.name]
    at = [line.casefold().index(word.casefold()) for word in reversed(words)]
    assert at == sorted(at)  # the newest first
