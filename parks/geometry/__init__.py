"""Shapes on the ground: what a geometry must be, and how large and how far it is in metres."""
