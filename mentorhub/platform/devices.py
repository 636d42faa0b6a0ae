"""Which device asks, as far as a limit for each device needs to know."""

from flask import request


def this_device() -> str:
    """Enough to tell one device from another for a day; whoever keeps it keeps a pseudonym."""
    return f"{request.remote_addr} {request.user_agent.string}"
