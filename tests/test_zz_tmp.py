from mentorhub.commands.permissions import permissions_page
from mentorhub.platform.settings import ROOT


def test_write(app):
    (ROOT / "docs" / "permissions.md").write_text(permissions_page(app), encoding="utf-8")
