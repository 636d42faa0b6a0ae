"""The object gunicorn serves: `gunicorn -c deploy/gunicorn.conf.py wsgi:app`."""

import sys

from mentorhub.app import create_app
from mentorhub.commands.alone import bare_app, runs_alone

app = bare_app() if runs_alone(sys.argv) else create_app()
