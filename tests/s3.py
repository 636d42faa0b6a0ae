"""A store that speaks as much of S3 as files need, over real HTTP, for as long as a test lasts."""

import re
import threading
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

KEY, SECRET, BUCKET = "the-key-of-a-test", "its-secret", "files"
ITEM = (
    "<Contents><Key>{key}</Key><LastModified>2026-11-01T08:00:00.000Z</LastModified>"
    "<ETag>&quot;x&quot;</ETag><Size>{size}</Size></Contents>"
)


class Answering(BaseHTTPRequestHandler):
    """Whoever does not sign with the key is refused, as everywhere."""

    protocol_version = "HTTP/1.1"

    def handle_one(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        signed = f"AWS4-HMAC-SHA256 Credential={KEY}/"
        if not self.headers.get("Authorization", "").startswith(signed):
            return self.answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        address, held = urlsplit(self.path), self.server.held
        bucket, _, key = unquote(address.path).lstrip("/").partition("/")
        assert bucket == BUCKET
        if self.command == "PUT":
            held[key] = body
            return self.answer(200)
        if self.command == "GET" and not key:
            prefix = parse_qs(address.query).get("prefix", [""])[0]
            return self.answer(200, self.listed(prefix))
        if self.command == "GET":
            found = held.get(key)
            missing = b"<Error><Code>NoSuchKey</Code></Error>"
            return self.answer(404, missing) if found is None else self.answer(200, found)
        gone = re.findall(r"<Key>([^<]+)</Key>", body.decode()) if self.command == "POST" else [key]
        for one in gone:
            held.pop(one, None)
        said = "".join(f"<Deleted><Key>{one}</Key></Deleted>" for one in gone)
        return self.answer(200, f"<DeleteResult>{said}</DeleteResult>".encode())

    def listed(self, prefix):
        some = ((key, len(body)) for key, body in self.server.held.items())
        items = [ITEM.format(key=key, size=size) for key, size in some if key.startswith(prefix)]
        head = f"<Name>{BUCKET}</Name><KeyCount>{len(items)}</KeyCount><IsTruncated>false"
        return f"<ListBucketResult>{head}</IsTruncated>{''.join(items)}</ListBucketResult>".encode()

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", formatdate(usegmt=True))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told):
        pass


for method in ("GET", "PUT", "POST", "DELETE"):
    setattr(Answering, f"do_{method}", Answering.handle_one)


@contextmanager
def bucket():
    """The server of an empty bucket: `held` is what it keeps, by key."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.held = {}
    running = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    running.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        running.join()
