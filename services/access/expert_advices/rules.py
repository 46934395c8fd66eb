"""What an expert may say of a draft decision, who ratifies, and when independence is in doubt (R-A20, R-A21, R-A22; F-24, F-28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, InvalidInput, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.deciding import DecisionState
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier
from shared.values.terms import Law

ADVISED = Sentence(
    "expert-advice.advised",
    nl="Op {advised_on} is geadviseerd ({kind}): {opinion}. Wie adviseert beslist niet.",
    en="Advice was given on {advised_on} ({kind}): {opinion}. Who advises does not decide.",
)
RATIFIED = Sentence(
    "expert-advice.ratified",
    nl="Op {advised_on} oordeelde een derde ({ratifier}) over de bekrachtiging: {opinion}.",
    en="On {advised_on} a third ({ratifier}) judged the ratification: {opinion}.",
)
JOINT = Sentence(
    "expert-advice.joint",
    nl="De experts komen van {result} verschillende aanbieders; twee of meer is genoeg.",
    en="The experts come from {result} different providers; two or more are enough.",
)
INDEPENDENT = Sentence(
    "expert-advice.independent",
    nl="Geen van de adviseurs werkt bij de gekozen aanbieder {chosen_provider}.",
    en="None of the advisers works for the chosen provider {chosen_provider}.",
)
NOT_INDEPENDENT = Sentence(
    "expert-advice.not-independent",
    nl="Een adviseur werkt bij de gekozen aanbieder {chosen_provider}: wij van WC-eend adviseren WC-eend.",
    en="An adviser works for the chosen provider {chosen_provider}: supply may be recommending itself.",
)


class AdviceNotFound(NotFound):
    """There is no such advice, or it is not yours."""

    code = "expert-advice-not-found"
    title = Text("Expertadvies niet gevonden", "Expert advice not found")
    detail = Text("Er is geen expertadvies {id}.", "There is no expert advice {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class AdviceRefused(Refused):
    """The advice cannot be like this: `errors` has every reason."""

    code = "expert-advice-refused"
    rule = "R-A21"
    title = Text("Het advies kan zo niet", "The advice cannot be like this")
    detail = Text(
        "Een expert adviseert over een besluit dat nog niet vaststaat en dat een ander neemt; errors noemt wat er mis is.",
        "An expert advises on a decision that is not final and that another takes; errors names what is wrong.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class AdviceDaysRefused(InvalidInput):
    """The days end before they begin, or are more than four hundred."""

    code = "expert-advice-days-refused"
    rule = "E-34"
    title = Text("Deze dagen kunnen niet", "These days are not possible")
    detail = Text(
        "Een telling loopt over hooguit {longest} dagen.", "A count runs over at most {longest} days."
    )
    mend = Text("Kies een kortere periode.", "Choose a shorter period.")


LONGEST_DAYS = 400
_WRONG = {
    "in-future": ("R-A21", Text("De dag ligt in de toekomst.", "The day lies in the future.")),
    "decision-final": (
        "R-A21",
        Text(
            "Over dit besluit is al beslist: het staat op {state}.",
            "This decision was taken already: it is {state}.",
        ),
    ),
    "one-expert": (
        "R-A21",
        Text("Een advies is van één expert.", "An advice is that of one expert."),
    ),
    "same-provider": (
        "R-A22",
        Text(
            "Een gezamenlijk advies vraagt experts van ten minste twee verschillende aanbieders.",
            "A joint advice takes experts of at least two different providers.",
        ),
    ),
    "same-person": (
        "F-28",
        Text(
            "Wie het besluit neemt, wijzigt of voorbereidt, adviseert er niet over en bekrachtigt het niet.",
            "Who takes, changes or prepares the decision neither advises on it nor ratifies it.",
        ),
    ),
    "not-independent": (
        "F-24",
        Text(
            "Wie bekrachtigt, werkt niet bij de gekozen aanbieder.",
            "Who ratifies does not work for the chosen provider.",
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Adviser:
    """One expert; `employer` is the OIN of who employs the expert, None when on his own."""

    expert: str
    employer: str | None


@dataclass(frozen=True, slots=True)
class Advice:
    """What was said of a draft decision; `expert` and `employer` are those of the first of `advisers`.

    `recorded_by` is the person who entered it; of a ratification that is the ratifier. `note` is None once the citizen is
    erased.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    decision_id: UUID
    request_id: UUID
    citizen_id: UUID
    law: Law
    kind: AdviceKind
    expert: str
    employer: str | None
    advisers: list[Adviser]
    ratifier: Ratifier | None
    chosen_provider: str | None
    advised_on: date
    opinion: AdviceOpinion
    independence_warning: bool
    recorded_by: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """What an advice reads of its decision; `preparers` took or prepared it, `final` says that nobody advises any more."""

    id: UUID
    owner: str
    request_id: UUID
    citizen_id: UUID
    law: Law
    provider: str | None
    final: bool
    state: str
    preparers: frozenset[str]


def is_closed(state: DecisionState, *, acute: bool) -> bool:
    """Whether nobody advises any more: it was withdrawn or taken. Acute care is decided at once and ratified afterwards (F-33)."""
    return state is DecisionState.WITHDRAWN or (
        state in (DecisionState.AWAITING_EFFORT, DecisionState.FINAL) and not acute
    )


def advise(
    drafted: Drafted,
    kind: AdviceKind,
    advisers: Sequence[Adviser],
    *,
    advised_on: date,
    opinion: AdviceOpinion,
    ratifier: Ratifier | None,
    recorded_by: str,
    note: str | None,
    external_reference: str | None,
    today: date,
) -> tuple[Advice, Derivation]:
    """An advice, joint advice or ratification on a draft decision. Raises AdviceRefused with every reason.

    An employer that is the chosen provider gives a warning, never a refusal, but for who ratifies (R-A21, F-24).
    """
    warned = any(one.employer is not None and one.employer == drafted.provider for one in advisers)
    employers = {one.employer for one in advisers if one.employer is not None}
    persons = {one.expert for one in advisers}
    wrong = []
    if advised_on > today:
        wrong.append(("#/advisedOn", "in-future"))
    if drafted.final:
        wrong.append(("#/decisionId", "decision-final"))
    if kind is AdviceKind.ADVICE and len(advisers) > 1:
        wrong.append(("#/advisers", "one-expert"))
    if kind is AdviceKind.JOINT_ADVICE and len(employers) < 2:
        wrong.append(("#/advisers", "same-provider"))
    if persons & drafted.preparers or (kind is AdviceKind.RATIFICATION and recorded_by in drafted.preparers):
        wrong.append(("#/advisers", "same-person"))
    if kind is AdviceKind.RATIFICATION and warned:
        wrong.append(("#/advisers", "not-independent"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code][1], rule=_WRONG[code][0]) for at, code in wrong)
        raise AdviceRefused(errors=errors, state=drafted.state)
    made = Advice(
        id=new_id(),
        version=1,
        owner=drafted.owner,
        external_reference=external_reference,
        parties=[],
        decision_id=drafted.id,
        request_id=drafted.request_id,
        citizen_id=drafted.citizen_id,
        law=drafted.law,
        kind=kind,
        expert=advisers[0].expert,
        employer=advisers[0].employer,
        advisers=list(advisers),
        ratifier=ratifier,
        chosen_provider=drafted.provider,
        advised_on=advised_on,
        opinion=opinion,
        independence_warning=warned,
        recorded_by=recorded_by,
        note=note,
    )
    return made, _grounds(made, len(employers))


def _grounds(made: Advice, employers: int) -> Derivation:
    said = {"advised_on": made.advised_on, "opinion": made.opinion}
    if made.kind is AdviceKind.RATIFICATION:
        why = Derivation().because("R-A20", RATIFIED, ratifier=made.ratifier, **said)
    else:
        why = Derivation().because("R-A21", ADVISED, kind=made.kind, **said)
    if made.kind is AdviceKind.JOINT_ADVICE:
        why = why.because("R-A22", JOINT, employers)
    sentence = NOT_INDEPENDENT if made.independence_warning else INDEPENDENT
    return why.because("R-A21", sentence, made.independence_warning, chosen_provider=made.chosen_provider)


def ratified(advices: Sequence[Advice], decider: str | None) -> bool:
    """Whether a person other than the decider ratified: the newest one by another counts, and is positive (R-A20, F-28)."""
    by_others = [
        one
        for one in advices
        if one.kind is AdviceKind.RATIFICATION and decider not in (one.recorded_by, one.expert)
    ]
    newest = max(by_others, key=lambda one: one.id, default=None)
    return newest is not None and newest.opinion is AdviceOpinion.POSITIVE


def advised_by(advices: Sequence[Advice], person: str) -> bool:
    """Whether this person advised on the decision or ratified it, and so does not decide it (R-A21)."""
    return any(
        person in {one.expert for one in advice.advisers}
        or (advice.kind is AdviceKind.RATIFICATION and advice.recorded_by == person)
        for advice in advices
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How much advice was given, how much of it under a warning, and how often by several or as a ratification."""

    advices: int
    warnings: int
    joint: int
    ratifications: int


@dataclass(frozen=True, slots=True)
class AdviceCounts:
    """The rate at which experts advised for who employs them (E-34); None when nobody advised."""

    first_day: date
    last_day: date
    advices: int
    warnings: int
    rate_basis_points: int | None
    joint: int
    ratifications: int


def check_days(first: date, last: date) -> None:
    """Raise AdviceDaysRefused unless the last day is not before the first, and at most 400 days lie between them."""
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        raise AdviceDaysRefused(longest=LONGEST_DAYS)


def count(found: Counted, first: date, last: date) -> AdviceCounts:
    """The rate, rounded down: 1 warning in 4 is 2,500 basis points (E-34)."""
    rate = found.warnings * 10_000 // found.advices if found.advices else None
    return AdviceCounts(first, last, found.advices, found.warnings, rate, found.joint, found.ratifications)
