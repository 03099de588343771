"""The one reader of the environment; a malformed value stops the start with its name."""

from pathlib import Path

from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = Env()
