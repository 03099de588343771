"""The door to framework files for services, views and commands; selectors use `assessments.framework_file` itself."""

from assessments.framework_file import (
    FrameworkErrors,
    FrameworkFile,
    FrameworkProblem,
    read_framework,
    spec_of,
)

__all__ = [
    "FrameworkErrors",
    "FrameworkFile",
    "FrameworkProblem",
    "read_framework",
    "spec_of",
]
