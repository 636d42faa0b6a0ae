"""Workers behind nginx as in production: the site file of `deploy/` on a free port, no TLS."""

import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager

from tests.served import ROOT, Served, gunicorn, wait_for

SITE = ROOT / "deploy" / "nginx" / "mentorhub.conf"
SETTINGS = ROOT / "deploy" / "gunicorn.conf.py"
NO_NGINX = "The load tests need nginx and found none. As root: apt-get install nginx-light"
MAIN = """{user}
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
    types {{ text/css css; text/javascript js; }}
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/replies;
    fastcgi_temp_path {folder}/unused;
    uwsgi_temp_path {folder}/unused;
    scgi_temp_path {folder}/unused;
{site}
}}
"""


@contextmanager
def production(app, folder, *, workers=3):
    """nginx before gunicorn with the settings of `deploy/`; `folder` is for nginx's own files."""
    assert shutil.which("nginx"), NO_NGINX
    with gunicorn(app, workers=workers, settings=SETTINGS, proxies=1) as behind:
        port = _free_port()
        file = folder / "nginx.conf"
        file.write_text(settings_of(behind.port, port, folder, app), encoding="utf-8")
        process = subprocess.Popen(["nginx", "-e", "stderr", "-p", str(folder), "-c", str(file)])
        try:
            wait_for(port)
            yield Served(port, behind.master)
        finally:
            process.terminate()
            process.wait(timeout=30)


def settings_of(behind, port, folder, app):
    """The deployed site, but plain HTTP on `port`, before workers on port `behind`."""
    site = SITE.read_text(encoding="utf-8")
    before, _redirecting, served = re.split(r"^server \{$", site, flags=re.MULTILINE)
    served = re.sub(r"^ +(ssl_\w+|listen +\[::\]).*\n", "", served, flags=re.MULTILINE)
    served = served.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    served = served.replace(
        "/var/cache/mentorhub/public/", f"{app.config['DATA_FOLDER']}/assets/public/"
    )
    before = before.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    before = before.replace("/var/lib/nginx/mentorhub", f"{folder}/pages")
    user = "user root;" if os.geteuid() == 0 else ""
    return MAIN.format(user=user, folder=folder, site=f"{before}server {{{served}")


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
