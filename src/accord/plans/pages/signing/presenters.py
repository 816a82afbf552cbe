"""What the page shows before somebody signs: what the record shows, what it does not, and the whole plan in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from accord.domain.plan.parts import PERSON_HELD, PartName
from accord.plans.actions.signing import Prepared
from accord.plans.pages.persons import Person
from accord.plans.pages.signing.forms import SignForm
from accord.projections.contradictions import contradictions
from accord.projections.items import line_of
from accord.projections.restricted_parts import as_read
from accord.projections.sections import Section, sections
from accord.soundness.assessments import Result
from accord.soundness.expectations import Elsewhere, Outcome, Severity
from accord.web.competences import say_each, say_lapses, say_not_kept
from accord.web.forms import say_error
from accord.web.words import say_datetime, say_deadline, say_words


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation, as the signer reads it, with the link to where it can be put right."""

    result: Result
    href: str

    @property
    def words(self) -> str:
        """What is said of it."""
        return self.result.words

    @property
    def remedy(self) -> str:
        """What would put it right."""
        return self.result.rule.remedy

    @property
    def source(self) -> str:
        """Where it comes from; "to be confirmed" where nobody has yet read it in its own text."""
        rule = self.result.rule
        return rule.source + (" (awaiting confirmation by a lawyer or clinician)" if rule.confirm else "")

    @property
    def where(self) -> str:
        """The part to open."""
        part = self.result.rule.part
        return part.words if isinstance(part, PartName) else {"person": "The person’s details"}.get(part.value, "")


@dataclass(frozen=True, slots=True)
class SignScreen:
    """Everything on one page: what stops first, then the rest, then the plan, then the signature."""

    person: Person
    prepared: Prepared
    form: SignForm
    submission: str

    @property
    def title(self) -> str:
        """What the page does."""
        return "Check and sign"

    @property
    def draft_href(self) -> str:
        """Back to the parts."""
        return reverse("plans:draft", args=[self.prepared.draft_id])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way back."""
        return [*self.person.crumbs, ("Plan being written", self.draft_href)]

    @property
    def stops(self) -> list[Expectation]:
        """What is expected by law and not met: it needs a reason and words."""
        return [self._expectation(each) for each in self.prepared.assessment.stops]

    @property
    def others(self) -> list[tuple[str, list[Expectation]]]:
        """Everything else that is not met or not evidenced, by who expects it. None of it stops a signature."""
        shown = self.prepared.assessment.by_severity()
        return [
            (_heading(severity), [self._expectation(each) for each in results if not each.is_stop])
            for severity, results in shown.items()
            if any(not each.is_stop for each in results)
        ]

    @property
    def met(self) -> list[Expectation]:
        """What the record does show."""
        return [self._expectation(each) for each in self.prepared.assessment.of(Outcome.MET)]

    @property
    def statements(self) -> list[str]:
        """What the person now says, and nobody has answered: the signer must have read it."""
        return [
            f"{each.says.words}{f': “{each.words}”' if each.words else ''}"
            f" ({each.posted_by}, {say_datetime(each.posted_at)})"
            for each in self.prepared.statements
        ]

    @property
    def suspensions(self) -> list[str]:
        """What suspends the plan that this one replaces: it will suspend this one for as long."""
        return [
            f"From {say_datetime(each.from_at)} "
            f"{f'until {say_datetime(each.until)}' if each.until else 'until somebody ends it'}: {each.why}"
            for each in self.prepared.suspensions
        ]

    @property
    def lapses(self) -> list[str]:
        """What of the signer's has run out, or is not recorded where it is kept. It never keeps them from signing."""
        return say_lapses(self.prepared.signer)

    @property
    def lapsing(self) -> list[str]:
        """What of the signer's runs out soon."""
        return say_each(self.prepared.signer.lapsing)

    @property
    def not_kept(self) -> str:
        """Of what training this organisation keeps no record."""
        return say_not_kept(self.prepared.signer)

    @property
    def contradictions(self) -> list[str]:
        """What cannot both be so, in the plan or beside what else is known. It warns, and never refuses."""
        found = contradictions(
            self.prepared.plan,
            person=self.prepared.person,
            on=timezone.localdate(),
            others=self.prepared.others,
            statements=self.prepared.statements,
        )
        return [each.words for each in found]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What keeps this from being signed at all, each with the page where it can be put right."""
        return [
            (say_error(error, _field_words(error.field)), self._field_href(error.field))
            for error in self.prepared.errors
        ]

    @property
    def blocked(self) -> list[str]:
        """Why nobody can sign this draft as it stands, in words."""
        said = [
            f"“{part.words}” was changed on both sides. Look at it and save it again."
            for part in self.prepared.unanswered
        ]
        if self.prepared.is_stale:
            said.append("The current plan has changed since this draft was begun. Bring the draft up to date first.")
        return said

    @property
    def sections(self) -> list[Section]:
        """The plan in words; parts with nothing in them are named together instead."""
        return [section for section in self._shown if not section.is_empty]

    @property
    def empty(self) -> str:
        """The parts that nobody has filled."""
        return ", ".join(section.title for section in self._shown if section.is_empty)

    @property
    def _shown(self) -> tuple[Section, ...]:
        shown = sections(self.prepared.plan, contacts=self.prepared.person.contacts)
        return as_read(shown, self.prepared.carrying.kept)

    @property
    def carried(self) -> list[str]:
        """The restricted parts that the signer takes over unread, each with who signed it before."""
        hides = self.prepared.person.restricted
        parts = self.prepared.carrying.parts
        return [line_of(replace(each, organisation_name="") if hides else each) for each in parts]

    @property
    def endorsement(self) -> str:
        """By when an endorsement would be due."""
        return say_deadline(self.prepared.endorsement_due)

    def _expectation(self, result: Result) -> Expectation:
        part = result.rule.part
        return Expectation(result, self._part_href(part) if isinstance(part, PartName) else self._elsewhere(part))

    def _part_href(self, part: PartName) -> str:
        if part in PERSON_HELD:
            return f"{reverse(f'plans:{part.value}', args=[self.person.id])}?draft={self.prepared.draft_id}"
        return reverse("plans:part", args=[self.prepared.draft_id, part.value])

    def _elsewhere(self, part: Elsewhere) -> str:
        return self.person.href if part is Elsewhere.PERSON else "#senior_responsible"

    def _field_href(self, field: str) -> str:
        part = next((each for each in PartName if each.value == field.split(".", 1)[0].split("[", 1)[0]), None)
        return self._part_href(part) if part else ""


def _field_words(field: str) -> str:
    """Return the name of a field, which says by its path where it stands, as the end of the path in words."""
    return say_words(field.rsplit(".", 1)[-1].split("[", 1)[0])


def _heading(severity: Severity) -> str:
    return severity.words[:1].upper() + severity.words[1:]
