"""The judgement: frameworks, scores, why, home and the park page."""
