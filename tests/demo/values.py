"""The values of the reference note that the demo register gives exactly: code → (value, period)."""

from kenes.core.period import Period
from kenes.demo.days import A, B

VALUES: dict[str, tuple[int, Period]] = {
    "sittings.general": (40, A),
    "sittings.questions": (61, A),
    "sittings.presidium": (26, A),
    "council.commissions": (5, A),
    "sittings.commission_months": (160, A),
    "council.rotated": (15, A),
    "hearings.akimats": (8, A),
    "hearings.akimats_agencies": (8, A),
    "hearings.state_bodies": (76, A),
    "hearings.subordinate": (61, A),
    "hearings.subordinate_agencies": (61, A),
    "events.platforms": (176, B),
    "events.platform_districts": (8, B),
    "events.platform_reach": (5292, B),
    "control.monitorings": (85, A),
    "acts.reviewed": (262, A),
    "control.public_hearings": (6, A),
    "events.round_tables": (28, A),
    "events.akim_meetings": (140, A),
    "appeals.received": (934, A),
    "appeals.not_taken_up": (43, A),
    "appeals.considered": (891, A),
    "appeals.resolved": (795, A),
    "appeals.explained": (71, A),
    "appeals.refused": (0, A),
    "appeals.in_work": (25, A),
    "events.joint_maslikhat": (18, A),
    "publications.posted": (1366, A),
    "publications.member_weeks": (2466, A),
    "publications.member_authors": (18, A),
}
OF = {"sittings.commission_months": 160, "publications.member_weeks": 2466}


def period_of(code: str) -> Period:
    """The period a figure is printed for in the note."""
    return B if code.startswith("events.platform") else A
