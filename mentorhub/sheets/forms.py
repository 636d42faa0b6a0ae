"""Why a file cannot be read, in words."""

from mentorhub.platform.i18n import _l

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
