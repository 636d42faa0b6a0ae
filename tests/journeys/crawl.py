"""Every page a role can reach by links, opened once for each kind of address."""

import re
from collections import Counter
from urllib.parse import urlsplit

KEY = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}")
# a mail is sandboxed: no script can look at it, not even ours; lists are asked one thing at a time
LEFT_OUT = re.compile(
    r"\.ics$|/export/(csv|xlsx)(\?|$)|^/static/|^/mailbox/|[?&](after|next|sort)=|\?.*&"
)
# places no link leads to while nothing waits there, and what a wrong address meets
MORE = {
    "stranger": ["/nowhere"],
    "officer of a commune": ["/review", "/members", "/mentors/waiting", "/offices", "/audit",
                             "/units/an-bien/roster/import", "/units/an-bien/new"],
    "safeguarding officer": ["/safety"],
    "administrator": ["/members", "/mentors/waiting", "/audit", "/offices/new?q=lan"],
}  # fmt: skip
EVERYWHERE = ("/mailbox",)
# looked at again as everybody, because they depend on who reads
DEPEND_ON_THE_READER = {
    "/", "/dashboard", "/contests/*", "/ideas/*", "/mentors/*", "/teams/*", "/entries/*", "/me"
}  # fmt: skip
# kinds of pages that look different from one to the next: contests in each phase, sheets by state
SEVERAL = {"/contests/*": 4, "/judging/cards/*": 3, "/entries/*": 2, "/ideas/*": 2, "/mentors/*": 2}


def kind_of(address):
    """/ideas/<any>?page of a list; which parts are asked for counts, not what they say."""
    parts = urlsplit(address)
    asked = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return KEY.sub("/*", parts.path) + ("?" + ",".join(asked) if asked else "")


def pages(visitor, role, seen):
    """Open one page after the other and stop at each: (address, is it of a new kind).

    `seen` are the kinds other roles looked at.
    """
    opened = Counter()
    waiting = ["/", "/dashboard", *EVERYWHERE, *MORE.get(role, ())]
    told = set(waiting)
    if role == "stranger":
        waiting.remove("/mailbox")
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if opened[kind] >= _number_to_open(kind, seen):
            continue
        opened[kind] += 1
        visitor.go(address)
        yield address, kind not in seen
        for link in _links(visitor):
            if link not in told:
                told.add(link)
                waiting.append(link)
    seen.update(opened)


def _number_to_open(kind, seen):
    if kind in seen:
        return 1 if kind in DEPEND_ON_THE_READER else 0
    return SEVERAL.get(kind, 1)


def _links(visitor):
    home = visitor.house.address
    found = visitor.page.locator("a[href]").evaluate_all("all => all.map(it => it.href)")
    inside = (link.removeprefix(home).partition("#")[0] for link in found if link.startswith(home))
    return [link for link in inside if link and not LEFT_OUT.search(link)]
