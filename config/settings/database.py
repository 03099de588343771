"""Where facts are kept: SQLite beside the code unless DATABASE_URL names PostgreSQL."""

from config.settings.env import BASE_DIR, env

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'parkpath.sqlite3'}")
}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A writer takes its lock at once: a transaction that reads first and writes later would fail under
    # other writers instead of waiting.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
