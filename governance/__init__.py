"""The people and the process: the path, stage reports and their review, evidence."""
