"""Messages are well-formed whatever stands in them, and reach a real server once."""

import socket
from email import message_from_bytes
from email.policy import SMTP

import pytest
from aiosmtpd.controller import Controller

from mentorhub.platform import mail
from mentorhub.platform.mail import Letter


@pytest.fixture(autouse=True)
def _app(app):
    return app


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Caught:
    def __init__(self, answer="250 OK"):
        self.answer, self.envelopes = answer, []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return self.answer


@pytest.fixture
def server(app):
    """Start a mail server that answers as told; the settings point to it."""
    started = []
    kept = app.config["SMTP"]

    def start(answer="250 OK"):
        caught = Caught(answer)
        port = free_port()
        controller = Controller(caught, hostname="127.0.0.1", port=port)
        controller.start()
        started.append(controller)
        app.config["SMTP"] = f"smtp://127.0.0.1:{port}"
        return caught

    yield start
    app.config["SMTP"] = kept
    for controller in started:
        controller.stop()


def built(subject="Xin chào", text="Chào bạn\n", html="<p>Chào bạn</p>", to="an@example.org"):
    return mail.message("key", to, Letter(subject, text, html), language="vi")


def test_a_message_reaches_the_server_as_it_was_written(server):
    caught = server()
    mail.send(built("Đội Giữ Ngọt mời bạn làm mentor 🌾"))
    (envelope,) = caught.envelopes
    assert envelope.rcpt_tos == ["an@example.org"]
    received = message_from_bytes(envelope.content, policy=SMTP)
    assert received["Subject"] == "Đội Giữ Ngọt mời bạn làm mentor 🌾"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received.get_body(("plain",)).get_content() == "Chào bạn\r\n"
    assert received.get_body(("html",)).get_content().strip() == "<p>Chào bạn</p>"


def test_without_a_server_nothing_leaves_and_nothing_fails(server, app):
    caught = server()
    app.config["SMTP"] = ""
    mail.send(built())
    assert caught.envelopes == []


@pytest.mark.parametrize("answer", ["451 later", "550 never"])
def test_a_server_that_does_not_take_it_is_an_error_to_try_again_after(server, answer):
    server(answer)
    with pytest.raises(OSError, match=answer[:3]):
        mail.send(built())


def test_no_server_at_the_address_is_an_error_to_try_again_after(app):
    app.config["SMTP"], kept = "smtp://127.0.0.1:9", app.config["SMTP"]
    with pytest.raises(OSError, match="refused"):
        mail.send(built())
    app.config["SMTP"] = kept


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Hi\r\nBcc: all@example.org", "Hi Bcc: all@example.org"),
        ("a\0b", "a b"),
        ("right \u202eto left", "right to left"),
        ("  much\t space ", "much space"),
        ("đ" * 500, "đ" * 180),
    ],
)
def test_a_subject_is_one_clean_line(subject, shown):
    message = built(subject)
    assert message["Subject"] == shown
    assert message["Bcc"] is None
    assert message_from_bytes(bytes(message), policy=SMTP)["Subject"] == shown


def test_long_lines_nul_and_emoji_still_make_valid_lines():
    text = "đ" * 3000 + "\0" + "🌾" * 500 + "\n"
    raw = bytes(built(text=text, html=f"<p>{text}</p>"))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    received = message_from_bytes(raw, policy=SMTP).get_body(("plain",)).get_content()
    assert received.replace("\r\n", "\n") == text.replace("\0", "")


@pytest.mark.parametrize(
    "address", ["", "an", "an@example.org\r\nBcc: all@example.org", "an@example.org, b@example.org"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(mail.Unsendable):
        built(to=address)


def test_addresses_in_mails_are_the_public_ones(app):
    with app.test_request_context("/", headers={"Host": "evil.example"}):
        assert mail.address("home.page", name="scoring") == "http://localhost/about/scoring"


def test_a_sealed_address_opens_only_whole():
    token = mail.sealed("somebody", "ideas")
    assert mail.unsealed(token) == ["somebody", "ideas"]
    broken = "A" if token[0] != "A" else "B"  # the last sign has bits that carry nothing
    assert mail.unsealed(broken + token[1:]) is None
    assert mail.unsealed("nonsense") is None


def test_what_an_older_key_sealed_still_opens(app):
    token = mail.sealed("somebody")
    kept = app.config["SECRET_KEY"]
    app.config.update(
        SECRET_KEY="another key, as long as a key should be", SECRET_KEY_FALLBACKS=[kept]
    )
    assert mail.unsealed(token) == ["somebody"]
    app.config["SECRET_KEY_FALLBACKS"] = []
    assert mail.unsealed(token) is None
    app.config["SECRET_KEY"] = kept
