"""What the registers of the process say of parks in a period, by the code of the indicator."""

from typing import Final

from governance.measures.cases import CASE_MEASURES
from governance.measures.consultations import CONSULTATION_MEASURES
from governance.measures.duties import DUTY_MEASURES
from governance.measures.linkages import LINKAGE_MEASURES
from governance.measures.meetings import MEETING_MEASURES
from governance.measures.reports import REPORT_MEASURES
from parks.measures import Measure

PROCESS_MEASURES: Final[dict[str, Measure]] = {
    **MEETING_MEASURES,
    **LINKAGE_MEASURES,
    **CONSULTATION_MEASURES,
    **DUTY_MEASURES,
    **CASE_MEASURES,
    **REPORT_MEASURES,
}
