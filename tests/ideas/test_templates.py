"""The gallery writes its cards itself, for speed; they are the cards of every other page."""

import re

import pytest
from flask import render_template_string

from mentorhub.ideas import actions, queries
from mentorhub.ideas.domain.gallery import Filters
from mentorhub.ideas.models import Maturity, Visibility
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.i18n import in_language
from tests.factories import make_idea

MACRO = """{% from "ui/cards.html" import idea_card %}
<div class="grid">{% for idea in shelf.cards %}{{ idea_card(
  "/ideas/" ~ idea.id, idea.title, idea.sector, idea.stage, idea.lead, idea.need, idea.team,
  idea.place, idea.backings, heading="h2",
  language=idea.language if idea.language != locale,
  lead_language=idea.lead_language if idea.lead_language != locale
) }}{% endfor %}</div>"""


def squeezed(html):
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_gallery_shows_the_card_of_every_page(app, language):
    for maturity in Maturity:
        make_idea(maturity=maturity, needs=["iot"], backings=1234)
    make_idea(title="<b>Đậm</b> & nghiêng", needs=["<i>lạ</i>"], sector="no-such")
    make_idea(visibility=Visibility.CONFIDENTIAL)
    make_idea(language=language)
    for idea in queries.db.session.scalars(queries.public_ideas()):
        actions.index(idea)
    with app.test_request_context(), in_language(language):
        shelf = queries.shelf(Filters(), language=language)
        facts = {"shelf": shelf, "locale": language, "base": "/ideas", "known": taxonomy()}
        own = render_template_string(
            '{% from "ui/icons.html" import icon %}{% include "ideas/_grid.html" %}', **facts
        )
        assert squeezed(own) == squeezed(render_template_string(MACRO, **facts))
        assert "<b>Đậm" not in own
        assert "<i>lạ" not in own
