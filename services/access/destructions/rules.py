"""How a destruction list moves, who stays on it, and what its declaration says (F-37)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.access.retention_terms.rules import BY_LAW, CitizenFile
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.terms import DestructionState, Exclusion, RecordCategory

LISTED = Sentence(
    "destruction.listed",
    nl="Op {as_of}: {listed} dossiers met een verstreken termijn, waarvan {excluded} blijven.",
    en="On {as_of}: {listed} files with a term that is past, of which {excluded} stay.",
)
DESTROYED = Sentence(
    "destruction.destroyed",
    nl="{destroyed} dossiers zijn vernietigd, {excluded} bleven.",
    en="{destroyed} files were destroyed, {excluded} stayed.",
)
STATEMENT = Text(
    "Op {executed_on} zijn door {executed_by}, na goedkeuring door {approved_by}, {destroyed} dossiers vernietigd waarvan de bewaartermijn was verstreken (Archiefwet).",
    "On {executed_on} {executed_by}, after approval by {approved_by}, destroyed {destroyed} files whose retention term was past (Archiefwet).",
)


class DestructionListNotFound(NotFound):
    """There is no such destruction list, or it is not yours."""

    code = "destruction-list-not-found"
    title = Text("Vernietigingslijst niet gevonden", "Destruction list not found")
    detail = Text("Er is geen vernietigingslijst {id}.", "There is no destruction list {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class DestructionAhead(Refused):
    """A term that has not passed yet destroys nothing."""

    code = "destruction-ahead"
    rule = "F-37"
    title = Text("De peildatum ligt in de toekomst", "The reference day lies ahead")
    detail = Text("{asOf} ligt na vandaag, {today}.", "{asOf} lies after today, {today}.")
    mend = Text("Kies een dag tot en met vandaag.", "Choose a day up to and including today.")


class SecondPersonNeeded(Refused):
    """Who proposed a list does not approve it (four eyes)."""

    code = "destruction-second-person"
    rule = "F-28"
    title = Text("Een ander moet goedkeuren", "Somebody else must approve")
    detail = Text(
        "{proposed_by} stelde deze lijst voor; een tweede persoon keurt haar goed.",
        "{proposed_by} proposed this list; a second person approves it.",
    )
    mend = Text("Laat een collega goedkeuren.", "Let a colleague approve.")


class DestructionStateWrong(Refused):
    """A list is proposed, then approved, then executed, each once."""

    code = "destruction-state"
    rule = "F-37"
    title = Text("De lijst is niet zover", "The list is not there")
    detail = Text("De lijst staat op {state}; nodig is {needed}.", "The list is {state}; {needed} is needed.")
    mend = Text(
        "Eerst voorstellen, dan laten goedkeuren, dan uitvoeren.",
        "First propose, then have it approved, then execute.",
    )


@dataclass(frozen=True, slots=True)
class DestructionList:
    """A destruction list; `terms` are the years by category that it was made with."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    as_of: date
    state: DestructionState
    proposed_by: str
    proposed_on: date
    approved_by: str | None
    approved_on: date | None
    executed_by: str | None
    executed_on: date | None
    executed_at: datetime | None
    listed: int
    excluded: int
    destroyed: int | None
    terms: dict[RecordCategory, int]
    sha256: str | None


@dataclass(frozen=True, slots=True)
class DestructionLine:
    """One citizen on a list; after the execution a dead surrogate, or one that stayed."""

    owner: str
    citizen_id: UUID
    category: RecordCategory
    closed_on: date
    due_on: date
    excluded: Exclusion | None
    destroyed: bool


@dataclass(frozen=True, slots=True)
class DestroyedCategory:
    """How many files of a category were destroyed, and by which term."""

    category: RecordCategory
    count: int
    years: int
    source: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is left of the files: who destroyed how many, when, on what ground, and a hash over their surrogates."""

    destruction_list_id: UUID
    owner: str
    as_of: date
    proposed_by: str
    proposed_on: date
    approved_by: str
    approved_on: date
    executed_by: str
    executed_on: date
    executed_at: datetime
    destroyed: int
    categories: list[DestroyedCategory]
    sha256: str
    statement: str


def exclusion(file: CitizenFile, as_of: date) -> Exclusion | None:
    """Why a citizen with a part whose term is past stays on the list, or None: it is destroyed."""
    if file.held:
        return Exclusion.LEGAL_HOLD
    if file.open:
        return Exclusion.OPEN
    if file.due_on is not None and file.due_on >= as_of:
        return Exclusion.TERM_RUNNING
    return None


def propose(
    owner: str,
    as_of: date,
    files: Iterable[CitizenFile],
    terms: dict[RecordCategory, int],
    *,
    external_reference: str | None,
    by: str,
    today: date,
) -> tuple[DestructionList, list[DestructionLine], Derivation]:
    """A list of the files of which a part is past its term on a day. Raises DestructionAhead."""
    if as_of > today:
        error = FieldError("#/asOf", "in-future", DestructionAhead.detail, rule="F-37")
        raise DestructionAhead(errors=(error,), asOf=as_of, today=today)
    lines = [_line(file, exclusion(file, as_of)) for file in files]
    excluded = sum(line.excluded is not None for line in lines)
    made = DestructionList(
        new_id(), 1, owner, external_reference, as_of, DestructionState.PROPOSED, by, today, None, None, None, None,
        None, len(lines), excluded, None, terms, None,
    )  # fmt: skip
    why = Derivation().because("F-37", LISTED, as_of=as_of, listed=len(lines), excluded=excluded)
    return made, lines, why


def _line(file: CitizenFile, excluded: Exclusion | None) -> DestructionLine:
    assert file.category is not None and file.closed_on is not None and file.due_on is not None
    return DestructionLine(
        file.owner, file.citizen_id, file.category, file.closed_on, file.due_on, excluded, destroyed=False
    )


def approve(known: DestructionList, *, by: str, today: date) -> DestructionList:
    """The list approved by a second person. Raises DestructionStateWrong, SecondPersonNeeded (F-28)."""
    _check_state(known, DestructionState.PROPOSED)
    if by == known.proposed_by:
        raise SecondPersonNeeded(proposed_by=known.proposed_by)
    return replace(
        known, version=known.version + 1, state=DestructionState.APPROVED, approved_by=by, approved_on=today
    )


def check_executable(known: DestructionList) -> None:
    """Raise DestructionStateWrong unless the list was approved and not executed yet."""
    _check_state(known, DestructionState.APPROVED)


def _check_state(known: DestructionList, needed: DestructionState) -> None:
    if known.state is not needed:
        raise DestructionStateWrong(state=known.state, needed=needed)


def _after(day: date, years: int) -> date:
    """The same day so many years later, 28 February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def judge_anew(
    lines: Sequence[DestructionLine],
    files: dict[UUID, CitizenFile],
    erased: Iterable[UUID],
    today: date,
    years: Mapping[RecordCategory, int],
) -> list[DestructionLine]:
    """The lines as they stand on the day of execution: what was held, opened or erased since the proposal stays.

    Who still has no question is judged by the line's own day and the `years` of today.
    """
    gone = set(erased)
    judged = []
    for line in lines:
        excluded = line.excluded
        if line.citizen_id in gone:
            excluded = Exclusion.ERASED
        elif excluded is None:
            file = files[line.citizen_id]
            if file.category is None:
                file = replace(file, due_on=_after(line.closed_on, years[line.category]))
            excluded = exclusion(file, today)
        judged.append(replace(line, excluded=excluded, destroyed=excluded is None))
    return judged


def execute(
    known: DestructionList, lines: Sequence[DestructionLine], *, by: str, today: date, at: datetime
) -> tuple[DestructionList, Derivation]:
    """The list after its execution."""
    dead = [line.citizen_id for line in lines if line.destroyed]
    stayed = len(lines) - len(dead)
    executed = replace(
        known, version=known.version + 1, state=DestructionState.EXECUTED, executed_by=by, executed_on=today,
        executed_at=at, excluded=stayed, destroyed=len(dead), sha256=fingerprint(dead),
    )  # fmt: skip
    return executed, Derivation().because("F-37", DESTROYED, destroyed=len(dead), excluded=stayed)


def fingerprint(dead: Iterable[UUID]) -> str:
    """SHA-256 over the dead surrogates in rising order, each followed by a line feed, as hex."""
    return hashlib.sha256("".join(f"{one}\n" for one in sorted(dead)).encode()).hexdigest()


def declare(known: DestructionList, counts: dict[RecordCategory, int], language: str) -> Declaration:
    """The declaration of an executed list. Raises DestructionStateWrong."""
    _check_state(known, DestructionState.EXECUTED)
    assert known.approved_by is not None and known.approved_on is not None
    assert known.executed_by is not None and known.executed_on is not None and known.executed_at is not None
    assert known.destroyed is not None and known.sha256 is not None
    categories = [
        DestroyedCategory(category, count, known.terms[category], BY_LAW[category].source)
        for category, count in sorted(counts.items())
    ]
    facts = {
        "executed_on": known.executed_on,
        "executed_by": known.executed_by,
        "approved_by": known.approved_by,
        "destroyed": known.destroyed,
    }
    return Declaration(
        known.id, known.owner, known.as_of, known.proposed_by, known.proposed_on, known.approved_by,
        known.approved_on, known.executed_by, known.executed_on, known.executed_at, known.destroyed, categories,
        known.sha256, STATEMENT.render(language, facts),
    )  # fmt: skip
