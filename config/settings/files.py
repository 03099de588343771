"""Static files and stored evidence."""

from pathlib import Path

from config.settings.env import BASE_DIR, GIVEN, POSITIVE, env

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(BASE_DIR / "var" / "media"), validate=GIVEN))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

STORED_FILE_MAX_BYTES = env.int("STORED_FILE_MAX_BYTES", 20 * 1024 * 1024, validate=POSITIVE)
# The largest body of all: a file, or a register of 10 MB, in the frame of a form.
REQUEST_MAX_BYTES = max(STORED_FILE_MAX_BYTES, 10 * 1024 * 1024) + 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o640
