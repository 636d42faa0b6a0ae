"""A moment in the words of its reader."""

from datetime import UTC, datetime

import pytest

from mentorhub.platform.i18n import full_moment, in_language

EVENING = datetime(2026, 12, 7, 16, 59, tzinfo=UTC)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "whole", "to_the_second"),
    [
        ("vi", "Thứ Hai 07/12/2026 23:59, giờ", "Thứ Hai 07/12/2026 23:59:07, giờ"),
        ("en", "Monday 07/12/2026 23:59, Vietnam", "Monday 07/12/2026 23:59:07, Vietnam"),
        (
            "fr",
            f"lundi 07/12/2026 23{SPACE}h{SPACE}59, heure",
            f"lundi 07/12/2026 23{SPACE}h{SPACE}59{SPACE}min{SPACE}07, heure",
        ),
    ],
)
def test_a_moment_has_its_day_its_zone_and_seconds_if_any(app, language, whole, to_the_second):
    with in_language(language):
        assert full_moment(EVENING).startswith(whole)
        assert full_moment(EVENING.replace(second=7)).startswith(to_the_second)
        assert full_moment(EVENING).endswith("(UTC+7)")
