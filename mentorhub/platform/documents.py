"""Papers as PDF, with our typeface in them; the only place for typst and pyhanko.

A template is a `.typ` file of the feature whose paper it is (`certificates/data/paper.typ`). What
it is filled in with reaches it as JSON, so that no word of a person is ever read as markup.
"""

import io
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

PACKAGE = Path(__file__).parents[1]
TYPEFACES = Path(__file__).parent / "typefaces"
FIXED = 0  # the moment a PDF says it was made at: the same facts give the same bytes
_one_at_a_time = Lock()  # a compiler holds the template and the typefaces, and serves one caller


def pdf(template: str, facts: Mapping[str, Any]) -> bytes:
    """The paper: `template` is a path below `mentorhub`, `facts` are plain JSON values.

    In the template: `json(bytes(sys.inputs.facts))`. Raises RuntimeError where it does not compile.
    """
    given = {"facts": json.dumps(facts, ensure_ascii=False)}
    with _one_at_a_time:
        made: bytes = _compiler(template).compile(format="pdf", sys_inputs=given, timestamp=FIXED)
    return made


def joined(papers: Iterable[bytes]) -> bytes:
    """Several of them as one, page after page.

    Whole trees of pages are taken over, so that what the pages of one share is there once.
    """
    from pyhanko.pdf_utils import generic, writer
    from pyhanko.pdf_utils.reader import PdfFileReader

    whole = writer.PdfFileWriter(stream_xrefs=True)
    pages = whole.root["/Pages"]
    for paper in papers:
        tree = PdfFileReader(io.BytesIO(paper)).root.raw_get("/Pages")
        taken = whole.import_object(tree)
        node = taken.get_object()
        node[generic.pdf_name("/Parent")] = whole.root.raw_get("/Pages")
        pages["/Kids"].append(taken)
        count = pages["/Count"] + node["/Count"]
        pages[generic.pdf_name("/Count")] = generic.NumberObject(count)
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()


@lru_cache(maxsize=8)
def _compiler(template: str) -> Any:
    """Kept: a new one for each paper would read the typefaces anew, and runs out of file ids."""
    import typst  # heavy, and only papers need it

    return typst.Compiler(
        str(PACKAGE / template),
        root=str(PACKAGE.parent),
        font_paths=[str(TYPEFACES)],
        ignore_system_fonts=True,
    )
