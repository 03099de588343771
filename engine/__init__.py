"""The rule language and the scoring engine: numpy and scipy only, so that it can be read, tested and rerun alone."""
