"""Where facts are kept: SQLite beside the code unless DATABASE_URL names PostgreSQL."""

from config.settings.env import BASE_DIR, env, malformed

ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
SQLITE_OPTIONS = {
    # A writer takes its lock at once: a transaction that reads first and writes later would fail under
    # other writers instead of waiting.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
POSTGRESQL_OPTIONS = {
    # Whoever waits longer for a connection finds the server gone.
    "pool": {"min_size": 1, "max_size": 8, "timeout": 5},
    # Compiling a query takes seconds where answering it takes milliseconds: pages over a whole nation ask many, once each.
    "options": "-c jit=off",
}

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'parkpath.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] not in ENGINES:
    raise malformed("DATABASE_URL", "Must begin with sqlite or postgresql.")

# What the address itself asks for stays, such as ?sslmode=verify-full.
_is_sqlite = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DATABASES["default"]["OPTIONS"] = {
    **(SQLITE_OPTIONS if _is_sqlite else POSTGRESQL_OPTIONS),
    **DATABASES["default"].get("OPTIONS", {}),
}
