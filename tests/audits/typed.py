"""What people type in places the log must not repeat."""

from mentorhub.conversations.models import SafetyReport
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.db import db
from mentorhub.rosters.models import RosterLine

CANARY = "canary-7f3a9"


def make_line(unit, name="Trần Thị Ân"):
    line = RosterLine(unit=unit, name=name, name_key=fold(name), name_order="an", birth_year=2003)
    db.session.add(line)
    db.session.flush()
    return line


def make_report(reporter):
    report = SafetyReport(
        text="Người ấy đòi gặp riêng.", about="", page="", reporter=reporter,
        unit=reporter.unit, language="vi",
    )  # fmt: skip
    db.session.add(report)
    db.session.flush()
    return report
