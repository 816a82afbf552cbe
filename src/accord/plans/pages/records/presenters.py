"""What the pages of the person's own records show."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.findings import Requirement
from accord.domain.legal.lpa import LastingPower
from accord.domain.legal.powers import authority
from accord.domain.legal.treatments import CPR_TREATMENT
from accord.domain.legal.validity import Validity, validities
from accord.domain.plan.people_involved import Conversation
from accord.plans.models import InstrumentKind
from accord.plans.pages.persons import Person
from accord.plans.queries.records import Instrument, RecordedConversation, Records
from accord.web.words import say_date, say_datetime

KIND_TITLES = {
    InstrumentKind.ADRT: "Advance decision to refuse treatment (ADRT)",
    InstrumentKind.LPA: "Lasting power of attorney (LPA)",
    InstrumentKind.DEPUTY: "Deputy appointed by the court",
}


@dataclass(frozen=True, slots=True)
class ConversationCard:
    """One conversation in the list."""

    person_id: UUID
    record: RecordedConversation

    @property
    def conversation(self) -> Conversation:
        """The conversation itself."""
        return self.record.conversation

    @property
    def title(self) -> str:
        """With whom, and when."""
        at = self.conversation.at
        when = say_datetime(at.time) if at.time else say_date(at.day)
        kind = self.conversation.with_whom.words
        who = self.conversation.with_name or kind[:1].lower() + kind[1:]
        return f"{'Offered to' if self.conversation.offer_declined else 'With'} {who}, {when}"

    @property
    def rows(self) -> list[dict[str, object]]:
        """What was recorded of it; what was not is left out."""
        held = self.conversation
        pairs: list[tuple[str, object]] = [
            (
                "Declined",
                "A conversation was offered, and they preferred not to have it" if held.offer_declined else "",
            ),
            ("About", ", ".join(sorted(topic.words for topic in held.topics))),
            ("How", held.mode.words if held.mode.value != "not_recorded" else ""),
            ("Where", held.where),
            ("How long", f"{held.minutes} minutes" if held.minutes is not None else ""),
            ("Also there", held.others_present),
            ("Language and interpreter", "; ".join(filter(None, (held.language, held.interpreter)))),
            ("Adjustments", held.adjustments),
            ("What was said", held.said),
            ("What they understood", held.understood),
            ("What they wanted", held.wanted),
            ("Information given", held.information_given),
            ("What came of it", held.agreement.words if held.agreement.value != "not_recorded" else ""),
            ("What they disagreed with", held.disagreement_words),
        ]
        return [{"key": key, "value": value} for key, value in pairs if value]

    @property
    def recorded(self) -> str:
        """Who wrote it down."""
        again = " It takes the place of an earlier record." if self.record.corrects else ""
        return f"Recorded by {self.record.recorded_name}, {say_datetime(self.record.recorded_at)}.{again}"

    @property
    def correct_href(self) -> str:
        """Where to correct it."""
        return reverse("plans:conversation_record", args=[self.person_id]) + f"?corrects={self.record.conversation_id}"


@dataclass(frozen=True, slots=True)
class RecordList:
    """The conversations, or the legal documents, of a person."""

    person: Person
    records: Records
    draft: str
    may_record: bool
    """Whether whoever looks may record one more, or change one."""

    @property
    def draft_href(self) -> str:
        """Back to the draft from which somebody came, if they did."""
        return reverse("plans:draft", args=[UUID(self.draft)]) if self.draft else ""

    @property
    def conversations(self) -> list[ConversationCard]:
        """The conversations, the latest first."""
        held = sorted(self.records.conversations, key=lambda each: str(each.conversation.at), reverse=True)
        return [ConversationCard(self.person.id, each) for each in held]

    @property
    def instruments(self) -> list[InstrumentCard]:
        """The legal documents; advance decisions first, for they can bind."""
        order = list(InstrumentKind)
        held = sorted(self.records.instruments, key=lambda each: order.index(each.kind))
        return [InstrumentCard(self.person.id, each, self.records.legal.lasting_powers) for each in held]


@dataclass(frozen=True, slots=True)
class FoundAbout:
    """What the record shows of one document or one treatment: the overall words, and each requirement."""

    title: str
    words: str
    requirements: tuple[Requirement, ...]
    to_judge: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentCard:
    """One legal document, with what the record shows about it, explained."""

    person_id: UUID
    instrument: Instrument
    powers: tuple[LastingPower, ...]

    @property
    def title(self) -> str:
        """What it is."""
        value = self.instrument.value
        name = {LastingPower: "uid", Deputy: "name"}.get(type(value))
        return KIND_TITLES[self.instrument.kind] + (
            f": {getattr(value, name)}" if name and getattr(value, name) else ""
        )

    @property
    def findings(self) -> list[FoundAbout]:
        """What the record shows, requirement by requirement."""
        value = self.instrument.value
        if isinstance(value, AdvanceDecision):
            return [_found(each) for each in validities(value, self.powers)]
        if isinstance(value, LastingPower):
            found = authority(value, CPR_TREATMENT)
            return [FoundAbout("Authority over CPR", found.words, found.requirements)]
        return []

    @property
    def rows(self) -> list[dict[str, object]]:
        """What it says for itself."""
        value = self.instrument.value
        if isinstance(value, LastingPower):
            return _power_rows(value)
        if isinstance(value, Deputy):
            return [{"key": "Scope", "value": value.scope}, {"key": "Telephone", "value": value.telephone}]
        return [
            {"key": "Refuses", "value": [each.name for each in value.refusals]},
            {"key": "Made on", "value": say_date(value.made_on) if value.made_on else ""},
            {"key": "Where it is", "value": value.document_location},
        ]

    @property
    def notes(self) -> list[str]:
        """What needs saying about it in words."""
        value = self.instrument.value
        if isinstance(value, LastingPower):
            unread = [f"An update of the kind {each.kind} could not be applied." for each in value.unapplied]
            return [*(problem.words for problem in value.problems), *unread]
        return []

    @property
    def recorded(self) -> str:
        """Who recorded it."""
        return f"Recorded by {self.instrument.recorded_name}, {say_datetime(self.instrument.recorded_at)}."

    @property
    def update_href(self) -> str:
        """Where to apply an update of the LPA Store; nothing for other documents."""
        if self.instrument.kind is not InstrumentKind.LPA:
            return ""
        return reverse("plans:lpa_update", args=[self.person_id, self.instrument.instrument_id])

    @property
    def change_href(self) -> str:
        """Where to change it: a new revision, never an overwrite."""
        kind = self.instrument.kind.value
        return (
            reverse("plans:legal_record", args=[self.person_id, kind]) + f"?instrument={self.instrument.instrument_id}"
        )


def _power_rows(value: LastingPower) -> list[dict[str, object]]:
    return [
        {"key": "About", "value": value.kind.words},
        {"key": "Status", "value": value.status.words},
        {"key": "Life-sustaining treatment", "value": value.life_sustaining.words},
        {"key": "How they decide", "value": value.deciding.words},
        {"key": "Attorneys", "value": [f"{each.name} ({each.status.words.lower()})" for each in value.attorneys]},
        {"key": "Restrictions, word for word", "value": value.restrictions or "None recorded"},
    ]


def _found(validity: Validity) -> FoundAbout:
    conflicts = tuple(conflict.words for conflict in validity.conflicts)
    return FoundAbout(
        validity.treatment.name or "No treatment named",
        validity.words,
        validity.requirements,
        validity.to_judge,
        conflicts,
    )
