"""The registers of the people and the process of a park."""

from django.utils.translation import gettext_lazy as _

from governance.registers.actors import ACTORS, LINKAGES, MEETINGS
from governance.registers.cases import CASES, EVENTS
from governance.registers.consultations import COMMENTS, CONSULTATIONS
from governance.registers.plans import PLANS
from governance.registers.task_force import DUTIES, MEMBERS, MILESTONES, RULES
from parks.errors import SENTENCES
from parks.registers import REGISTERS

GOVERNANCE_REGISTERS = (
    PLANS, ACTORS, LINKAGES, MEETINGS, MEMBERS, RULES, DUTIES, MILESTONES, CASES, EVENTS,
    CONSULTATIONS, COMMENTS,
)  # fmt: skip

OWN_SENTENCES = {
    "linkage_of_one": _("A linkage ties two different actors."),
    "day_not_reached": _("This day has not been reached yet."),
    "promised_days_out_of_range": _("The promised time is 1 to 1,000 working days."),
    "decision_incomplete": _("A decision has both a day and an outcome."),
    "more_than_invited": _("More took part than were invited."),
    "answer_incomplete": _("An answer has both a text and a day."),
}

REGISTERS.update({one.word: one for one in GOVERNANCE_REGISTERS})
SENTENCES.update(OWN_SENTENCES)
