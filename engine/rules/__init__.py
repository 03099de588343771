"""The rule language: formulas, checks, gates, caps and advice share one parser and one evaluator."""
