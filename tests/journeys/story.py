"""Who takes part in a journey, and what the chapters hand on to each other."""

import os
from pathlib import Path

from tests.journeys.texts import TEXTS
from tests.journeys.visitor import LAPTOP, PHONE
from tests.journeys.words import Words

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
SHOOTS = os.environ.get("MENTORHUB_SCREENS") == "1"
NEW_PASSWORD = "ba con vịt xiêm"


class Story:
    def __init__(self, language, size, visit, signed_in, house):
        self.language, self.size = language, size
        self.visit, self.signed_in, self.house = visit, signed_in, house
        self.words = Words(language)
        self.texts = TEXTS[language]
        self.mark = f"{language}{size[0]}"  # in names, so that journeys do not meet
        self.links, self.keys = {}, {}

    def stranger(self, size=None):
        """Somebody who was here before and chose the language of this journey."""
        visitor = self.visit(size=size or self.size, language=self.language)
        return visitor.remember(self.language)

    def known(self, role, size=LAPTOP):
        """One of the sample's people, signed in: a role, or the contact of anybody."""
        visitor = self.visit(size=size, state=self.signed_in(role), language=self.language)
        return visitor.remember(self.language)

    def newcomer(self, key, name, *, at="/register", size=None, chooses_language=False):
        """Register through the form, wherever they were led to it."""
        if chooses_language:  # everybody meets Vietnamese first
            visitor = self.visit(size=self.size, language=self.language)
            visitor.go("/").speak(self.language).go(at)
        else:
            visitor = self.stranger(size).go(at)
        if visitor.path == "/sign-in":
            visitor.follow(self.words("Register in one minute"))
        visitor.fill(
            purpose="youth",
            contact=f"{key}.{self.mark}@mau.example",
            name=name,
            birth_year=2001,
            unit="an-bien",
            password=NEW_PASSWORD,
            agreed=True,
        )
        visitor.press(self.words("Create my account"))
        return visitor.reads(self.words("Your account is ready."))

    def shoot(self, visitor, step):
        if SHOOTS:
            SCREENS.mkdir(parents=True, exist_ok=True)
            form = "phone" if visitor.size == PHONE else "laptop"
            visitor.page.screenshot(path=SCREENS / f"{self.language}-{form}-{step}.png")
