"""The contents page of the tables: every model of Kenes, slice by slice."""

from kenes.acts.models import Act, DraftAct, Finding, Review
from kenes.appeals.answers.models import AnswerTemplate
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.appeals.extensions.models import AppealExtension
from kenes.appeals.index.models import AppealIndex
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.matters.models import Matter
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.missing.models import MissingPart
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import Publication
from kenes.appeals.remarks.models import Remark
from kenes.appeals.suggestions.models import Measure, Reading, Suggestion, Training
from kenes.appeals.supports.models import Support
from kenes.control.checklists.models import BeforeAfter, Checklist, CheckQuestion, FieldEntry
from kenes.control.documents.models import DocumentPart, FinalDocument, Sending
from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.control.occasions.models import HeadCount, PublicQuestion, PublicSpeech
from kenes.control.subjects.models import Subject
from kenes.core.access import Access, User
from kenes.core.attachment import Attachment
from kenes.core.flow import Step
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Entry, Payload
from kenes.core.kept import Stamp
from kenes.core.letter import Enclosure, Letter
from kenes.core.link import Link
from kenes.core.numbering import Counter
from kenes.core.seal import Seal
from kenes.core.trace import Trace
from kenes.council.candidates.models import Candidate, CandidatePaper, Score
from kenes.council.contest.models import Contest, GroupMember, Stage
from kenes.council.disputes.models import Dispute
from kenes.council.handover.models import Handover
from kenes.council.models import Body, Convocation, Council, Mandate, Office, Person, Seat
from kenes.council.rotation.models import Offer, Rotation
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.events.coming.models import Registration
from kenes.events.models import Coorganiser, Event, Participant, ReachEntry
from kenes.events.problems.models import Problem
from kenes.hearings.coreports.models import CoReport
from kenes.hearings.marks.models import Criterion, HearingMark
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement
from kenes.hearings.questions.models import HearingQuestion
from kenes.hearings.requests.models import PostponementRequest
from kenes.hearings.telling.models import HearingNotice
from kenes.jobs.models import LastRun
from kenes.journals.models import Intake, IntakeLine, Layout
from kenes.minutes.models import Minutes, Passage, Signature
from kenes.norms.models import DayMark, Norm
from kenes.organs.models import District, Organisation, Topic
from kenes.programme.models import Programme, ProgrammeLine
from kenes.publications.models import Channel, Post
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.proof.models import Claim, Verification
from kenes.recommendations.silence.models import Silence
from kenes.recommendations.statements.models import Statement
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.report.models import Block, Blueprint, Edition, Letterhead, StatedFigure
from kenes.sittings.ballots.models import Ballot, Recusal, Vote
from kenes.sittings.decisions.models import Decision, Dissent, Task
from kenes.sittings.floor.models import Speech, Turn
from kenes.sittings.invitations.models import Contact, Invitation, Notice
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.models import PresenceMark, QuorumCheck, RollEntry
from kenes.subscriptions.models import Subscription
from kenes.surveys.models import Survey

__all__ = [
    "Access",
    "Act",
    "AgendaItem",
    "AnswerTemplate",
    "Appeal",
    "AppealExtension",
    "AppealIndex",
    "Applicant",
    "Attachment",
    "Ballot",
    "BeforeAfter",
    "Block",
    "Blueprint",
    "Body",
    "Campaign",
    "CampaignAppeal",
    "Candidate",
    "CandidatePaper",
    "Channel",
    "CheckQuestion",
    "Checklist",
    "Claim",
    "CoReport",
    "Contact",
    "Contest",
    "Convocation",
    "Coorganiser",
    "Council",
    "Counter",
    "Criterion",
    "DayMark",
    "Decision",
    "Deferral",
    "Dispatch",
    "DispatchedPoint",
    "Dispute",
    "Dissent",
    "District",
    "DocumentPart",
    "DraftAct",
    "Edition",
    "Enclosure",
    "Entry",
    "Event",
    "FieldEntry",
    "FinalDocument",
    "Finding",
    "GroupMember",
    "Handover",
    "HeadCount",
    "Hearing",
    "HearingMark",
    "HearingNotice",
    "HearingQuestion",
    "IncomingLetter",
    "Inquiry",
    "Intake",
    "IntakeLine",
    "Invitation",
    "LastRun",
    "Layout",
    "Letter",
    "Letterhead",
    "Link",
    "Mandate",
    "Matter",
    "Measure",
    "Minutes",
    "MissingPart",
    "Monitoring",
    "Norm",
    "Notice",
    "Offer",
    "Office",
    "Organisation",
    "Participant",
    "Passage",
    "Payload",
    "Person",
    "PersonMessage",
    "Point",
    "PointAnswer",
    "Post",
    "Postponement",
    "PostponementRequest",
    "PresenceMark",
    "Problem",
    "Programme",
    "ProgrammeLine",
    "PublicDiscussion",
    "PublicExpertise",
    "PublicHearing",
    "PublicQuestion",
    "PublicSpeech",
    "Publication",
    "QuorumCheck",
    "ReachEntry",
    "Reading",
    "Recommendation",
    "Recusal",
    "Registration",
    "Remark",
    "Review",
    "RollEntry",
    "Rotation",
    "Score",
    "Seal",
    "Seat",
    "Sending",
    "Signature",
    "Silence",
    "Sitting",
    "Speech",
    "Stage",
    "Stamp",
    "StatedFigure",
    "Statement",
    "Step",
    "Subject",
    "Subscription",
    "Suggestion",
    "Support",
    "Survey",
    "Task",
    "Topic",
    "Trace",
    "Training",
    "Turn",
    "UrgentQuestion",
    "User",
    "Verification",
    "Vote",
]
