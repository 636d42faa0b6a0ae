"""A list as a file, and why it cannot be read, in words."""

from typing import Any

from wtforms import FileField, ValidationError

from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.sheets.domain.reading import LARGEST, Unreadable

UNREADABLE = {
    "empty": _l("The file is empty: it has no rows."),
    "large": _l("The file is larger than 5 MB. Take pictures out of it, or save it as CSV."),
    "rows": _l("The list has more than 20,000 rows. Cut it into several files."),
    "pdf": _l("This is a PDF. Ask for the Excel file it was made from."),
    "picture": _l("This is a picture. A list is read from an Excel or CSV file only."),
    "archive": _l("This is a packed archive. Unpack it and choose the Excel file inside."),
    "password": _l("The file is protected with a password. Open it in Excel, save it without."),
    "damaged": _l("The file is damaged or not whole. Open it in Excel and save it again."),
    "not_excel": _l("This is no Excel file, though it is packed like one. Choose .xlsx or .csv."),
    "bomb": _l("The file unpacks to far more than a list would need, so it was not opened."),
    "macros": _l("The file holds macros, small programs. Save it as .xlsx, without them."),
    "web_page": _l("This is a web page called Excel. Open it in Excel and save it as .xlsx."),
    "encoding": _l("The letters cannot be read. Save the file as “CSV UTF-8” or as .xlsx."),
    "not_a_list": _l("This is neither an Excel file nor a text. Choose .xlsx, .xls or .csv."),
}


class SpreadsheetForm(Form):
    """A file; once it is in order, `found` is what it says and `bytes` what it is."""

    file = FileField(_l("Excel or CSV file"))

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.found: Any = None
        self.bytes = b""

    def understand(self, data: bytes) -> Any:
        """What the file says. Raises Unreadable, and ValidationError for what it does not say."""
        raise NotImplementedError

    def validate_file(self, field: FileField) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choose a file."))
        try:
            self.bytes = field.data.read(LARGEST + 1)
            self.found = self.understand(self.bytes)
        except Unreadable as problem:
            raise ValidationError(UNREADABLE[problem.reason]) from problem
        finally:
            field.data.close()
