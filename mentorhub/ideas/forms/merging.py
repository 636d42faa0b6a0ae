"""Does support follow?"""

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l


class SupportForm(Form):
    answer = RadioField(
        _l("Does your support follow?"),
        [InputRequired(_l("Choose yes or no."))],
        choices=[
            SelectChoice("yes", _l("Yes, I support the other idea as well")),
            SelectChoice("no", _l("No, leave my support where it is")),
        ],
    )
