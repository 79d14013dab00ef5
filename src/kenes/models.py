"""The contents page of the tables: every model of Kenes, slice by slice."""

from kenes.acts.models import Act, DraftAct, Finding, Review
from kenes.appeals.models import Appeal, Applicant
from kenes.control.models import Monitoring, PublicHearing
from kenes.core.access import Access, User
from kenes.core.flow import Step
from kenes.core.journal import Entry, Payload
from kenes.core.link import Link
from kenes.core.numbering import Counter
from kenes.core.seal import Seal
from kenes.council.models import Body, Convocation, Council, Mandate, Office, Person, Seat
from kenes.events.models import Coorganiser, Event, Participant, Problem, ReachEntry
from kenes.hearings.models import Hearing
from kenes.journals.models import Intake, IntakeLine
from kenes.norms.models import DayMark, Norm
from kenes.organs.models import District, Organisation, Topic
from kenes.programme.models import Programme, ProgrammeLine
from kenes.publications.models import Channel, Post
from kenes.recommendations.models import Point, Recommendation, UrgentQuestion
from kenes.report.models import Block, Blueprint, Edition, StatedFigure
from kenes.sittings.models import AgendaItem, Sitting
from kenes.surveys.models import Survey

__all__ = [
    "Access",
    "Act",
    "AgendaItem",
    "Appeal",
    "Applicant",
    "Block",
    "Blueprint",
    "Body",
    "Channel",
    "Convocation",
    "Coorganiser",
    "Council",
    "Counter",
    "DayMark",
    "District",
    "DraftAct",
    "Edition",
    "Entry",
    "Event",
    "Finding",
    "Hearing",
    "Intake",
    "IntakeLine",
    "Link",
    "Mandate",
    "Monitoring",
    "Norm",
    "Office",
    "Organisation",
    "Participant",
    "Payload",
    "Person",
    "Point",
    "Post",
    "Problem",
    "Programme",
    "ProgrammeLine",
    "PublicHearing",
    "ReachEntry",
    "Recommendation",
    "Review",
    "Seal",
    "Seat",
    "Sitting",
    "StatedFigure",
    "Step",
    "Survey",
    "Topic",
    "UrgentQuestion",
    "User",
]
