"""The place and the facts: regions, parks, grants, indicators, periods, observations."""
