"""The file of a backup: a tar of plain files, whose manifest names every one with its size and SHA-256."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from accounts.errors import RuleBroken

MANIFEST = "manifest.json"
MANIFEST_MAX_BYTES = 256 * 1024 * 1024
FORMAT = 1
PLACES = {"database", "evidence"}
CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """One file of a backup."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, and of which state of which installation."""

    version: str
    made_at: str
    engine: str
    migrations: list[list[str]]
    rows: dict[str, int]
    members: list[Member] = field(default_factory=list)

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Return what a manifest says; anything but one of ours is refused."""
        try:
            said: dict[str, Any] = json.loads(content)
            if said.pop("format") != FORMAT:
                raise unreadable()
            members = [Member(**member) for member in said.pop("members")]
            return cls(**said, members=members)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise unreadable() from error


class _Hashing(io.RawIOBase):
    """Hands on what it reads and sums it up on the way."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self.source.read(size)
        self.sum.update(content)
        return content


def unreadable() -> RuleBroken:
    return RuleBroken("backup_unreadable", _("This file is not a backup, or it is damaged."))


def tampered(path: str) -> RuleBroken:
    sentence = _("This backup is not as it was made: %(path)s differs. Nothing was changed.")
    return RuleBroken("backup_tampered", sentence % {"path": path}, path=path)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_archive(
    target: IO[bytes], files: Iterable[tuple[str, Path]], about: Manifest
) -> Manifest:
    """Write `files`, each under its path in the archive, then the manifest; return it with its members."""
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path, file in files:
            about.members.append(_add(archive, path, file))
        content = about.as_json()
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode = len(content), 0o600
        archive.addfile(head, io.BytesIO(content))
    return about


def _add(archive: tarfile.TarFile, path: str, file: Path) -> Member:
    with file.open("rb") as source:
        head = tarfile.TarInfo(path)
        head.size, head.mode = file.stat().st_size, 0o600
        reader = _Hashing(source)
        archive.addfile(head, reader)
    return Member(path, head.size, reader.sum.hexdigest())


def unpack_archive(source: Path, folder: Path) -> Manifest:
    """Write every file of an archive below `folder`, and return its manifest; whatever is not as it was made is refused.

    Nothing is written outside `folder`: only plain files at plain paths, which the manifest names, are taken.
    """
    try:
        with tarfile.open(source, mode="r:") as archive:
            heads = _plain_files(archive)
            manifest = _read_manifest(archive, heads.pop(MANIFEST, None))
            named = {member.path: member for member in manifest.members}
            for path in sorted(heads.keys() ^ named.keys()):
                raise tampered(path)
            for path, member in named.items():
                _take_out(archive, heads[path], member, folder)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise unreadable() from error
    return manifest


def _plain_files(archive: tarfile.TarFile) -> dict[str, tarfile.TarInfo]:
    heads: dict[str, tarfile.TarInfo] = {}
    for head in archive:
        if not head.isreg() or head.name in heads or not _is_plain(head.name):
            raise tampered(head.name)
        heads[head.name] = head
    return heads


def _is_plain(path: str) -> bool:
    """Whether a path stays where it is unpacked, and says the same to every system."""
    parts = PurePosixPath(path).parts
    is_ours = path == MANIFEST or (len(parts) > 1 and parts[0] in PLACES)
    strange = {"..", ".", "/"} & set(parts)
    return is_ours and not strange and "/".join(parts) == path and not set(path) & set("\\:\0")


def _read_manifest(archive: tarfile.TarFile, head: tarfile.TarInfo | None) -> Manifest:
    content = archive.extractfile(head) if head and head.size <= MANIFEST_MAX_BYTES else None
    if content is None:
        raise unreadable()
    return Manifest.from_json(content.read())


def _take_out(archive: tarfile.TarFile, head: tarfile.TarInfo, member: Member, to: Path) -> None:
    """Write one file and hold it against what the manifest says."""
    content = archive.extractfile(head)
    if content is None or head.size != member.size:
        raise tampered(member.path)
    target, total = to / member.path, hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        for chunk in _chunks(content):
            total.update(chunk)
            file.write(chunk)
    if total.hexdigest() != member.sha256:
        raise tampered(member.path)


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK_BYTES):
        yield chunk
