"""Pictures we encoded ourselves, on their way to a browser."""

from flask import abort
from werkzeug import Response

from mentorhub.platform import files
from mentorhub.platform.files import StoredFile


def picture(file: StoredFile | None) -> Response:
    """It is no page: a browser does nothing with it but show it."""
    if file is None:
        abort(404)
    reply = Response(files.content_of(file), mimetype=file.media_type)
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return reply
