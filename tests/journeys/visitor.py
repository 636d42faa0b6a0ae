"""Somebody in front of a browser: opens pages, reads, fills in forms; notes whatever is wrong."""

import itertools
import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.house import PASSWORD

PHONE, LAPTOP = (390, 844), (1440, 900)
LOCALES = {"vi": "vi-VN", "en": "en-GB", "fr": "fr-FR"}
UNFOLD = """it => {
  for (let fold = it.closest("details"); fold; fold = fold.parentElement.closest("details"))
      fold.open = true;
  return it.type;
}"""
_addresses = itertools.count(1)


class Visitor:
    """One browser context: its own cookies, its own network address, one page at a time."""

    def __init__(
        self,
        chromium,
        house,
        *,
        size=LAPTOP,
        theme="light",
        script=True,
        state=None,
        language="vi",
    ):
        number = next(_addresses)
        self.house, self.size = house, size
        self.context = chromium.new_context(
            base_url=house.address,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            locale=LOCALES[language],
            color_scheme=theme,
            reduced_motion="reduce",
            java_script_enabled=script,
            storage_state=state,
            extra_http_headers={"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"},
        )
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.wrongs, self.pages = [], 0
        self.meant = set()  # statuses, and words of an error, a test provokes on purpose
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrongs.append(f"script: {error}"))
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)

    def _heard(self, message):
        if message.type == "error" and not any(
            (it if isinstance(it, str) else f"status of {it}") in message.text for it in self.meant
        ):
            self.wrongs.append(f"console on {self.path}: {message.text}")

    def _asked(self, request):
        host = urlsplit(request.url).netloc
        if host != urlsplit(self.house.address).netloc and not request.url.startswith("data:"):
            self.wrongs.append(f"foreign request on {self.path}: {request.url}")

    def _answered(self, response):
        if response.status >= 400 and response.status not in self.meant:
            self.wrongs.append(f"{response.status} for {response.request.method} {response.url}")

    @property
    def path(self):
        return urlsplit(self.page.url).path

    @property
    def text(self):
        """What stands on the page, as it is read."""
        return self.page.locator("body").inner_text()

    def go(self, path):
        self.pages += 1
        self.page.goto(path, wait_until="load")
        return self

    def follow(self, link):
        """The link with these words, or this locator."""
        found = (
            self.page.get_by_role("link", name=link, exact=True) if isinstance(link, str) else link
        )
        self.pages += 1
        with self.page.expect_navigation(wait_until="load"):
            found.first.click()
        return self

    def fill(self, **answers):
        """By the names of the fields; True ticks a box, a list ticks several."""
        for name, answer in answers.items():
            self._answer(self.page.locator(f'main [name="{name}"]'), answer)
        return self

    def _answer(self, field, answer):
        kind = field.first.evaluate(UNFOLD)
        if kind == "radio":
            self.page.locator(
                f'[name="{field.first.get_attribute("name")}"][value="{answer}"]'
            ).check(force=True)
        elif kind == "checkbox":
            field.first.set_checked(bool(answer))
        elif kind == "select-one":
            field.first.select_option(
                **answer if isinstance(answer, dict) else {"value": str(answer)}
            )
        else:
            field.first.fill(str(answer))

    def press(self, name):
        """The button with these words; the page that answers is waited for."""
        return self.follow(self.page.locator("main").get_by_role("button", name=name, exact=True))

    def reads(self, *sentences):
        for sentence in sentences:
            expect(self.page.locator("body")).to_contain_text(sentence)
        return self

    def never_reads(self, *sentences):
        shown = self.text
        for sentence in sentences:
            assert sentence not in shown, f"{sentence!r} stands on {self.path}"
        return self

    def speak(self, language):
        """The switch at the foot of every page."""
        if self.page.locator("html").get_attribute("lang") != language:
            button = self.page.locator(f'button[name="language"][value="{language}"]').first
            self.follow(button)
        expect(self.page.locator("html")).to_have_attribute("lang", language)
        return self

    def remember(self, language):
        """As if the switch had been pressed on an earlier day."""
        cookie = {"name": "language", "value": language, "url": self.house.address}
        self.context.add_cookies([cookie])
        return self

    def sign_in(self, contact, password=PASSWORD):
        self.go("/sign-in").fill(contact=contact, password=password)
        self.follow(self.page.locator("main form:has([name=password]) .btn").last)
        assert re.fullmatch(r"/dashboard", self.path), self.text
        return self

    def carry(self, token):
        """As if signed in on an earlier day: `token` is what `open_login` gave."""
        app = self.house.app
        signed = app.session_interface.get_signing_serializer(app)
        session = signed.dumps({"_user_id": token, "_fresh": True, "_permanent": True})
        name, here = app.config["SESSION_COOKIE_NAME"], self.house.address
        self.context.add_cookies([{"name": name, "value": session, "url": here}])
        return self

    def confirm(self, words):
        """The second step, where it is asked for: the sample's page says which code holds now."""
        if self.path == "/me/second-step/confirmation":
            shown = self.page.locator(".note").filter(has_text=words("Sample data:"))
            code = re.search(r"\d{3} \d{3}", shown.inner_text())[0]
            self.fill(code=code).press(words("Confirm"))
        return self

    def is_content(self):
        """No console error, no foreign request, no reply that failed."""
        assert self.wrongs == []
        return self

    def leave(self):
        self.is_content()
        self.context.close()
