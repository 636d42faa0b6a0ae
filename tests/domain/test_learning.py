from dataclasses import replace

import numpy as np
import pytest

from development.bench.learning import TRUTH, made_up, misplaced
from mentorhub.matching.domain import suitability
from mentorhub.matching.domain.explain import Explainer
from mentorhub.matching.domain.learning import (
    HIGHEST,
    LOWEST,
    Answer,
    enough,
    learn,
    value_of,
)
from mentorhub.matching.domain.lifting import parts, refined, with_lift
from mentorhub.matching.domain.meeting import Meeting
from mentorhub.matching.domain.meeting import reasons as meeting_reasons
from mentorhub.matching.domain.model import fit, fits
from mentorhub.matching.domain.suitability import Circumstances
from mentorhub.matching.domain.weights import LEARNT, SHIPPED, Weights
from tests.domain.test_matching_lift import mentors, profile

OTHERS = SHIPPED.with_named({"text": 0.6, "tags": 1.2, "lift": 2.0, "worked_together": 0.05})


@pytest.fixture(scope="module")
def learnt():
    return learn(made_up(600, TRUTH))


def test_a_planted_truth_is_found_and_foretells_fresh_answers_better(learnt):
    assert learnt.is_better(is_in_force=False)
    fresh = made_up(5_000, TRUTH, seed=99)
    assert misplaced(fresh, learnt.weights) < misplaced(fresh, SHIPPED) - 0.03
    times = {name: learnt.weights.named[name] / SHIPPED.named[name] for name in LEARNT}
    assert times["tags"] > 1.2
    assert times["text"] < 0.8


def test_no_weight_turns_its_sign_or_dies_out():
    against = {"same_commune": 0.01, "near": 0.01, "shared_time": 0.01}
    answers = [
        replace(one, value=1 - one.value) if one.parts["same_commune"] else one
        for one in made_up(900, against)
    ]
    found = learn(answers).weights.named
    for name, shipped in SHIPPED.named.items():
        assert LOWEST - 0.001 <= found[name] / shipped <= HIGHEST + 0.001, name
    assert found["same_commune"] < SHIPPED.same_commune


@pytest.mark.parametrize("slope", [0.0, 4.0])
def test_where_there_is_nothing_to_learn_the_shipped_weights_are_kept(slope):
    found = [learn(made_up(300, {}, seed=seed, slope=slope)) for seed in range(6)]
    assert sum(one.is_better(is_in_force=False) for one in found) == 0


def test_two_hundred_and_ninety_nine_answers_are_too_few():
    answers = made_up(300, TRUTH)
    assert enough(answers)
    assert not enough(answers[:-1])
    with pytest.raises(ValueError, match="too few"):
        learn(answers[:-1])


def test_answers_of_one_kind_or_of_a_handful_of_mentors_are_too_few():
    answers = made_up(300, TRUTH)
    assert not enough([replace(one, value=1.0) for one in answers])
    assert not enough([replace(one, mentor=one.mentor[-1]) for one in answers])


def test_the_same_answers_give_the_same_weights(learnt):
    assert learn(made_up(600, TRUTH)) == learnt


def test_what_is_in_force_only_has_to_stay_ahead(learnt):
    narrow = replace(learnt, loss_after=learnt.loss_before - learnt.error)
    assert not narrow.is_better(is_in_force=False)
    assert narrow.is_better(is_in_force=True)
    behind = replace(learnt, loss_after=learnt.loss_before + 0.001)
    assert not behind.is_better(is_in_force=True)


def test_scores_spread_as_far_as_before(learnt):
    answers = made_up(600, TRUTH)

    def spread(weights):
        named = weights.named
        return np.std([sum(named[n] * part for n, part in one.parts.items()) for one in answers])

    assert spread(learnt.weights) == pytest.approx(spread(SHIPPED), rel=0.02)


def test_a_yes_by_which_nothing_was_reached_is_half_a_yes():
    yes = [value_of(accepted=True, reached=reached) for reached in (None, 1, 4)]
    assert yes == [1.0, 0.5, 1.0]
    assert value_of(accepted=True, reached=2) == pytest.approx(2 / 3)
    assert value_of(accepted=False, reached=None) == 0


@pytest.mark.parametrize("weights", [SHIPPED, OTHERS])
@pytest.mark.parametrize("lifted", [False, True])
def test_a_suitability_is_the_weighed_sum_of_its_parts(weights, lifted):
    people = list(mentors())
    index = with_lift(fit(people), people) if lifted else fit(people)
    team, rows = profile("team", "boat tide net"), np.arange(5)
    whole = refined(index, team, fits(index, team, weights), rows, weights)
    for now in (
        Circumstances(2, pending=3, answers=4, requests=9, same_commune=True, worked_together=5),
        Circumstances(1, kilometres=9.0, shared_times=2, worked_together=1),
    ):
        for row in rows:
            made_of = suitability.parts(parts(index, team, row), now)
            said = sum(weights.named[name] * part for name, part in made_of.items())
            assert set(made_of) == set(LEARNT)
            assert said == pytest.approx(suitability.suitability(whole[row], now, weights))


def test_shares_of_reasons_are_weighed_alike():
    people = list(mentors())
    index, team = fit(people), profile("team", "boat tide net")
    shares = []
    for weights in (SHIPPED, replace(SHIPPED, text=2.0)):
        told = Explainer(index, team, weights).reasons(people[0].id, skills={})
        shares.append({str(one.facts): one.share for one in told})
    for said, share in shares[0].items():
        assert shares[1][said] == pytest.approx(2 * share)
    now = Circumstances(1, same_commune=True)
    told = meeting_reasons(Meeting(), Meeting(), now, replace(SHIPPED, same_commune=0.2))
    assert told[0].share == 0.2


def test_weights_are_read_by_their_names_and_nothing_else_is_one():
    assert SHIPPED.with_named(SHIPPED.named) == Weights()
    assert OTHERS.worked_together_most == pytest.approx(0.10)
    for wrong in ({"age": 1.0}, {"text": 0.0}, {"text": -1.0}, {"text": float("nan")}):
        with pytest.raises(ValueError, match="no weights"):
            SHIPPED.with_named(wrong)


def test_a_part_that_is_not_known_counts_nothing():
    answers = made_up(300, TRUTH)
    bare = [Answer(one.mentor, {"tags": one.parts["tags"]}, one.value) for one in answers]
    found = learn(bare)
    assert found.weights.named["text"] > 0
