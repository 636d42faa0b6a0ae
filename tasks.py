#!/usr/bin/env python3
"""Every command of this repository, on Python's standard library alone: `python3 tasks.py`."""

import sys

if sys.version_info < (3, 11):
    sys.exit("MentorHub needs Python 3.11 or newer; this one is %d.%d." % sys.version_info[:2])

from development.menu import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
