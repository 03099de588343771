"""Backs the whole installation up into one file, database and evidence, and restores it from there."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from accounts import clock
from accounts.errors import RuleBroken
from accounts.models import StoredFile
from accounts.services.audit_chains import verify_chains
from accounts.services.backup_archives import Manifest, sha256_of, unpack_archive, write_archive
from accounts.services.database_copies import (
    count_rows,
    dump_database,
    holds_anything,
    load_database,
)

DATABASE = "database/database.dump"
EVIDENCE = "evidence"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Backup:
    """A backup that was made; `missing` names stored files whose bytes were not there, or not the ones filed."""

    path: Path
    sha256: str
    tables: int
    rows: int
    files: int
    missing: list[str]


@dataclass(frozen=True)
class Restored:
    """What is in place now; `problems` names broken audit chains, `is_older` calls for `migrate`."""

    made_at: str
    tables: int
    rows: int
    files: int
    is_older: bool
    problems: list[str]


def make_backup(target: Path) -> Backup:
    """Write database and evidence to `target`, a new file, or into `target`, a folder; the site may go on meanwhile.

    The database comes first: evidence that is filed after that is left over, none is missing.
    """
    path = _new_file(target)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        dump, made = Path(folder, "database.dump"), Path(folder, "backup.tar")
        about = Manifest(
            version=settings.PARKPATH_VERSION,
            made_at=clock.now().isoformat(),
            engine=connection.vendor,
            migrations=_migrations_applied(),
            rows=dump_database(dump),
        )
        made.touch(mode=0o600)
        with made.open("wb") as file:
            manifest = write_archive(file, [(DATABASE, dump), *_evidence_files()], about)
        made.rename(path)
    files = len(manifest.members) - 1
    missing, sum_of_all = _missing_evidence(manifest), sha256_of(path)
    logger.info("Backed up: %d files, SHA-256 %s", files, sum_of_all)
    rows = manifest.rows
    return Backup(path, sum_of_all, len(rows), sum(rows.values()), files, missing)


def restore_backup(source: Path, *, replace: bool = False) -> Restored:
    """Put what the backup holds in place of database and evidence; refused, or failed, it leaves all as it was.

    A database that holds anything is replaced only if `replace` says so.
    """
    if not replace and holds_anything():
        raise RuleBroken(
            "database_not_empty",
            _("This database is not empty. Restoring with --replace puts the backup in its place."),
        )
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack_archive(source, folder)
        is_older = _check_origin(manifest)
        with _swapped_in(folder / EVIDENCE, root, folder / "replaced"):
            load_database(folder / DATABASE)
    rows, files = count_rows(), len(manifest.members) - 1
    problems = [] if is_older else [str(problem) for problem in verify_chains()]
    if rows != manifest.rows:
        problems.append(_("The tables do not have the rows that the backup names."))
    logger.info("Restored the backup of %s: %d files", manifest.made_at, files)
    return Restored(manifest.made_at, len(rows), sum(rows.values()), files, is_older, problems)


def _new_file(target: Path) -> Path:
    """Return where the backup goes; nothing that exists is overwritten."""
    if target.is_dir():
        target = target / f"parkpath-{clock.now():%Y%m%d-%H%M%S}.tar"
    if target.exists() or not target.parent.is_dir():
        sentence = _("%(path)s already exists, or its folder does not.")
        raise RuleBroken("backup_target_wrong", sentence % {"path": target})
    return target


def _migrations_applied() -> list[list[str]]:
    return sorted(list(key) for key in MigrationRecorder(connection).applied_migrations())


def _evidence_files() -> Iterator[tuple[str, Path]]:
    """Yield every stored file; what begins with a dot at the top are leftovers of a restore."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and not place.parts[0].startswith("."):
            yield f"{EVIDENCE}/{place.as_posix()}", path


def _missing_evidence(manifest: Manifest) -> list[str]:
    held = {member.path: member.sha256 for member in manifest.members}
    stored = StoredFile.objects.order_by("path").values_list("path", "sha256")
    return [path for path, known in stored if held.get(f"{EVIDENCE}/{path}") != known]


def _check_origin(manifest: Manifest) -> bool:
    """Refuse what this installation cannot hold; return whether the backup comes from before some migrations."""
    if manifest.engine != connection.vendor:
        sentence = _("This backup is of %(theirs)s, and this database is %(ours)s.")
        named = {"theirs": manifest.engine, "ours": connection.vendor}
        raise RuleBroken("backup_of_another_engine", sentence % named)
    known = set(MigrationLoader(None).disk_migrations or {})
    applied = {(app, name) for app, name in manifest.migrations}
    if applied - known:
        sentence = _("This backup was made by version %(version)s, which is newer than this one.")
        raise RuleBroken("backup_newer", sentence % {"version": manifest.version})
    return bool(known - applied)


@contextmanager
def _swapped_in(new: Path, root: Path, aside: Path) -> Iterator[None]:
    """Put `new` in place of what `root` holds while the block runs; take it back if the block fails.

    All three lie on one disk, so that nothing but names is changed.
    """
    new.mkdir(exist_ok=True)
    aside.mkdir()
    with ExitStack() as undo:
        for old in [path for path in root.iterdir() if not path.name.startswith(".")]:
            _move(old, aside / old.name, undo)
        for path in list(new.iterdir()):
            _move(path, root / path.name, undo)
        yield
        undo.pop_all()
    _give_to_the_site(root)


def _move(path: Path, to: Path, undo: ExitStack) -> None:
    shutil.move(path, to)
    undo.callback(shutil.move, to, path)


def _give_to_the_site(root: Path) -> None:
    """Let the restored files be read by whom uploaded ones are."""
    for path in root.rglob("*"):
        if path.is_file() and settings.FILE_UPLOAD_PERMISSIONS is not None:
            path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
