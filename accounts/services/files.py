"""Takes in files that people attach: the type is read from the content, the name is only a label."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import clock
from accounts.errors import RuleBroken
from accounts.models import StoredFile, User
from accounts.services.file_types import FileType, type_of

NAME_LENGTH = 120
DEVICE_NAMES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def store_file(upload: File[Any], *, by: User) -> StoredFile:
    """Keep the bytes of `upload` under a random name and return the row that names them.

    Refused with `file_empty`, `file_too_large` or `file_type_refused`. Who may attach and who may read
    is decided by the app that the file is for, which also writes the audit entry.
    """
    content = _read_within_limit(upload)
    name = clean_name(upload.name or "")
    kind = type_of(content, name)
    if kind is None:
        raise RuleBroken(
            "file_type_refused",
            _(
                "Files of this type are not taken. Attach a PDF, an image (PNG, JPEG, WebP), an office "
                "document without macros (Word, Excel, PowerPoint, OpenDocument), CSV, text or GeoJSON."
            ),
            name=name,
        )
    key = uuid.uuid4()
    return StoredFile.objects.create(
        id=key,
        name=name_for(name, kind),
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        path=default_storage.save(f"{key.hex[:2]}/{key.hex}", ContentFile(content)),
        stored_by=by,
        stored_at=clock.now(),
    )


def _read_within_limit(upload: File[Any]) -> bytes:
    """Read at most one byte more than is allowed, whatever the upload says of its size."""
    limit: int = settings.STORED_FILE_MAX_BYTES
    upload.seek(0)
    content: bytes = upload.read(limit + 1)
    if not content:
        raise RuleBroken("file_empty", _("This file is empty."))
    if len(content) > limit:
        megabytes = max(1, limit // (1024 * 1024))
        sentence = ngettext(
            "This file is larger than %(count)d MB.",
            "This file is larger than %(count)d MB.",
            megabytes,
        )
        raise RuleBroken(
            "file_too_large", sentence % {"count": megabytes}, limit=limit, size=upload.size
        )
    return content


def clean_name(name: str) -> str:
    """Return the last part of `name` without anything that a file system or a header could misread."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    if DEVICE_NAMES.match(name):
        name = f"_{name}"
    path = PurePosixPath(name or "file")
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    return path.name.removesuffix(suffix)[: NAME_LENGTH - len(suffix)] + suffix


def name_for(name: str, kind: FileType) -> str:
    """Return `name` with an ending that says what the content is."""
    return name if name.lower().endswith(kind.endings) else f"{name}{kind.endings[0]}"
