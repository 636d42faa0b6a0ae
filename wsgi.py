"""The object gunicorn serves: `gunicorn -c deploy/gunicorn.conf.py wsgi:app`."""

from mentorhub.app import create_app

app = create_app()
