"""What an administrator does on the command line before and after a disk is lost."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.services.files import store_file
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return store_file(ContentFile(b"%PDF-1.7\n1 0 obj\n", name="a.pdf"), by=make_user("Li Na"))


def test_backup_and_restore_say_what_they_did(stored, tmp_path, capsys):
    target = tmp_path / "backup.tar"
    call_command("backup", str(target))
    said = capsys.readouterr().out
    assert "1 files of evidence" in said
    assert "SHA-256" in said

    User.objects.update(name="Somebody else")
    call_command("restore", str(target), "--replace")
    said = capsys.readouterr().out
    assert "1 files of evidence" in said
    assert "The audit trail is whole." in said
    assert User.objects.get().name == "Li Na"


def test_restore_refuses_a_database_in_use_and_what_is_no_backup(stored, tmp_path):
    (tmp_path / "backup.tar").write_text("no archive at all")
    for options, why in [((), "not empty"), (("--replace",), "not a backup")]:
        with pytest.raises(CommandError, match=why):
            call_command("restore", str(tmp_path / "backup.tar"), *options)


def test_backup_fails_aloud_where_evidence_is_missing(stored, settings, tmp_path):
    (settings.MEDIA_ROOT / stored.path).unlink()
    with pytest.raises(CommandError, match=stored.path):
        call_command("backup", str(tmp_path / "backup.tar"))
    assert (tmp_path / "backup.tar").exists()


def test_backup_overwrites_nothing(stored, tmp_path):
    (tmp_path / "backup.tar").touch()
    with pytest.raises(CommandError, match="already exists"):
        call_command("backup", str(tmp_path / "backup.tar"))
