"""What a team tells of its idea."""

from wtforms import TextAreaField

from mentorhub.conversations.forms import no_contact
from mentorhub.ideas.domain.workflow import UPDATE_LONGEST
from mentorhub.ideas.forms.fields import at_most, text_required
from mentorhub.platform.forms import SentOnce
from mentorhub.platform.i18n import _l


class UpdateForm(SentOnce):
    news = TextAreaField(_l("What is new?"), [text_required(), at_most(UPDATE_LONGEST), no_contact])
