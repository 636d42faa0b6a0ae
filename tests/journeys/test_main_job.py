"""The main job, end to end: an idea becomes a result. Every person has a browser of their own."""

import itertools

import pytest

from tests.journeys import chapters, judging
from tests.journeys.story import Story
from tests.journeys.visitor import LAPTOP, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
FEW = {("vi", PHONE)}  # the other five in `prove`
RUNS = list(itertools.product(("vi", "en", "fr"), (PHONE, LAPTOP)))


@pytest.mark.parametrize(
    ("language", "size"),
    [one if one in FEW else pytest.param(*one, marks=pytest.mark.fault) for one in RUNS],
    ids=[f"{it}-{w}" for it, (w, _) in RUNS],
)
def test_a_youth_team_goes_from_an_idea_to_its_result(language, size, visit, signed_in, house):
    story = Story(language, size, visit, signed_in, house)
    chapters.an_organiser_sets_up_a_contest(story)
    chapters.a_newcomer_founds_a_team_and_a_friend_joins(story)
    chapters.they_write_an_idea_and_the_officer_approves(story)
    chapters.they_are_shown_mentors_and_one_accepts(story)
    chapters.they_enter_the_contest(story)
    chapters.a_rival_enters_too(story)
    judging.jurors_take_their_seats_and_the_deadline_passes(story)
    judging.the_jury_marks_on_phones(story)
    judging.two_organisers_publish(story)
    first, second, *_others = judging.everybody_reads(story)
    assert judging.our_title(story) in first
    assert story.rival_title in second
