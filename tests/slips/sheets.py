"""Lists of ideas as people send them."""

from sqlalchemy import select

from mentorhub.ideas.models import Idea
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.sheets.domain.reading import rows_of
from mentorhub.slips.domain.lists import pile_in
from tests.slips.conftest import TEXTS

HEADINGS = [
    "STT", "Họ và tên", "Năm sinh", "Đơn vị", "Cách đồng ý", "Người giám hộ", "Ngày", "Ý tưởng",
    "Lĩnh vực", "Vấn đề", "Giải pháp", "Lợi ích",
]  # fmt: skip
FULL = [TEXTS["problem"], TEXTS["solution"], TEXTS["benefit"]]
ROWS = [
    [1, "Danh Thị Sa Rây", 2004, "", "Đã ký", "", "01/03/2025", "Phao báo mặn",
     "Nông - lâm - ngư nghiệp", *FULL],
    [2, "Trần Ân", "12/05/2003", "", "điện thoại", "", "", "Tủ sách ở bến đò", "", "", "", ""],
]  # fmt: skip


def row(**cells):
    """A row of the list with some cells other than those of the first."""
    found = list(ROWS[0])
    for name, value in cells.items():
        place = ("number", "name", "born", "unit", "agreed", "guardian", "day", "title", "sector",
                 "problem", "solution", "benefit").index(name)  # fmt: skip
        found[place] = value
    return found


def read(data, units=()):
    return pile_in(rows_of(data), dict.fromkeys(units), today=today())


def titles():
    return db.session.scalars(select(Idea.title).order_by(Idea.title)).all()
