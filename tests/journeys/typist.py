"""Somebody who copies slips from paper: what the hands do and how long they wait."""

import time

from playwright.sync_api import expect

SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
PACE = 3  # signs a second of somebody who copies from paper
SLIPS = [
    ("Danh Thị Sa Rây", 1995, "Phao báo mặn bằng chai nhựa",
     "Nước mặn vào kinh ban đêm, sáng ra ruộng đã nhiễm mặn.",
     "Thả phao có bút đo ở đầu kinh, quá ngưỡng thì đèn đỏ sáng.",
     "Bốn mươi hộ trồng lúa biết trước khi mở cống."),
    ("Chau Sóc Kha", 1982, "Tủ sách ở bến đò",
     "Các em chờ đò cả tiếng mỗi ngày mà không có gì để đọc.",
     "Đóng tủ sách nhỏ ở nhà chờ, chi đoàn đổi sách mỗi tháng.",
     "Sáu mươi em học sinh qua đò mỗi ngày có sách đọc."),
    ("Nguyễn Văn Tám", 1999, "Đổi pin cũ lấy cây giống",
     "Pin cũ vứt ra vườn và xuống kinh, trẻ nhỏ nhặt chơi.",
     "Mười cục pin đổi một cây giống ở nhà văn hóa ấp.",
     "Cả ấp bớt rác độc hại, vườn nhà nào cũng thêm cây."),
    ("Trần Thị Lụa", 2001, "Giờ đọc cho người lớn tuổi",
     "Nhiều ông bà không đọc được thông báo trên điện thoại.",
     "Chiều thứ bảy đoàn viên đọc thông báo và giúp cài đặt.",
     "Ba mươi ông bà tự xem được lịch khám và tin của xã."),
    ("Lê Quốc Việt", 1990, "Rọ lưới chống rác ở cống",
     "Mưa lớn là cống nghẹt rác, nước tràn vào chợ.",
     "Đặt rọ lưới tre trước năm miệng cống, mỗi tuần vớt một lần.",
     "Hai mươi sạp hàng ở chợ không còn ngập sau mưa."),
    ("Phan Ngọc Ánh", 2003, "Bảng giá lúa mỗi sáng",
     "Thương lái nói giá nào bà con nghe giá đó.",
     "Chi đoàn ghi giá ba nơi lên bảng ở quán nước mỗi sáng.",
     "Năm mươi hộ bán lúa biết giá trước khi gặp thương lái."),
]  # fmt: skip


class Typist:
    """Counts what the hands do and how long they wait."""

    def __init__(self, visitor):
        self.page, self.taps, self.keys, self.signs, self.waits = visitor.page, 0, 0, 0, []

    def tap(self, place):
        self.taps += 1
        place.tap()

    def press(self, key):
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, text):
        self.signs += len(str(text))
        self.page.keyboard.insert_text(str(text))

    def waits_for(self, check, *facts):
        began = time.monotonic()
        check(*facts)
        self.waits.append(time.monotonic() - began)


def with_taps(typist, slip):
    """A phone: the keyboard's own Enter leads on, the yes and the last button are tapped."""
    name, year, *texts = slip
    for text in (name, year):
        typist.type(text)
        typist.press("Enter")
    typist.tap(typist.page.locator("label.pick", has_text="Đã ký vào phiếu"))
    typist.tap(typist.page.locator("[name=title]"))
    for text in texts[:-1]:
        typist.type(text)
        typist.press("Enter")
    typist.type(texts[-1])
    typist.tap(typist.page.get_by_role("button", name="Lưu, phiếu tiếp theo"))


def with_keys(typist, slip):
    name, year, *texts = slip
    for text in (name, year):
        typist.type(text)
        typist.press("Enter")
    typist.press("Space")
    typist.press("Enter")
    for text in texts:
        typist.type(text)
        typist.press("Enter")


def opened(visitor):
    """The page of the pile with its scripts, which come after it."""
    with visitor.page.expect_response("**/kept*.js"):
        visitor.go("/slips/pile")
    visitor.page.wait_for_load_state("networkidle")
    expect(visitor.page.locator("[name=name]")).to_be_focused()


def choose_field(typist, copy):
    """Once for the pile."""
    if copy is with_taps:
        typist.page.locator("[name=sector]").select_option("xa-hoi-cong-dong")
        typist.tap(typist.page.locator("[name=name]"))
        typist.taps += 2
    else:
        for key in ("Shift+Tab", "x", "Tab"):
            typist.press(key)
    expect(typist.page.locator("[name=sector]")).to_have_value("xa-hoi-cong-dong")


def press(typist, copy, name):
    button = typist.page.locator("main").get_by_role("button", name=name, exact=True)
    if copy is with_taps:
        with typist.page.expect_navigation(wait_until="load"):
            typist.tap(button)
        return
    while not button.evaluate("it => it === document.activeElement"):
        typist.press("Tab")
    with typist.page.expect_navigation(wait_until="load"):
        typist.press("Enter")


def begins_anew(page, number):
    expect(page.locator("#count")).to_have_text(str(number), timeout=20_000)
    expect(page.locator("[name=name]")).to_be_focused(timeout=20_000)
    expect(page.locator("[name=name]")).to_have_value("")
