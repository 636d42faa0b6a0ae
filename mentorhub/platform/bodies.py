"""Forms are read strictly: what cannot be read is refused, not read as nothing.

Werkzeug answers an unreadable body with an empty form, keeps `%ff` as text, and limits only the
multipart kind in memory and in parts.
"""

from typing import IO, Any
from urllib.parse import parse_qsl

from flask import Flask, Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser


class StrictParser(FormDataParser):
    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        self.silent = False
        try:
            return super().parse(stream, mimetype, content_length, options)
        except ValueError as problem:  # no boundary, no end, bytes that are no UTF-8
            raise BadRequest from problem

    def _parse_urlencoded(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str]
    ) -> Any:
        most = self.max_form_memory_size
        body = stream.read() if most is None else stream.read(most + 1)
        if most is not None and len(body) > most:
            raise RequestEntityTooLarge
        items = parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
        if self.max_form_parts is not None and len(items) > self.max_form_parts:
            raise RequestEntityTooLarge
        return stream, self.cls(items), self.cls()


class StrictRequest(Request):
    form_data_parser_class = StrictParser


def init_app(app: Flask) -> None:
    app.request_class = StrictRequest
