"""Six slips from the box, typed on a phone on a slow network, and with the keyboard alone."""

import os
import time
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from mentorhub.accounts.actions import open_login
from mentorhub.platform.clock import today
from mentorhub.platform.db import db, transaction
from mentorhub.slips.models import Slip
from tests.factories import make_officer, make_unit
from tests.journeys.typist import (
    PACE,
    SLIPS,
    SLOW_3G,
    Typist,
    begins_anew,
    choose_field,
    opened,
    press,
    with_keys,
    with_taps,
)
from tests.journeys.visitor import LAPTOP, PHONE

pytestmark = pytest.mark.journey

TEN_MINUTES = 600
PROOF = Path(__file__).parents[2] / "docs" / "proof" / "slips.md"
REPORT = """# Six slips from the idea box

`pytest -m journey tests/journeys/test_six_slips.py` with `MENTORHUB_PROOF=1`: an officer with an
empty cache opens the page for a pile of slips over a network of 400 kbit/s and 400 ms, copies six
slips, sends them and prints the codes of their authors. Waiting is from the key or tap that saves
to the empty form that has the cursor again.

| | phone | keyboard alone |
|---|---|---|
"""
ROWS = (
    ("first page, ready to type (s)", "opened"),
    ("waiting after each slip, median (s)", "median"),
    ("waiting after each slip, longest (s)", "longest"),
    ("sending all six, and the sheet of codes (s)", "end"),
    ("all of the waiting (s)", "waited"),
    ("taps", "taps"),
    ("keys for what the slips say", "signs"),
    ("keys besides", "keys"),
    (f"the whole, at {PACE} signs a second and 1 s for each tap (min)", "minutes"),
)


@pytest.fixture
def sit_down(visit, house):
    """An officer of a commune of their own, signed in, on a slow network with an empty cache."""

    def open_browser(name, **given):
        with house.app.app_context(), transaction():
            officer = make_officer(make_unit(f"Xã {name}"))
            token = open_login(officer, device="journey", shared_computer=False)
            key = officer.id
        visitor = visit(**given)
        signed = house.app.session_interface.get_signing_serializer(house.app)
        value = signed.dumps({"_user_id": token, "_fresh": True, "_permanent": True})
        name = house.app.config["SESSION_COOKIE_NAME"]
        visitor.context.add_cookies([{"name": name, "value": value, "url": house.address}])
        session = visitor.context.new_cdp_session(visitor.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_3G)
        visitor.network = session
        return visitor, key

    return open_browser


def six_slips(visitor, copy):
    page, typist = visitor.page, Typist(visitor)
    began = time.monotonic()
    opened(visitor)
    ready = time.monotonic() - began
    choose_field(typist, copy)
    for number, slip in enumerate(SLIPS, start=1):
        copy(typist, slip)
        typist.waits_for(begins_anew, page, number)
    began = time.monotonic()
    press(typist, copy, "Gửi các phiếu đã đủ")
    visitor.reads("6 ý tưởng đã gửi")
    press(typist, copy, "In mã hôm nay")
    expect(page.locator("[translate=no]")).to_have_count(6)
    end = time.monotonic() - began
    return told(typist, ready, end)


def told(typist, ready, end):
    waited = ready + sum(typist.waits) + end
    work = typist.signs / PACE + typist.keys / PACE + typist.taps
    return {
        "opened": f"{ready:.1f}",
        "median": f"{median(typist.waits):.2f}",
        "longest": f"{max(typist.waits):.2f}",
        "end": f"{end:.1f}",
        "waited": f"{waited:.1f}",
        "taps": typist.taps,
        "signs": typist.signs,
        "keys": typist.keys,
        "minutes": f"{(waited + work) / 60:.1f}",
    }


FIGURES = {}


@pytest.mark.parametrize(
    ("kind", "size", "copy"), [("phone", PHONE, with_taps), ("keyboard", LAPTOP, with_keys)]
)
def test_six_slips_in_ten_minutes(kind, size, copy, sit_down, house, tell):
    visitor, officer = sit_down(kind, size=size)
    figures = FIGURES[kind] = six_slips(visitor, copy)
    with house.app.app_context():
        slips = db.session.scalars(select(Slip).where(Slip.helper_id == officer)).all()
        assert sorted(slip.name for slip in slips) == sorted(name for name, *_ in SLIPS)
        assert all(slip.idea.sent_at and slip.code_holds for slip in slips)
        assert {slip.written_on for slip in slips} == {today()}
    tell(f"six slips, {kind}: {figures}")
    assert float(figures["minutes"]) * 60 <= TEN_MINUTES
    if kind == "keyboard":
        assert figures["taps"] == 0
    if os.environ.get("MENTORHUB_PROOF") and len(FIGURES) == 2:
        lines = (f"| {w} | {FIGURES['phone'][k]} | {FIGURES['keyboard'][k]} |" for w, k in ROWS)
        PROOF.write_text(REPORT + "\n".join(lines) + "\n", encoding="utf-8")


def test_words_survive_a_lost_network(sit_down, house):
    visitor, officer = sit_down("mất mạng", size=PHONE)
    page, typist = visitor.page, Typist(visitor)
    opened(visitor)
    lost = {**SLOW_3G, "offline": True}
    visitor.network.send("Network.emulateNetworkConditions", lost)
    visitor.meant.add("ERR_INTERNET_DISCONNECTED")
    with_keys(typist, SLIPS[0])
    visitor.reads("Mất mạng")
    assert page.locator("[name=title]").input_value() == SLIPS[0][2]
    visitor.network.send("Network.emulateNetworkConditions", SLOW_3G)
    visitor.go("/slips/pile")
    expect(page.locator("[name=title]")).to_have_value(SLIPS[0][2])
    page.locator("[name=benefit]").press("Control+Enter")
    begins_anew(page, 1)
    visitor.wrongs = [one for one in visitor.wrongs if "ERR_INTERNET" not in one]
    with house.app.app_context():
        count = select(func.count(Slip.id)).where(Slip.helper_id == officer)
        assert db.session.scalar(count) == 1


def test_a_slip_without_script(sit_down):
    visitor, _officer = sit_down("không script", size=PHONE, script=False)
    visitor.go("/slips/pile")
    name, year, title, *texts = SLIPS[0]
    visitor.fill(name=name, birth_year=year, agreed="signed", title=title, sector="y-te")
    visitor.fill(problem=texts[0], solution=texts[1], benefit=texts[2])
    visitor.press("Lưu, phiếu tiếp theo").reads("Đã lưu:", title)
    assert visitor.page.locator("[name=sector]").input_value() == "y-te"
    assert visitor.page.locator("[name=title]").input_value() == ""
    visitor.press(f"Hoàn tác “{title}”").reads("Bản nháp đã xóa.")
