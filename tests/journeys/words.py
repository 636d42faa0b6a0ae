"""What the program says in the language of a journey: English sentences lead to translations."""

from functools import cache

from babel.support import Translations

from mentorhub.platform.i18n import FOLDER


class Words:
    """`words("Saved.")`; a sentence nobody translated is an error, for its reader sees English."""

    def __init__(self, language):
        self.language = language

    def __call__(self, sentence, **facts):
        return self._of(sentence, lambda catalogue: catalogue.ugettext(sentence), facts)

    def many(self, one, several, number, **facts):
        facts = {"num": number, **facts}
        english = one if number == 1 else several
        return self._of(english, lambda it: it.ungettext(one, several, number), facts)

    def _of(self, english, told, facts):
        if self.language == "en":
            return english % facts if facts else english
        found = (told(catalogue) for catalogue in _catalogues(self.language))
        text = next((one for one in found if one != english), None)
        assert text, f"{english!r} is not said in {self.language}"
        return text % facts if facts else text

    def number(self, written):
        """A figure as people of the language write it: 8.50, 8,50."""
        return written if self.language == "en" else written.replace(".", ",")


@cache
def _catalogues(language):
    found = []
    for path in sorted((FOLDER / language / "LC_MESSAGES").glob("*.mo")):
        with path.open("rb") as file:
            found.append(Translations(file, domain=path.stem))
    return found
