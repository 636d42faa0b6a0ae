import pytest

from mentorhub.ideas.domain.workflow import (
    PUBLIC_STATES,
    TRANSITIONS,
    IdeaState,
    Part,
    missing,
    moved,
    verbs_open_to,
)

WRITTEN = {
    "title": "Bản đồ độ mặn",
    "sector": "moi-truong",
    "problem": "Nước mặn vào kênh nhanh hơn bản tin.",
    "solution": "Mỗi chi đoàn ấp một bút đo và một bản đồ.",
    "benefit": "Hai trăm hộ trồng lúa biết trước hai ngày.",
}


def test_an_idea_goes_from_a_draft_to_being_in_use():
    state = IdeaState.DRAFT
    for verb in ("send", "ask_for_more", "send", "approve", "help", "report_in_use"):
        state = moved(state, verb, reason="Số đo ở đâu ra?")
    assert state is IdeaState.IN_USE


def test_a_second_click_changes_nothing():
    for verb, transition in TRANSITIONS.items():
        assert moved(transition.target, verb) is transition.target


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ((), IdeaState.APPROVED),
        (("team", "approved", "entry"), IdeaState.APPROVED),
        (("approved", "mentor"), IdeaState.HELPED),
        (("approved", "mentor", "in_use"), IdeaState.IN_USE),
        (("in_use",), IdeaState.IN_USE),
    ],
)
def test_what_was_paused_goes_back_to_what_it_was(line, state):
    assert moved(IdeaState.PAUSED, "resume", line=line) is state
    assert moved(state, "resume", line=line) is state  # a second click


def test_every_other_step_is_refused():
    for verb, transition in TRANSITIONS.items():
        for state in set(IdeaState) - set(transition.sources) - set(transition.targets):
            with pytest.raises(ValueError, match="not_from_here"):
                moved(state, verb, reason="có")


@pytest.mark.parametrize(
    "verb", ["ask_for_more", "mark_as_duplicate", "merge", "decline", "take_down"]
)
def test_bad_news_needs_a_reason(verb):
    source = TRANSITIONS[verb].sources[0]
    with pytest.raises(ValueError, match="reason_missing"):
        moved(source, verb, reason="  ")
    assert moved(source, verb, reason="Đã có ý tưởng như vậy.") is TRANSITIONS[verb].target


def test_what_each_part_may_do():
    assert verbs_open_to(Part.TEAM, IdeaState.DRAFT) == ["send"]
    assert verbs_open_to(Part.OFFICER, IdeaState.DRAFT) == []
    assert verbs_open_to(Part.TEAM, IdeaState.SENT) == []
    assert verbs_open_to(Part.OFFICER, IdeaState.SENT) == [
        "approve",
        "ask_for_more",
        "mark_as_duplicate",
        "decline",
    ]
    assert verbs_open_to(Part.TEAM, IdeaState.APPROVED) == ["report_in_use", "pause"]
    assert verbs_open_to(Part.TEAM, IdeaState.PAUSED) == ["report_in_use", "resume"]
    assert verbs_open_to(Part.OFFICER, IdeaState.IN_USE) == ["merge", "take_down", "pause"]
    assert verbs_open_to(Part.HOUSE, IdeaState.APPROVED) == ["help"]


def test_only_an_officer_makes_an_idea_public():
    into = {
        verb
        for verb, step in TRANSITIONS.items()
        if step.target in PUBLIC_STATES and not set(step.sources) <= set(PUBLIC_STATES)
    }
    assert into == {"approve"}
    assert TRANSITIONS["approve"].by == {Part.OFFICER}


def test_what_is_missing_is_named():
    assert missing(WRITTEN) == {}
    assert missing({**WRITTEN, "title": " ", "problem": "Mặn."}) == {
        "title": "empty",
        "problem": "short",
    }
    assert missing({**WRITTEN, "benefit": "x" * 29}) == {"benefit": "short"}
    assert missing({**WRITTEN, "benefit": "x" * 30}) == {}
