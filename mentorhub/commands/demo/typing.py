"""Two slips from the idea box that the officer one signs in as has typed, and not sent yet."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from mentorhub.commands.demo.content import told_on
from mentorhub.platform.clock import today
from mentorhub.slips import actions
from mentorhub.slips.domain import Agreed, Author

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

SLIPS = (
    (
        ("Danh Thị Sa Rây", 31, Agreed.SIGNED),
        {
            "title": "Phao báo mặn bằng chai nhựa",
            "sector": "nong-lam-ngu-nghiep",
            "problem": "Nước mặn vào kinh ban đêm, sáng ra ruộng đã nhiễm mặn mà không ai hay.",
            "solution": "Thả phao có bút đo ở đầu kinh, quá ngưỡng thì đèn đỏ sáng cho cả xóm.",
            "benefit": "Bốn mươi hộ trồng lúa trong ấp biết trước khi mở cống lấy nước.",
        },
    ),
    (
        ("Chau Sóc Kha", 44, Agreed.SPOKEN),
        {
            "title": "Tủ sách ở bến đò",
            "sector": "giao-duc-dao-tao",
            "problem": "Các em chờ đò mỗi ngày cả tiếng đồng hồ mà không có gì để đọc.",
            "solution": "",
            "benefit": "",
        },
    ),
)


def empty_the_box(stage: "Stage") -> None:
    home = stage.officer.unit
    assert home is not None
    for (name, age, agreed), texts in SLIPS:
        with told_on(-2, 9):
            written = today() - timedelta(days=9)
            author = Author(name, written.year - age, agreed, False, written)
            by = stage.officer
            actions.type_slip(home, author, texts, key=uuid4(), language="vi", by=by)
