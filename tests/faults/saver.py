"""Saves one sheet again and again, and writes down each save that was acknowledged.

The child of test_power_cut, which watches its system calls: `python -m tests.faults.saver FACTS`.
"""

import json
import os
import sys
from pathlib import Path

from mentorhub.app import create_app


def main(facts):
    client = create_app().test_client(use_cookies=False)
    journal = os.open(facts["journal"], os.O_WRONLY | os.O_CREAT)
    version = facts["version"]
    for number in range(facts["saves"]):
        answers = {f"points_{line}": number % 10 for line in facts["lines"]}
        answers |= {f"note_{line}": "" for line in facts["lines"]}
        answers |= {"csrf_token": facts["token"], "version": version, "key": f"key-{number}"}
        answers["feedback"] = str(number)
        headers = {"Cookie": facts["cookie"], "Accept": "application/json"}
        reply = client.post(facts["path"], "http://127.0.0.1", data=answers, headers=headers)
        assert reply.status_code == 200, reply.text[:300]
        version = reply.json["version"]
        os.write(journal, f"{number}\n".encode())


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text("utf-8")))
