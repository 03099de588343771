"""Builds an explanation from what the API tells, and from nothing else."""

from dataclasses import fields

from engine.explain import CapStep, Explanation, InputValue, LeafStep, NodeStep, Share


def as_told(answer):
    """Return the explanation that an answer of the API holds, and nothing else of it."""
    steps = tuple(_node(step) if "shares" in step else _leaf(step) for step in answer["steps"])
    return Explanation(answer["park"], answer["top"], tuple(answer["path"]), steps)


def _leaf(step):
    return _built(LeafStep, step, inputs=_inputs(step), caps=_caps(step))


def _node(step):
    shares = tuple(_built(Share, one) for one in step["shares"])
    return _built(NodeStep, step, shares=shares, caps=_caps(step))


def _caps(step):
    return tuple(_built(CapStep, cap, inputs=_inputs(cap)) for cap in step["caps"])


def _inputs(step):
    return tuple(_built(InputValue, one) for one in step["inputs"])


def _built(kind, told, **parts):
    return kind(**{field.name: told[field.name] for field in fields(kind)} | parts)
