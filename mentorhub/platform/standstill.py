"""After a restore the worker stands still until somebody has looked (`flask restore confirm`)."""

from mentorhub.platform.folders import data_folder

NAME = "restored-not-confirmed"


def begin() -> None:
    path = data_folder(NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def is_on() -> bool:
    return data_folder(NAME).exists()


def end() -> None:
    data_folder(NAME).unlink(missing_ok=True)
