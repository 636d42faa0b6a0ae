"""Settings of gunicorn: each worker believes another time, 90 seconds fast or 90 slow, in turn.

What the program asks for the time is set wrong; the clock of the machine is the database's own.
"""

from datetime import datetime, timedelta

SKEW = timedelta(seconds=90)


def post_worker_init(worker):
    from mentorhub.platform import clock

    skew = SKEW if worker.age % 2 else -SKEW

    class Wrong(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + skew

    clock.datetime = Wrong
