"""Every file the product hands out, made from the rows of the stage: its headings and its words."""

import csv
import io

from python_calamine import CalamineWorkbook

ENDINGS = ("csv", "xlsx")
REASON = "Gọi đi dự lễ ra quân"


def tables(stage):
    """(name in the register, who asked, the reply, its headings)."""
    for ending in ENDINGS:
        plain, more = {"kind": ending}, {"kind": ending, "contacts": "y", "reason": REASON}
        roster = "/units/{unit}/roster/export"
        portal = "/units/{unit}/portal/export"
        log, of_contest = f"/audit/export/{ending}", f"/contests/{{contest}}/audit/export/{ending}"
        for name, role, address, fields in (
            ("the list of members", "UO", roster, plain),
            ("the list of members with contacts", "UO", roster, more),
            ("the list for the national portal", "UO", portal, plain),
            ("the list for the national portal with contacts", "UO", portal, more),
            ("the audit log", "UO", log, None),
            ("the audit log", "PA", log, None),
            ("the audit log of a contest", "CO", of_contest, None),
        ):
            with stage.undone():
                reply = stage.ask(role, "POST" if fields else "GET", stage.fill(address), fields)
            assert reply.status_code == 200, (name, role, reply.status_code)
            yield name, role, reply, headings_of(reply.data, ending)
    reply = stage.ask("UO", "GET", stage.fill("/units/{unit}/report.xlsx"))
    yield "the report of a unit", "UO", reply, headings_of(reply.data, "xlsx")
    if stage.moment == "published":
        reply = stage.ask("AN", "GET", stage.fill("/results/tables/{publication}/table.xlsx"))
        yield "the table of results", "AN", reply, headings_of(reply.data, "xlsx")
    reply = stage.ask("CO", "GET", stage.fill("/contests/{contest}/award-proposals.xlsx"))
    yield "the list for award proposals", "CO", reply, headings_of(reply.data, "xlsx")
    if stage.moment == "published":
        reply = stage.ask("CO", "GET", stage.fill("/votes/{vote}/table.xlsx"))
        yield "the numbers of a public vote", "CO", reply, headings_of(reply.data, "xlsx")
    reply = stage.ask("CO", "GET", stage.fill("/contests/{contest}/tallies/blank.xlsx"))
    headings = [one for one in headings_of(reply.data, "xlsx") if not one[0].isdigit()]
    yield "the file of scores to fill in", "CO", reply, headings  # and a column a criterion
    reply = stage.ask("AN", "GET", stage.fill("/contests/{contest}/deadline.ics"))
    lines = reply.text.replace("\r\n ", "").splitlines()
    names = [line.partition(":")[0].partition(";")[0] for line in lines]
    yield "the deadline as a calendar", "AN", reply, list(dict.fromkeys(names))


def headings_of(data, ending):
    """In a workbook a title and an empty line stand above them."""
    return rows_of(data, ending)[2 if ending == "xlsx" else 0]


def rows_of(data, ending):
    if ending == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(0).to_python()


def words_of(reply, ending):
    """All there is to read in a file, packed or not."""
    if ending != "xlsx":
        return reply.data.decode("utf-8-sig")
    return "\n".join(str(cell) for row in rows_of(reply.data, "xlsx") for cell in row)


def copies(stage, roles):
    """(role, the copy of what is held about them), and what a guardian gets of a child."""
    for role in roles:
        with stage.undone():
            reply = stage.ask(role, "POST", "/me/data", {"shape": "json"})
        yield role, reply


def columns_of(copy):
    """table → the columns its rows have."""
    found = {}
    for tables_of_matter in copy["data"].values():
        for table, rows in tables_of_matter.items():
            found.setdefault(table, set()).update(*(row.keys() for row in rows))
    return found
