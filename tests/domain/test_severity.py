"""The model of strictness against matrices written out in full, and what it must not depend on."""

from decimal import Decimal
from random import Random

import numpy as np
import pytest

from mentorhub.judging.domain.design import Design, Sheet
from mentorhub.judging.domain.severity import (
    Fit,
    Variances,
    likeliest,
    severities,
    solved,
)
from tests.domain.juries import marked


def in_full(sheets, variances):
    """−2 × the restricted likelihood, adjusted points, strictness, and the errors of both: from
    the covariance of all sheets, as the textbooks have it (Searle, Casella, McCulloch 1992)."""
    design = Design(sheets)
    entry = np.eye(len(design.entries))[design.entry]
    juror = np.eye(len(design.jurors))[design.juror]
    covariance = (
        variances.quality * entry @ entry.T
        + variances.severity * juror @ juror.T
        + variances.noise * np.eye(len(sheets))
    )
    ones, inverse = np.ones((len(sheets), 1)), np.linalg.inv(covariance)
    of_mean = float((ones.T @ inverse @ ones)[0, 0])
    points = design.points + design.centre
    mean = float((ones.T @ inverse @ points)[0]) / of_mean
    rest = inverse @ (points - mean)
    unlikely = np.linalg.slogdet(covariance)[1] + np.log(of_mean) + (points - mean) @ rest
    projection = inverse - inverse @ ones @ ones.T @ inverse / of_mean
    told = variances.severity * juror.T
    left = variances.severity * np.eye(len(design.jurors)) - told @ projection @ told.T
    adjusted = mean + variances.quality * entry.T @ rest
    return unlikely, adjusted, told @ rest, np.sqrt(np.diagonal(left))


def test_the_model_is_that_of_the_textbooks():
    sheets, _ = marked()
    fit = solved(sheets)
    _, adjusted, strictness, errors = in_full(sheets, fit.variances)
    assert np.allclose(fit.centre + fit.quality, adjusted)
    assert np.allclose(fit.severity, strictness)
    assert np.allclose(fit.errors[1], errors)


def test_no_variances_nearby_are_likelier():
    sheets, _ = marked()
    best = likeliest(Design(sheets))
    at_best = in_full(sheets, best)[0]
    for place in range(3):
        for factor in (0.9, 0.98, 1.02, 1.1):
            near = list(best)
            near[place] *= factor
            assert in_full(sheets, Variances(*near))[0] >= at_best - 1e-3


def test_strictness_that_was_put_in_is_found_again():
    sheets, quality = marked(60, 8, 4, strict=(9.0, -6.0), noise=2.0)
    fit = solved(sheets)
    found = {one.juror: one for one in severities(fit)}
    others = np.mean([found[juror].shift for juror in range(2, 8)])
    assert found[0].shift - others == pytest.approx(-9, abs=1)
    assert found[1].shift - others == pytest.approx(6, abs=1)
    assert all(0 < one.error < 4 and one.sheets > 20 for one in found.values())
    adjusted = np.array([float(fit.adjusted[n]) for n in range(60)])
    assert np.corrcoef(adjusted, quality)[0, 1] > 0.98


def test_the_order_of_sheets_changes_no_digit():
    sheets, _ = marked()
    known = solved(sheets)
    for seed in range(3):
        shuffled = Random(seed).sample(sheets, len(sheets))
        assert solved(shuffled).adjusted == known.adjusted
        assert solved(shuffled).variances == known.variances


def test_a_juror_with_one_sheet_or_always_the_same_points_is_no_trouble():
    sheets, _ = marked()
    flat = [Sheet(entry, "flat", Decimal(60)) for entry in range(6)]
    fit = solved([*sheets, *flat, Sheet(0, "once", Decimal(100))])
    assert np.all(np.isfinite(fit.quality))
    assert all(one.is_finite() for one in fit.adjusted.values())
    assert abs({one.juror: one for one in severities(fit)}["once"].shift) < 30


def test_a_juror_who_drew_the_best_entries_pulls_nobody_down():
    """Juror 0 reads the ten best with two others, and marks as they do."""
    luck = np.random.default_rng(5)
    quality = sorted(luck.normal(60, 10, 30), reverse=True)
    sheets = []
    for entry, points in enumerate(quality):
        jurors = (0, 1, 2) if entry < 10 else (1, 2, 3)
        sheets += [
            Sheet(entry, j, Decimal(str(round(points + luck.normal(0, 1), 2)))) for j in jurors
        ]
    shifts = {one.juror: one.shift for one in severities(solved(sheets))}
    assert abs(shifts[0]) < 1


def test_with_variances_that_were_written_down_the_points_come_out_again():
    sheets, _ = marked()
    fit = solved(sheets)
    assert Fit(Design(sheets), Variances(*fit.variances)).adjusted == fit.adjusted


def test_what_cannot_be_told_apart_is_an_error():
    same = [Sheet(entry, juror, Decimal(5)) for entry in range(3) for juror in range(3)]
    with pytest.raises(ValueError, match="same points"):
        solved(same)
    with pytest.raises(ValueError, match="no sheets"):
        Design([])
    with pytest.raises(ValueError, match="two of one juror"):
        Design([same[0], same[0]])


def test_draws_lie_where_the_errors_say():
    sheets, _ = marked()
    fit = solved(sheets)
    drawn = fit.drawn(3000, seed=4)
    assert np.allclose(drawn.mean(axis=0), fit.centre + fit.quality, atol=0.4)
    assert np.allclose(drawn.std(axis=0), fit.errors[0], rtol=0.08)
    assert np.array_equal(drawn, fit.drawn(3000, seed=4))
