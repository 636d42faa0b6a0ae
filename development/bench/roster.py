"""How long a list of 10,000 members takes, and how much memory: `tasks.py bench roster`."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

from mentorhub.accounts.models import Person
from mentorhub.app import create_app
from mentorhub.platform.db import db, transaction
from mentorhub.rosters import actions
from mentorhub.sheets.domain.writing import as_csv, as_excel
from mentorhub.units.actions import load_units
from mentorhub.units.queries import by_slug

LINES = 10_000
FAMILIES = ("Nguyễn Văn", "Trần Thị", "Lê Hữu", "Danh", "Chau", "Phạm Ngọc", "Huỳnh Minh", "Đỗ")
GIVEN = ("An", "Ân", "Ánh", "Bảo", "Bé", "Dũng", "Đạt", "Hoà", "Khải", "Linh", "Út", "Vy")
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chi đoàn", "Chức vụ", "Số điện thoại")


def main() -> None:
    from flask_migrate import upgrade

    app = create_app({"SECRET_KEY": "only to measure with, never to serve", "TESTING": True})
    with app.app_context():
        upgrade()
        with transaction():
            load_units()
            officer = Person(unit=by_slug("an-bien"))
            db.session.add(officer)
        for name, data in (("Excel", as_excel("Danh sách", HEADINGS, _rows())),
                           ("CSV", as_csv(HEADINGS, _rows()))):  # fmt: skip
            print(f"{LINES:,} lines as {name}, {len(data) / 1024:.0f} kB")
            _measure(data, officer)
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _rows() -> Iterator[tuple[str | int | None, ...]]:
    for n in range(LINES):
        name = f"{FAMILIES[n % 8]} {GIVEN[n % 12]}"
        born, phone = f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{1990 + n % 17}", f"09{n:08d}"
        yield n + 1, name, born, f"Chi đoàn ấp {n % 40 + 1}", "", phone


def _measure(data: bytes, officer: Person) -> None:
    unit = by_slug("an-bien")
    assert unit is not None
    with transaction():
        with _timed("read and understood"):
            roster = actions.understood(data)
        with _timed("kept for the preview"):
            run = actions.take_in(unit, roster, data, by=officer)
    with _timed("compared (each view of the preview)"):
        plan = actions.plan_of(run)
    with transaction(), _timed(f"taken in: {len(plan.added):,} new"):
        if plan.added:
            actions.apply(run, digest=plan.digest, by=officer)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"  {what}: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
