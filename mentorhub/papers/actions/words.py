"""Why a file is not taken, as people read it."""

from mentorhub.papers.domain.faults import Fault, Unfit
from mentorhub.papers.domain.kinds import MOST_BYTES, SPOKEN
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

SENTENCES = {
    Fault.EMPTY: _l("This file is empty."),
    Fault.TOO_HEAVY: _l("A file weighs at most %(most)d MB, a picture 10 MB."),
    Fault.UNKNOWN_ENDING: _l("Files of this kind are not taken, only: %(kinds)s."),
    Fault.OTHER_THAN_NAMED: _l("What is in this file is not what its name says. Save it again."),
    Fault.DAMAGED: _l("This file is not whole. Open it, save it again and send that."),
    Fault.TWO_IN_ONE: _l("There is a second file hidden in this one. Save it again and send that."),
    Fault.SWELLS: _l("Unpacked, this file would be far too large."),
    Fault.NESTED: _l("This file holds another file. Send that one by itself."),
    Fault.BAD_NAMES: _l("The parts of this file have names that lead elsewhere."),
    Fault.LOCKED: _l("This file asks for a password. Save it without one."),
    Fault.PROGRAM: _l("This file holds a program (a macro or script) or a virus."),
    Fault.TOO_MANY_PIXELS: _l("This picture has too many pixels: 40 million at most."),
}


def refusal(unfit: Unfit) -> Refused:
    sentence = str(SENTENCES[unfit.fault])
    facts = {"most": MOST_BYTES // 10**6, "kinds": SPOKEN}
    return Refused(sentence % facts if "%(" in sentence else sentence)
