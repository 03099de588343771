"""A backup brings the installation back: rows, evidence, audit trail; a wrong one changes nothing."""

import json
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.transaction import atomic

from accounts import audit
from accounts.errors import RuleBroken
from accounts.models import StoredFile, User
from accounts.services import backups
from accounts.services.audit_chains import anchor_heads, verify_chains
from accounts.services.backups import make_backup, restore_backup
from accounts.services.files import store_file
from tests.factories import make_park, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def evidence(media):
    """One stored file of a person, a park, and an audit trail of three entries with an anchor."""
    user = make_user("Li Na")
    make_park("LH-01")
    with atomic():
        for number in range(3):
            audit.record("user.update", by=user, on=user, number=number)
    anchor_heads()
    return store_file(ContentFile(PDF, name="授权书.pdf"), by=user)


@pytest.fixture
def target(tmp_path):
    return tmp_path / "backup.tar"


def lose_everything(media):
    """Change what was backed up, and add what was not."""
    User.objects.update(name="Somebody else")
    other = store_file(ContentFile(PDF + b"other", name="other.pdf"), by=User.objects.get())
    for path in media.rglob("*"):
        if path.is_file() and path.name != Path(other.path).name:
            path.unlink()
    return other


def state_of(media):
    """Return all there is: people, stored files, the bytes on the disk."""
    files = {
        path.relative_to(media).as_posix(): path.read_bytes()
        for path in media.rglob("*")
        if path.is_file()
    }
    stored = sorted(StoredFile.objects.values_list("path", flat=True))
    return [user.name for user in User.objects.all()], stored, files


def test_a_backup_says_what_is_in_it(evidence, target):
    made = make_backup(target)
    assert (made.path, made.files, made.missing) == (target, 1, [])
    assert target.stat().st_mode & 0o777 == 0o600
    with tarfile.open(target) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
    assert manifest["engine"] == connection.vendor
    assert manifest["version"] == settings.PARKPATH_VERSION
    assert ["accounts", "0001_initial"] in manifest["migrations"]
    assert manifest["rows"]["accounts_storedfile"] == 1
    assert made.rows == sum(manifest["rows"].values())


def test_the_round_trip_brings_all_of_it_back(evidence, media, target):
    before = state_of(media)
    make_backup(target)
    other = lose_everything(media)

    restored = restore_backup(target, replace=True)

    assert state_of(media) == before
    with default_storage.open(evidence.path) as kept:
        assert kept.read() == PDF
    assert not default_storage.exists(other.path)
    assert (restored.files, restored.is_older, restored.problems) == (1, False, [])
    assert verify_chains() == []
    assert [path.name for path in media.iterdir()] == [evidence.path.split("/")[0]]


def test_the_site_goes_on_after_it(evidence, media, target):
    make_backup(target)
    restore_backup(target, replace=True)
    user = User.objects.get()
    with atomic():
        audit.record("user.update", by=user, on=user)
    assert verify_chains() == []
    assert make_user("Comes next").pk > user.pk


def test_into_a_folder_it_goes_by_its_date(evidence, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    made = make_backup(folder)
    assert list(folder.iterdir()) == [made.path]
    assert made.path.name.startswith("parkpath-20")


@pytest.mark.parametrize("place", ["backup.tar", "no-such-folder/backup.tar"])
def test_nothing_is_overwritten_and_no_folder_made(evidence, tmp_path, place):
    (tmp_path / "backup.tar").write_text("an older one")
    with pytest.raises(RuleBroken) as broken:
        make_backup(tmp_path / place)
    assert broken.value.code == "backup_target_wrong"
    assert (tmp_path / "backup.tar").read_text() == "an older one"


def test_evidence_that_is_gone_or_changed_is_named(evidence, media, target):
    (media / evidence.path).write_bytes(b"something else")
    assert make_backup(target).missing == [evidence.path]


def refusal_of(target, **options):
    with pytest.raises(RuleBroken) as broken:
        restore_backup(target, **options)
    return broken.value.code


def test_a_database_that_holds_something_is_replaced_only_when_told(evidence, media, target):
    make_backup(target)
    lose_everything(media)
    before = state_of(media)
    assert refusal_of(target) == "database_not_empty"
    assert state_of(media) == before


def test_an_empty_database_takes_it_without_being_told(evidence, media, target, monkeypatch):
    make_backup(target)
    monkeypatch.setattr(backups, "holds_anything", lambda: False)
    assert restore_backup(target).files == 1


@pytest.mark.parametrize("number", [0, 1])
def test_a_tampered_backup_changes_nothing(evidence, media, target, number):
    make_backup(target)
    with tarfile.open(target) as archive:
        at = archive.getmembers()[number].offset_data + 10
    content = bytearray(target.read_bytes())
    content[at] ^= 1
    target.write_bytes(content)
    lose_everything(media)
    before = state_of(media)
    assert refusal_of(target, replace=True) == "backup_tampered"
    assert state_of(media) == before


def test_a_database_that_cannot_be_loaded_takes_the_evidence_back(
    evidence, media, target, monkeypatch
):
    def fail(path):
        raise RuleBroken("database_copy_failed", "The disk is full.")

    make_backup(target)
    lose_everything(media)
    before = state_of(media)
    monkeypatch.setattr(backups, "load_database", fail)
    assert refusal_of(target, replace=True) == "database_copy_failed"
    assert state_of(media) == before


def test_a_backup_of_another_engine_is_refused(evidence, media, target, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "oracle")
    monkeypatch.setattr(backups, "dump_database", lambda path: path.touch() or {})
    make_backup(target)
    monkeypatch.undo()
    assert refusal_of(target, replace=True) == "backup_of_another_engine"


def test_a_backup_of_a_newer_version_is_refused(evidence, media, target):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("accounts", "9999_of_tomorrow")
    try:
        make_backup(target)
    finally:
        recorder.record_unapplied("accounts", "9999_of_tomorrow")
    assert refusal_of(target, replace=True) == "backup_newer"


def test_a_backup_of_an_older_version_asks_for_its_migrations(evidence, media, target):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("accounts", "0002_audit_append_only")
    try:
        make_backup(target)
        assert restore_backup(target, replace=True).is_older
    finally:
        recorder.record_applied("accounts", "0002_audit_append_only")


def test_a_broken_audit_trail_comes_back_and_is_named(evidence, media, target, tamper):
    tamper("UPDATE accounts_auditentry SET action = 'x' WHERE sequence = 2")
    make_backup(target)
    (problem,) = restore_backup(target, replace=True).problems
    assert problem.startswith("accounts, entry 2")
