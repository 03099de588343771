"""Settings, one file per purpose; `demo`, `production` and `test` are the entry points."""
