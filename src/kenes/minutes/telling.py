"""The facts of a sitting and the clerk's prose become the paper of its minutes, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core.text import capital
from kenes.council.models import Office
from kenes.minutes.facts import Facts
from kenes.norms.kinds import acts
from kenes.report.papers.paper import (
    Block,
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Signatory,
    Signature,
    SquareCode,
    Table,
    Text,
)
from kenes.report.wording import WORDING, Lang
from kenes.sittings.ballots.models import Ballot, Vote, chair_decided
from kenes.sittings.presence.models import PresenceMark, QuorumCheck

THERE = tuple(str(state) for state in PresenceMark.THERE)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What minutes are made of: the frozen or fresh facts, and passages by place or position."""

    number: str
    edition: int
    council: Mapping[str, str]
    facts: Facts
    passages: Mapping[str, Mapping[str, str]]
    chair: Mapping[str, str]
    secretary: str


def paper(
    content: Content, lang: Lang, *, url: str = "", digest: str = "", only: int | None = None
) -> Paper:
    """The minutes as a paper; `only` makes an extract of the item at that position.

    `url` is the public page that the code at the end leads to.
    """
    with override(lang):
        teller = _Teller(content, lang)
        told = teller.extract(only) if only is not None else teller.sections()
        blocks = [block for section in told for block in section.blocks]
        blocks.append(teller.signed())
        if url:
            blocks.append(SquareCode(url, _("The public page of these minutes: %s") % url))
        return Paper(
            lang=lang,
            title=_("Minutes of the sitting") if only is None else _("Extract from the minutes"),
            subtitle=teller.words(content.facts["title"]),
            council=content.council[lang],
            date=date.fromisoformat(content.facts["on"]),
            number=content.number,
            blocks=blocks,
            digest=digest,
        )


def sections(content: Content, lang: Lang, *, prose: bool = True) -> list["Section"]:
    """The minutes section by section; without prose, what the clerk cannot change alone."""
    with override(lang):
        return _Teller(content, lang, prose=prose).sections()


@dataclass(frozen=True)
class Section:
    """What the minutes say at one place: "opening", the position of an item, or "closing"."""

    place: str
    blocks: list[Block]


class _Teller:
    """Tells the parts of minutes one after another, in the language in force."""

    def __init__(self, content: Content, lang: Lang, *, prose: bool = True) -> None:
        self.content = content
        self.facts = content.facts
        self.lang = lang
        self.prose = prose

    def words(self, both: Mapping[str, str] | None) -> str:
        """A text in the paper's language; where it is missing, in the other one."""
        if not both:
            return ""
        return both.get(self.lang) or both.get("ru") or both.get("kk") or ""

    def sections(self) -> list[Section]:
        """Everything, from the day and place to the clerk's last words."""
        items = [Section(str(each["position"]), self._item(each)) for each in self.facts["items"]]
        opening = Section("opening", [*self._opening(), *self._agenda()])
        return [opening, *items, Section("closing", self._passage("closing"))]

    def extract(self, position: int) -> list[Section]:
        """One item with the day, the place and the quorum."""
        items = [item for item in self.facts["items"] if item["position"] == position]
        when = Section("opening", [*_lines(self._when()), *_lines(self._quorum())])
        return [when, *(Section(str(position), self._item(item)) for item in items)]

    def _when(self) -> list[str]:
        facts = self.facts
        said = [
            (_("Date"), WORDING[self.lang].date(date.fromisoformat(facts["on"]))),
            (_("Beginning"), facts["starts_at"]),
            (_("Place"), facts["place"]),
            (_("Body"), self.words(facts["body"])),
            (_("Chaired by"), self.words(self.content.chair)),
            (_("Minutes kept by"), self.content.secretary),
        ]
        return [f"{label}: {value}" for label, value in said if value]

    def _opening(self) -> list[Block]:
        blocks: list[Block] = [*_lines(self._when()), Heading(1, _("Presence and quorum"))]
        blocks += _lines(self._quorum())
        if self.facts["present"]:
            blocks.append(self._attendance())
        if self.facts["course"]:
            blocks.append(Paragraph([Text(_("Changes of presence:"))]))
            blocks.append(Bullets([[Text(self._change(each))] for each in self.facts["course"]]))
        return [*blocks, *self._passage("opening")]

    def _quorum(self) -> list[str]:
        """The quorum at the opening: derived from the roll, or as the journal states it."""
        stated = self.facts["stated"]
        if stated:
            sentence = _(
                "Present: %(present)s of %(seats)s; quorum: %(needed)s (as stated in the journal)."
            )
            return [sentence % stated]
        opening = QuorumCheck.Occasion.OPENING.value
        checks = [each for each in self.facts["quorum"] if each["occasion"] == opening]
        return [_check(each) for each in checks[-1:]]

    def _attendance(self) -> Table:
        states = dict(PresenceMark.State.choices)
        roles = dict(Office.Role.choices)
        rows = [
            (
                str(n),
                self.words(each["name"]),
                str(roles.get(each["role"], each["role"])),
                str(states[each["state"]]) + (f": {each['reason']}" if each["reason"] else ""),
            )
            for n, each in enumerate(self.facts["present"], start=1)
        ]
        head = ("№", _("Member"), _("Role"), _("Presence"))
        return Table(_("Members of the body"), head, rows, align=("right", "left", "left", "left"))

    def _change(self, change: Facts) -> str:
        state = str(dict(PresenceMark.State.choices)[change["state"]])
        return f"{change['at']} {self.words(change['name'])}: {state}"

    def _agenda(self) -> list[Block]:
        items = self.facts["items"]
        if not items:
            return []
        lines = [[Text(f"{each['position']}. {self.words(each['title'])}")] for each in items]
        return [Heading(1, _("Agenda")), *(Paragraph(line) for line in lines)]

    def _item(self, item: Facts) -> list[Block]:
        title = f"{item['position']}. {self.words(item['title'])}"
        blocks: list[Block] = [Heading(1, title)]
        if not item["taken_up"]:
            return [*blocks, Paragraph([Text(_("The question was not taken up."))])]
        blocks += self._passage(str(item["position"]))
        if item["speeches"]:
            blocks.append(Paragraph([Text(_("Spoke:"))]))
            blocks.append(Bullets([[Text(self._speech(each))] for each in item["speeches"]]))
        for each in item["recusals"]:
            sentence = _("%(name)s took no part for conflict of interest: %(reason)s.")
            told = sentence % {"name": self.words(each["name"]), "reason": each["reason"]}
            blocks.append(Paragraph([Text(told)]))
        # Minutes frozen before this was kept do not have it.
        for check in item.get("refused", ()):
            told = _("The vote could not be closed. %s") % _check(check)
            blocks.append(Paragraph([Text(told)]))
        for ballot in item["ballots"]:
            blocks += self._ballot(ballot)
        for decision in item["decisions"]:
            blocks += self._decision(decision)
        for each in item["dissents"]:
            sentence = _("Dissenting opinion of %(name)s: %(text)s")
            told = sentence % {"name": self.words(each["name"]), "text": each["text"]}
            blocks.append(Paragraph([Text(told)]))
        return blocks

    def _speech(self, speech: Facts) -> str:
        times = "–".join(filter(None, (speech["began"], speech["ended"])))
        return f"{self.words(speech['name'])}{f' ({times})' if times else ''}"

    def _ballot(self, ballot: Facts) -> list[Block]:
        """The question, how it was voted, the counts, the quorum of that moment, each name."""
        question = _("Put to the vote: %s") % self.words(ballot["question"])
        blocks: list[Block] = [Paragraph([Text(question)])]
        if ballot["state"] == Ballot.Status.VOID:
            return [*blocks, Paragraph([Text(_("The vote was declared void."))])]
        if ballot["carried"] is None:
            return [*blocks, Paragraph([Text(_("The vote has no result."))])]
        counts = _(
            "%(kind)s. For: %(for)s, against: %(against)s, abstained: %(abstained)s; "
            "counted of %(of)s (%(base)s), threshold %(share)s."
        ) % {
            **ballot,
            "kind": capital(dict(Ballot.Kind.choices)[ballot["kind"]]),
            "base": dict(Ballot.Base.choices)[ballot["base"]],
            "share": ballot["rule"]["share"],
        }
        result = _("The motion carried.") if ballot["carried"] else _("The motion did not carry.")
        blocks.append(Paragraph([Text(" ".join(filter(None, (counts, _tie(ballot), result))))]))
        if ballot["quorum"]:
            blocks.append(Paragraph([Text(_check(ballot["quorum"]))]))
        if ballot["protocol"]:
            protocol = _("Protocol of the counting commission: %s") % ballot["protocol"]
            blocks.append(Paragraph([Text(protocol)]))
        if ballot["votes"]:
            blocks.append(self._by_name(ballot["votes"]))
        return blocks

    def _by_name(self, votes: Sequence[Facts]) -> Table:
        choices = dict(Vote.Choice.choices)
        rows = [(self.words(each["name"]), str(choices[each["choice"]])) for each in votes]
        return Table(_("Votes by name"), (_("Member"), _("Vote")), rows)

    def _decision(self, decision: Facts) -> list[Block]:
        text = self.words(decision["text"]) or self.words(decision["title"])
        blocks: list[Block] = [
            Heading(2, _("Decision No. %s") % decision["number"]),
            Paragraph([Text(text)]),
        ]
        if decision["tasks"]:
            blocks.append(Bullets([[Text(self._task(each))] for each in decision["tasks"]]))
        return blocks

    def _task(self, task: Facts) -> str:
        said = [self.words(task["text"])]
        if task["owner"]:
            said.append(_("responsible: %s") % self.words(task["owner"]))
        if task["due_on"]:
            due = WORDING[self.lang].date(date.fromisoformat(task["due_on"]))
            said.append(_("due: %s") % due)
        return "; ".join(said)

    def _passage(self, place: str) -> list[Block]:
        """The clerk's words at a place, a paragraph for each of his lines."""
        text = self.words(self.content.passages.get(place)) if self.prose else ""
        return _lines(line for line in text.splitlines() if line.strip())

    def signed(self) -> Signature:
        """The lines for the signatures of chair and secretary."""
        chair = Signatory(_("Chair of the sitting"), self.words(self.content.chair))
        return Signature([chair, Signatory(_("Secretary"), self.content.secretary)])


def _lines(lines: Any) -> list[Block]:
    return [Paragraph([Text(line)]) for line in lines]


def _check(check: Facts) -> str:
    """One check of the quorum, with its evidence and the article it rests on."""
    sentence = (
        _("Quorum at %(at)s: present %(present)s of %(seats)s, needed %(needed)s (%(source)s).")
        if check["met"]
        else _(
            "No quorum at %(at)s: present %(present)s of %(seats)s, needed %(needed)s (%(source)s)."
        )
    )
    return sentence % {**check, "source": acts()[check["act"]].cite(check["article"])}


def _tie(ballot: Facts) -> str:
    """Where votes were equal and the chair's decided: how he voted, and by what."""
    tie = ballot.get("tie")
    if not tie:
        return ""
    return chair_decided(acts()[tie["act"]].cite(tie["article"]), chair_for=tie["chair_for"])
