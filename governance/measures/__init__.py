"""What the platform's registers say of parks in a period.

A measure stands here under the code of its indicator. As long as an indicator "by: platform" has none, reports ask
the committee for it, marked "self-reported in place of the register"; registering one ends that for reports that
open from then on.
"""

from __future__ import annotations

from parks.measures import Measure

MEASURES: dict[str, Measure] = {}
