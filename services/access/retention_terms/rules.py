"""What the law says of keeping, what a municipality may add to it, and when a file closed (F-37)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, Refused, Text
from shared.values import Derivation, Sentence, holds_bsn
from shared.values.terms import Law, RecordCategory

_BY_LAW = Sentence(
    "retention.by-law",
    nl="{category}: {years} jaar, volgens {source}.",
    en="{category}: {years} years, by {source}.",
)
_LONGER = Sentence(
    "retention.longer",
    nl="{category}: {years} jaar sinds {since}; de wet zegt ten minste {legal_years} ({source}).",
    en="{category}: {years} years since {since}; the law says at least {legal_years} ({source}).",
)


@dataclass(frozen=True, slots=True)
class LegalTerm:
    """The least that the law says, in years, and where it says so."""

    years: int
    source: str


# Shipped as data: what every municipality begins with.
BY_LAW: Mapping[RecordCategory, LegalTerm] = {
    RecordCategory.YOUTH_FILE: LegalTerm(20, "Jeugdwet art. 7.3.8"),
    RecordCategory.WMO_FILE: LegalTerm(15, "Wmo 2015 art. 5.3.4"),
    RecordCategory.CLAIMS_AND_BOOKS: LegalTerm(7, "AWR art. 52; Awb"),
    RecordCategory.ACCESS_LOG: LegalTerm(
        5, "Besluit elektronische gegevensverwerking door zorgaanbieders; NEN 7513"
    ),
}
# What is destroyed for all at once (docs/decisions/0010): a term of one municipality could not be kept.
FIXED = frozenset({RecordCategory.ACCESS_LOG})
# Who never had a question is kept as the file with the shortest term, from the day of registration.
NO_QUESTION = RecordCategory.WMO_FILE
FILE_OF: Mapping[Law, RecordCategory] = {
    Law.JEUGDWET: RecordCategory.YOUTH_FILE,
    Law.WMO_2015: RecordCategory.WMO_FILE,
}


class RetentionTermTooShort(Refused):
    """A policy may keep longer than the law, never shorter."""

    code = "retention-term-too-short"
    rule = "F-37"
    title = Text("Korter dan de wet kan niet", "Shorter than the law is not possible")
    detail = Text(
        "{source} zegt ten minste {legal_years} jaar; gevraagd is {years}.",
        "{source} says at least {legal_years} years; {years} was asked.",
    )
    mend = Text("Kies {legal_years} jaar of langer.", "Choose {legal_years} years or longer.")


class RetentionTermFixed(Refused):
    """What is destroyed for all municipalities at once has no term of one: nothing would carry it out."""

    code = "retention-term-fixed"
    rule = "F-37"
    title = Text("Deze termijn geldt voor alle gemeenten", "This term holds for all municipalities")
    detail = Text(
        "Het verwerkingenlogboek wordt per hele maand vernietigd, voor alle gemeenten tegelijk; een eigen termijn van {years}"
        " jaar zou niemand uitvoeren.",
        "The processing log is destroyed by whole months, for all municipalities at once; nobody would carry out a term of"
        " {years} years of your own.",
    )
    mend = Text(
        "Vraag de beheerder om voor allen langer te bewaren (BEDOELING_PROCESSING_YEARS).",
        "Ask the operator to keep it longer for all (BEDOELING_PROCESSING_YEARS).",
    )


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """How long a municipality keeps a category, in years; `since` and `reason` are None where the law's term holds."""

    id: UUID
    version: int
    owner: str
    category: RecordCategory
    years: int
    since: date | None
    reason: str | None
    external_reference: None = None

    @property
    def legal_years(self) -> int:
        """What the law says at least."""
        return BY_LAW[self.category].years

    @property
    def source(self) -> str:
        """Where the law says so."""
        return BY_LAW[self.category].source


def term_id(owner: str, category: RecordCategory) -> UUID:
    """The id of a municipality's term: always the same, so that the law's term has one before anybody changed it."""
    salt = 0
    while True:
        digest = hashlib.sha256(f"retention-term\x1f{owner}\x1f{category}\x1f{salt}".encode()).digest()
        number = int.from_bytes(digest[:16]) & ~(0xF << 76) & ~(0b11 << 62) | 7 << 76 | 0b10 << 62
        if not holds_bsn(str(UUID(int=number))):
            return UUID(int=number)
        salt += 1


def by_law(owner: str, category: RecordCategory) -> RetentionTerm:
    """The term that holds without a policy."""
    return RetentionTerm(term_id(owner, category), 1, owner, category, BY_LAW[category].years, None, None)


def complete(owner: str, kept: Sequence[RetentionTerm]) -> list[RetentionTerm]:
    """All terms of a municipality: its policies, and the law's where it has none."""
    own = {term.category: term for term in kept}
    return [own.get(category) or by_law(owner, category) for category in RecordCategory]


def years_by_category(terms: Sequence[RetentionTerm]) -> dict[RecordCategory, int]:
    """How many years each category is kept."""
    return {term.category: term.years for term in terms}


def change(
    known: RetentionTerm, years: int, reason: str, today: date
) -> tuple[RetentionTerm, Derivation] | None:
    """The term by a new policy, and why; None when it says what holds already.

    Raises RetentionTermTooShort, and RetentionTermFixed for a longer one that nothing would carry out.
    """
    if years < known.legal_years:
        error = FieldError("#/years", "below-law", RetentionTermTooShort.detail, rule="F-37")
        raise RetentionTermTooShort(
            errors=(error,), source=known.source, legal_years=known.legal_years, years=years
        )
    if known.category in FIXED and years != known.legal_years:
        error = FieldError("#/years", "fixed", RetentionTermFixed.detail, rule="F-37")
        raise RetentionTermFixed(errors=(error,), years=years)
    if (years, reason) == (known.years, known.reason):
        return None
    changed = RetentionTerm(known.id, known.version + 1, known.owner, known.category, years, today, reason)
    return changed, explain([changed])


def explain(terms: Sequence[RetentionTerm]) -> Derivation:
    """One step for each term: the law's, or the policy beside it."""
    why = Derivation()
    for term in terms:
        if term.since is None:
            why = why.because(
                "F-37", _BY_LAW, term.years, category=term.category, years=term.years, source=term.source
            )
        else:
            why = why.because(
                "F-37", _LONGER, term.years, category=term.category, years=term.years, since=term.since,
                legal_years=term.legal_years, source=term.source,
            )  # fmt: skip
    return why


@dataclass(frozen=True, slots=True)
class CitizenFile:
    """A citizen's file as it stands on a day.

    `open` says that a question, a referral or a decision still runs; `closed_on` and `due_on` are those of the part that is
    kept longest; without any question None, but on a list those of `NO_QUESTION`; `held` that a legal hold is in force.
    """

    owner: str
    citizen_id: UUID
    open: bool
    held: bool
    category: RecordCategory | None
    closed_on: date | None
    due_on: date | None
