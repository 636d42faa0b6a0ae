"""When a request had arrived: the proxy is believed where it is set so, and only about now."""

import time

import pytest

from mentorhub.platform.arrival import LONGEST, arrived_at, database_now, note_arrival
from mentorhub.platform.settings import Misconfigured, from_environment


@pytest.fixture
def told_by_the_proxy(app, monkeypatch):
    monkeypatch.setitem(app.config, "PROXY_TELLS_ARRIVAL", True)


def waited(app, told_at):
    """Seconds a request came before the present, as its deadline sees it."""
    with app.test_request_context(headers={"X-Request-Start": told_at}):
        note_arrival()
        return (database_now() - arrived_at()).total_seconds()


def seconds_ago(seconds):
    return f"t={time.time() - seconds:.3f}"


def test_waiting_for_a_worker_costs_nobody_a_deadline(app, clean, told_by_the_proxy):
    assert waited(app, seconds_ago(12)) == pytest.approx(12, abs=1)
    assert waited(app, seconds_ago(LONGEST - 2)) == pytest.approx(LONGEST - 2, abs=1)


@pytest.mark.parametrize(
    "told_at",
    [
        *("", "t=", "12", "t=12", "t=0000000012.000", "t=9999999999.999", "t=nan", "t=-1e9"),
        *("t=1e9", "t=١٧٠٠٠٠٠٠٠٠.000", "t=1700000000.000", "t=1700000000.000, t=1700000000.000"),
    ],
)
def test_what_is_no_time_of_the_last_moments_counts_as_nothing(
    app, clean, told_by_the_proxy, told_at
):
    assert waited(app, told_at) == pytest.approx(0, abs=0.5)


def test_nor_what_is_too_long_ago_or_to_come(app, clean, told_by_the_proxy):
    for seconds in (LONGEST + 5, 3600, -30):
        assert waited(app, seconds_ago(seconds)) == pytest.approx(0, abs=0.5)


def test_without_the_setting_nobody_is_believed(app, clean):
    assert waited(app, seconds_ago(12)) == pytest.approx(0, abs=0.5)


def test_the_setting_is_one_or_nothing(tmp_path):
    given = {
        "MENTORHUB_DEMO": "1",
        "MENTORHUB_SECRET_KEY": "k" * 64,
        "MENTORHUB_BASE_URL": "http://localhost",
        "MENTORHUB_DATA": str(tmp_path),
    }
    tells = "MENTORHUB_PROXY_TELLS_ARRIVAL"
    assert from_environment(given)["PROXY_TELLS_ARRIVAL"] is False
    assert from_environment({**given, tells: "1"})["PROXY_TELLS_ARRIVAL"] is True
    with pytest.raises(Misconfigured, match=tells):
        from_environment({**given, tells: "yes"})
