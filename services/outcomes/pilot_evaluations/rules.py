"""What a pilot comes to: saving less cost, with the change of a control area taken off (R-O31)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.outcomes.triple_aims.rules import Stretch
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence
from shared.values.flowing import PilotVerdict, RollOutDecision

CHANGE = Sentence(
    "pilot-evaluation.change",
    nl="In het pilotgebied gingen de kosten van {before_cents} naar {after_cents}: {result_cents}.",
    en="In the pilot area the cost went from {before_cents} to {after_cents}: {result_cents}.",
)
CONTROL = Sentence(
    "pilot-evaluation.control",
    nl="In het controlegebied gingen zij van {before_cents} naar {after_cents}: {result_cents}; dat gaat eraf.",
    en="In the control area it went from {before_cents} to {after_cents}: {result_cents}; that is taken off.",
)
SAVING = Sentence(
    "pilot-evaluation.saving",
    nl="De besparing is de daling die aan de pilot toe te rekenen is, voor {inhabitants} inwoners: {result_cents}.",
    en="The saving is the fall that is due to the pilot, for {inhabitants} inhabitants: {result_cents}.",
)
TOTAL = Sentence(
    "pilot-evaluation.saving-total",
    nl="De besparing is de daling die aan de pilot toe te rekenen is: {result_cents}.",
    en="The saving is the fall that is due to the pilot: {result_cents}.",
)
STATED = Sentence(
    "pilot-evaluation.stated",
    nl="De besparing is vastgesteld op {result_cents}, zonder vergelijking met een controlegebied.",
    en="The saving was stated as {result_cents}, without a comparison with a control area.",
)
NET = Sentence(
    "pilot-evaluation.net",
    nl="Besparing {saving_cents} min kosten {cost_cents}: {result_cents}.",
    en="Saving {saving_cents} less cost {cost_cents}: {result_cents}.",
)
VERDICT = Sentence(
    "pilot-evaluation.verdict",
    nl="Effectief is een pilot die meer oplevert dan hij kost: {result}.",
    en="A pilot is effective that yields more than it costs: {result}.",
)
DECIDED = Sentence(
    "pilot-evaluation.decided",
    nl="Er is op {on} besloten: {result}.",
    en="It was decided on {on}: {result}.",
)


class PilotEvaluationNotFound(NotFound):
    """There is no such evaluation, or it is not yours."""

    code = "pilot-evaluation-not-found"
    title = Text("Pilotevaluatie niet gevonden", "Pilot evaluation not found")
    detail = Text("Er is geen pilotevaluatie {id}.", "There is no pilot evaluation {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op de pilot.", "Check the identifier, or search by the pilot."
    )


class PilotEvaluationRefused(Refused):
    """The decision lacks what it asks for, or the triple aim is not there; errors lists every point."""

    code = "pilot-evaluation-refused"
    rule = "R-O31"
    title = Text("De pilot is zo niet te evalueren", "The pilot cannot be evaluated like this")
    detail = Text("Er ontbreekt iets; zie errors.", "Something is missing; see errors.")
    mend = Text("Vul aan wat errors noemen.", "Add what errors name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotComparison:
    """What the pilot area and the control area cost before and after, in cents: in all, or for each inhabitant."""

    before_cents: int
    after_cents: int
    control_before_cents: int | None = None
    control_after_cents: int | None = None
    per_inhabitant: bool = False
    inhabitants: int | None = None

    @property
    def change_cents(self) -> int:
        """After less before in the pilot area."""
        return self.after_cents - self.before_cents

    @property
    def control_change_cents(self) -> int | None:
        """The same in the control area; None without one."""
        if self.control_before_cents is None or self.control_after_cents is None:
            return None
        return self.control_after_cents - self.control_before_cents

    @property
    def saving_cents(self) -> int:
        """How much less it cost than without the pilot: the difference of the two differences, for all inhabitants."""
        saving = (self.control_change_cents or 0) - self.change_cents
        return saving * (self.inhabitants or 1) if self.per_inhabitant else saving


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotEvaluation:
    """The business case of a pilot afterwards, in one version; amounts in cents."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    pilot_id: UUID
    name: str
    contract_id: UUID | None
    area_code: str
    control_area_code: str | None
    letter_of_intent_on: date | None
    participants: list[str]
    triple_aim_id: UUID | None
    before: Stretch
    after: Stretch
    cost_cents: int
    stated_saving_cents: int | None
    compared: PilotComparison | None
    saving_cents: int = 0
    net_cents: int = 0
    verdict: PilotVerdict = PilotVerdict.NOT_EFFECTIVE
    decision: RollOutDecision | None = None
    decided_on: date | None = None
    decision_reason: str | None = None
    roll_out_areas: list[str]


def evaluate(given: PilotEvaluation) -> tuple[PilotEvaluation, Derivation]:
    """The evaluation with its saving, its net result and its verdict, seen by its participants (R-O31)."""
    why, saving = Derivation(), given.stated_saving_cents or 0
    if given.compared is None:
        why = why.because("R-O31", STATED, Money(saving))
    else:
        saving = given.compared.saving_cents
        why = _compared(why, given.compared)
    net = saving - given.cost_cents
    verdict = PilotVerdict.EFFECTIVE if net > 0 else PilotVerdict.NOT_EFFECTIVE
    why = why.because(
        "R-O31", NET, Money(net), saving_cents=Money(saving), cost_cents=Money(given.cost_cents)
    ).because("R-O31", VERDICT, verdict)
    parties = sorted(set(given.participants) - {given.owner})
    return replace(given, parties=parties, saving_cents=saving, net_cents=net, verdict=verdict), why


def _compared(why: Derivation, compared: PilotComparison) -> Derivation:
    why = why.because(
        "R-O31", CHANGE, Money(compared.change_cents),
        before_cents=Money(compared.before_cents), after_cents=Money(compared.after_cents),
    )  # fmt: skip
    if compared.control_before_cents is not None and compared.control_after_cents is not None:
        why = why.because(
            "R-O31", CONTROL, Money(compared.control_change_cents or 0),
            before_cents=Money(compared.control_before_cents), after_cents=Money(compared.control_after_cents),
        )  # fmt: skip
    saving = Money(compared.saving_cents)
    if compared.per_inhabitant:
        return why.because("R-O31", SAVING, saving, inhabitants=compared.inhabitants)
    return why.because("R-O31", TOTAL, saving)


def decide(
    before: PilotEvaluation,
    decision: RollOutDecision | None,
    reason: str | None,
    areas: list[str],
    today: date,
) -> tuple[PilotEvaluation, Derivation]:
    """The evaluation with a decision of today (D-37). Raises PilotEvaluationRefused with every fault."""
    needed, surplus = (
        Text("Dit is nu nodig.", "This is needed now."),
        Text("Gebieden horen bij een uitrol.", "Areas belong to a roll-out."),
    )
    faults = []
    if decision is None:
        faults.append(FieldError("#/decision", "missing", needed, rule="D-37"))
    if reason is None:
        faults.append(FieldError("#/decisionReason", "missing", needed, rule="D-37"))
    if decision is RollOutDecision.ROLL_OUT and not areas:
        faults.append(FieldError("#/rollOutAreas", "missing", needed, rule="D-37"))
    if decision is not None and decision is not RollOutDecision.ROLL_OUT and areas:
        faults.append(FieldError("#/rollOutAreas", "surplus", surplus, rule="D-37"))
    if faults:
        raise PilotEvaluationRefused(errors=tuple(faults))
    after = replace(before, decision=decision, decision_reason=reason, roll_out_areas=areas, decided_on=today)
    _, why = evaluate(before)
    return after, why.because("D-37", DECIDED, decision, on=today)
