"""Framework files: read, checked and turned into what the engine scores by."""

from assessments.framework_file.parts import (
    FrameworkFile,
    IndicatorPart,
    ItemPart,
    NodePart,
    Texts,
)
from assessments.framework_file.problems import FrameworkErrors, FrameworkProblem
from assessments.framework_file.reading import decode_framework, read_framework, spec_of

__all__ = [
    "FrameworkErrors",
    "FrameworkFile",
    "FrameworkProblem",
    "IndicatorPart",
    "ItemPart",
    "NodePart",
    "Texts",
    "decode_framework",
    "read_framework",
    "spec_of",
]
