"""All gates of a decision at once, and what is done with those that are not passed (R-A19, R-A48, F-33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.access.decisions.rules import (
    aims,
    beside,
    combining,
    extending,
    gates,
    ratifying,
    support,
    words,
)
from services.access.decisions.rules.decision import Decision
from services.access.decisions.rules.gates import MISSING, NONE, PASSED, WARNING, Basis, Gate
from services.access.mandates.rules import LAW_NAMES, MandateMissing
from shared.errors import FieldError, Text
from shared.values import Derivation
from shared.values.deciding import GateState


@dataclass(frozen=True, slots=True)
class GateShown:
    """A gate in the language of its reader."""

    code: str
    rule: str
    state: GateState
    text: str
    mend: str | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a decision can be final, with every gate; `id` and `version` are the decision's."""

    id: UUID
    version: int
    owner: str
    citizen_id: UUID
    ready: bool
    gates: list[GateShown]


_EARLIEST = Text("De vroegste ingangsdatum is {earliestStart}.", "The earliest start is {earliestStart}.")
# What the explanation of a decision says in sentences of its own.
_TOLD = frozenset({"acute", "mandate", "provision", "start", "legalFrame"})


def judge(decision: Decision, basis: Basis) -> list[Gate]:
    """How the decision stands at every gate on the day of the basis, in the order in which a person reads them."""
    return [
        acute_gate(decision, basis),
        *[
            Gate(f"brought.{one.code}", one.rule or "R-A48", MISSING, one.detail, None, one.location)
            for one in basis.brought
        ],
        gates.provision_gate(decision, basis),
        gates.mandate_gate(decision, basis),
        gates.place_gate(decision, basis),
        gates.start_gate(decision, basis),
        *support.frame_gates(decision, basis),
        support.provisions_gate(decision, basis),
        support.offer_gate(decision, basis),
        gates.value_gate(decision, basis),
        gates.switch_team_gate(decision, basis),
        ratifying.ratification_gate(decision, basis),
        *support.expert_gates(decision, basis),
        *extending.extension_gates(decision, basis),
        *combining.combination_gates(decision),
        beside.overlap_gate(decision, basis),
        beside.stretch_gate(decision, basis),
        *aims.result_gates(decision, basis),
        aims.setters_gate(decision, basis),
        aims.document_gate(decision, basis),
        *aims.contract_gates(decision, basis),
        *aims.choice_gates(decision, basis),
        aims.end_gate(decision, basis),
        aims.ceiling_gate(decision, basis),
        aims.contribution_gate(decision, basis),
        aims.refusal_gate(decision, basis),
    ]


def missing(found: Sequence[Gate]) -> list[Gate]:
    """The gates that are not passed."""
    return [one for one in found if one.state is MISSING]


def ready(decision: Decision, basis: Basis, found: Sequence[Gate]) -> bool:
    """Whether it can be final: every gate is passed, or acute care is granted, which nothing blocks (R-A48, F-33)."""
    return not missing(found) or waits_for_nothing(decision, basis)


def waits_for_nothing(decision: Decision, basis: Basis) -> bool:
    """Whether it grants acute care: what is unmet is reviewed afterwards (R-A06, R-A48, F-33)."""
    return gates.granted(decision) and (decision.acute if basis.acute is None else basis.acute)


def acute_gate(decision: Decision, basis: Basis) -> Gate:
    """Whether it is acute: what is called so and begins late or lasts long warns, and waits for every gate (G-40, R-A48)."""
    if waits_for_nothing(decision, basis):
        text = Text("De zorg is acuut en wacht niet.", "The care is acute and does not wait.")
        return Gate("acute", "R-A48", PASSED, text)
    if not basis.acute_faults:
        return Gate("acute", "R-A48", NONE, Text("De zorg is niet acuut.", "The care is not acute."))
    told = [one.detail for one in basis.acute_faults]
    text = Text(" ".join(one.nl for one in told), " ".join(one.en for one in told))
    mend = Text(
        "Beslis apart over de acute zorg van nu, of voldoe aan elke toets.",
        "Decide apart on the acute care of now, or pass every check.",
    )
    return Gate("acute", "R-A48", WARNING, text, mend, "#/acute")


def check_ready(decision: Decision, basis: Basis, found: Sequence[Gate]) -> None:
    """Raise unless it can be final: MandateMissing or StartBeforeDecision when that alone is missing, else DecisionNotReady.

    DecisionNotReady names every gate at once.
    """
    if ready(decision, basis, found):
        return
    lacking = missing(found)
    codes = {one.code for one in lacking}
    if codes == {"mandate"} and not basis.acute_faults:
        name = LAW_NAMES[decision.law]
        raise MandateMissing(errors=tuple(basis.mandate_faults), decided_on=basis.today, law_name=name)
    if codes == {"start"} and not basis.acute_faults:
        error = FieldError("#/startDate", "earliestStart", _EARLIEST, rule="R-A06")
        raise words.StartBeforeDecision(
            errors=(error,), startDate=decision.start_date, earliestStart=basis.today
        )
    errors = tuple(
        FieldError(
            one.location, one.code, _with_mend(one), "header" if one.code == "mandate" else "body", one.rule
        )
        for one in lacking
    )
    raise words.DecisionNotReady(errors=(*errors, *basis.acute_faults), missing=sorted(codes))


def _with_mend(gate: Gate) -> Text:
    if gate.mend is None or gate.mend == gate.text:
        return gate.text
    return Text(f"{gate.text.nl} {gate.mend.nl}", f"{gate.text.en} {gate.mend.en}")


def explained(decision: Decision, found: Sequence[Gate]) -> Derivation:
    """The gates as steps of the explanation: what was passed, what warns, and what acute care did not wait for."""
    why = Derivation()
    for one in found:
        told = {"gate": one.code, "state": one.state, "dutch": one.text.nl, "english": one.text.en}
        if one.state is MISSING:
            why = why.because(one.rule, words.UNMET, **told)
        elif one.state is WARNING or (one.state is PASSED and one.code not in _TOLD):
            why = why.because(one.rule, words.GATE, **told)
    return why


def readiness(decision: Decision, basis: Basis, found: Sequence[Gate], language: str) -> Readiness:
    """What a reader is shown of the gates, in "nl" or "en"."""
    shown = [
        GateShown(
            one.code, one.rule, one.state, one.text.render(language, {}),
            None if one.mend is None else one.mend.render(language, {}),
        )
        for one in found
    ]  # fmt: skip
    return Readiness(
        decision.id,
        decision.version,
        decision.owner,
        decision.citizen_id,
        ready(decision, basis, found),
        shown,
    )
