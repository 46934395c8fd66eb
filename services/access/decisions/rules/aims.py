"""The gates on results, the choice, the end and a refusal (R-A23, R-A25 … R-A28, R-A33, R-A38, R-A40, R-C30 … R-C54)."""

from __future__ import annotations

from datetime import date

from services.access.decisions.rules.contracted import REFUSED_AT
from services.access.decisions.rules.decision import Decision
from services.access.decisions.rules.gates import (
    MISSING,
    NONE,
    PASSED,
    WARNING,
    Basis,
    Gate,
    granted,
    said,
)
from shared.errors import Text
from shared.values.arrangements import Scenario
from shared.values.deciding import SETTERS, RefusalGround
from shared.values.legal_frames import FindingLevel

_NOTHING = Text("Er wordt niets toegekend.", "Nothing is granted.")
# What refuses, and what the gates on choice and document judge of the decision itself.
_REFUSED = {"sheltered-living-general": "#/provisionType", **REFUSED_AT}
_ELSEWHERE = frozenset(
    {"tailor-made-without-choice", "scenario-tailor-made", "scenario-decision-document", "scenario-fits"}
)
_RESULT_GATES = (("results", "R-A25"), ("research", "R-A26"), ("effort", "R-A25"))


def result_gates(decision: Decision, basis: Basis) -> list[Gate]:
    """Results can be determined, rest on independent research and get their effort (R-A25, R-A26, F-13, F-14)."""
    if not decision.results_based or not granted(decision):
        text = Text("Het besluit gaat niet over een resultaat.", "The decision is not on a result.")
        return [Gate(code, rule, NONE, text) for code, rule in _RESULT_GATES]
    found = decision.results or []
    earliest = _earliest_term(decision, basis)
    if any(one.term is not None and one.term < earliest for one in found):
        text = said(
            "Een resultaat heeft een termijn die voorbij is, of vóór de eerste dag ligt: vóór {day}.",
            "A result has a term that has passed, or lies before the first day: before {day}.", day=earliest,
        )  # fmt: skip
        mend = said(
            "Geef elk resultaat een termijn op {day} of later.", "Give each result a term on {day} or later.",
            day=earliest,
        )  # fmt: skip
        determinable = Gate("results", "R-A25", MISSING, text, mend, "#/results")
    elif found and all(one.term is not None for one in found):
        text = Text(
            "Elk resultaat is bepaalbaar en heeft een termijn.",
            "Each result can be determined and has a term.",
        )
        determinable = Gate("results", "R-A25", PASSED, text)
    else:
        text = Text(
            "Het resultaat is niet bepaalbaar: tekst en termijn.",
            "The result cannot be determined: text and term.",
        )
        determinable = Gate("results", "R-A25", MISSING, text, text, "#/results")
    return [determinable, _research(decision, basis), _effort(decision, basis)]


def _earliest_term(decision: Decision, basis: Basis) -> date:
    """The first day that a result can still be reached on; of a period that lies in the past that is its own."""
    last = basis.today if decision.end_date is None else min(basis.today, decision.end_date)
    return last if decision.start_date is None else max(last, decision.start_date)


def _research(decision: Decision, basis: Basis) -> Gate:
    research = decision.research
    mend = Text("Geef norm en onderzoeker (research).", "Give norm and assessor (research).")
    if research is None:
        text = Text(
            "Er is geen objectief onderzoek naar de tijd.", "There is no objective research into the time."
        )
        return Gate("research", "R-A26", MISSING, text, mend, "#/research")
    if research.researched_on > basis.today:
        day = research.researched_on
        text = said(
            "Het onderzoek van {day} is nog niet geweest.", "The research of {day} is still to come.", day=day
        )
        return Gate("research", "R-A26", MISSING, text, mend, "#/research/researchedOn")
    if research.assessor_organisation is not None and research.assessor_organisation == decision.provider:
        text = Text(
            "De onderzoeker werkt voor de gekozen aanbieder.",
            "The assessor works for the provider that was chosen.",
        )
        return Gate("research", "R-A26", MISSING, text, mend, "#/research/assessorOrganisation")
    text = said("De tijd rust op {norm}.", "The time rests on {norm}.", norm=research.norm_source)
    return Gate("research", "R-A26", PASSED, text)


def _effort(decision: Decision, basis: Basis) -> Gate:
    if decision.effort is not None and decision.effort.fixed_on > basis.today:
        day = decision.effort.fixed_on
        text = said(
            "De inzet van {day} is nog niet vastgesteld.",
            "The effort of {day} is still to be fixed.",
            day=day,
        )
        mend = Text(
            "Geef de dag waarop de inzet is vastgesteld.", "Give the day on which the effort was fixed."
        )
        return Gate("effort", "R-A25", MISSING, text, mend, "#/effort/fixedOn")
    if decision.effort is not None:
        text = Text("De feitelijke inzet staat in het besluit.", "The actual effort stands in the decision.")
        return Gate("effort", "R-A25", PASSED, text)
    text = Text(
        "De feitelijke inzet volgt; de zorg kan al beginnen.",
        "The actual effort follows; care may begin already.",
    )
    mend = Text(
        "Voeg de inzet toe (effort) zodra de aanbieder haar vaststelt.",
        "Add the effort (effort) once the provider fixed it.",
    )
    return Gate("effort", "R-A25", WARNING, text, mend, "#/effort")


def setters_gate(decision: Decision, basis: Basis) -> Gate:
    """Results are set by whom the scenario demands: scenario B with only the provider is missing the citizen (R-A33)."""
    if not decision.results or not granted(decision):
        text = Text("Er zijn geen resultaten in het besluit.", "There are no results in the decision.")
        return Gate("resultSetters", "R-A33", NONE, text)
    wanted = SETTERS[basis.scenario]
    lacking = sorted({one for result in decision.results for one in wanted - frozenset(result.set_by)})
    if lacking:
        text = said(
            "De resultaten zijn niet gesteld met: {who}.",
            "The results were not set with: {who}.",
            who=", ".join(lacking),
        )
        mend = Text("Stel ze samen vast.", "Set them together.")
        return Gate("resultSetters", "R-A33", MISSING, text, mend, "#/results")
    text = Text("De resultaten zijn samen gesteld.", "The results were set together.")
    return Gate("resultSetters", "R-A33", PASSED, text)


def document_gate(decision: Decision, basis: Basis) -> Gate:
    """The scenario prescribes the document; C and D know no decision, which a tailor-made provision needs: a warning (R-C38, G-33)."""
    scenario = basis.scenario
    if scenario is None or not granted(decision):
        text = Text("Het contract noemt geen scenario.", "The contract names no scenario.")
        return Gate("document", "R-C38", NONE, text)
    fits = scenario is (Scenario.B if decision.results_based else Scenario.A)
    facts = {"scenario": scenario.upper()}
    if fits:
        text = said(
            "Het besluit past bij scenario {scenario}.", "The decision fits scenario {scenario}.", **facts
        )
        return Gate("document", "R-C38", PASSED, text)
    text = said(
        "Scenario {scenario} schrijft een ander document voor; op een maatwerkvoorziening hoort een beschikking.",
        "Scenario {scenario} prescribes another document; a tailor-made provision takes a decision.", **facts,
    )  # fmt: skip
    return Gate("document", "R-C38", WARNING, text)


def contract_gates(decision: Decision, basis: Basis) -> list[Gate]:
    """What the contract leaves open, each a gate of its own: it warns, for its gaps are not the citizen's (R-C30, R-C38, R-C54).

    Sheltered living as a general provision is missing (R-C35), and so is a provider that takes no part in it or a first day
    on which it is not in force (R-X06). Choice and document have gates of their own. Of a contract that is not known nothing
    is said.
    """
    if not granted(decision):
        return [Gate("contract", "R-C30", NONE, _NOTHING)]
    found = [
        Gate(
            f"contract.{one.code}", one.rule, MISSING if one.code in _REFUSED else WARNING, one.text, one.mend,
            _REFUSED.get(one.code, "#/"),
        )
        for one in basis.contract_findings
        if one.code not in _ELSEWHERE
    ]  # fmt: skip
    if basis.members is None:
        text = Text(
            "De melding valt niet onder een contract: wat het openlaat is niet bekend.",
            "The request falls under no contract: what it leaves open is not known.",
        )
        return [Gate("contract", "R-C30", NONE, text), *found]
    if found:
        text = said(
            "Bij het contract valt op: {count}.", "Of the contract stands out: {count}.", count=len(found)
        )
        return [Gate("contract", "R-C30", WARNING, text), *found]
    text = Text("Op het contract valt niets aan te merken.", "There is nothing to say of the contract.")
    return [Gate("contract", "R-C30", PASSED, text)]


def choice_gates(decision: Decision, basis: Basis) -> list[Gate]:
    """The choice of the client is recorded (R-A40); a single provider without a PGB leaves none (R-C34)."""
    if not granted(decision):
        return [Gate("choice", "R-A40", NONE, _NOTHING), Gate("singleProvider", "R-C34", NONE, _NOTHING)]
    if basis.choice_recorded:
        recorded = Gate(
            "choice", "R-A40", PASSED, Text("De keuze is vastgelegd.", "The choice was recorded.")
        )
    else:
        text = Text("De keuze van de cliënt is niet vastgelegd.", "The client's choice was not recorded.")
        mend = Text("Leg haar vast (provider-choices).", "Record it (provider-choices).")
        state = MISSING if basis.policy.choice_recorded_required else WARNING
        recorded = Gate("choice", "R-A40", state, text, mend, "#/choice")
    if basis.members == 1 and not basis.pgb_offered:
        text = Text(
            "Er is één aanbieder en geen PGB aangeboden: de cliënt heeft geen keuze.",
            "There is one provider and no PGB was offered: the client has no choice.",
        )
        mend = Text(
            "Bied een PGB aan en leg dat vast bij de keuze (pgbOffered).",
            "Offer a PGB and record that with the choice (pgbOffered).",
        )
        return [recorded, Gate("singleProvider", "R-C34", WARNING, text, mend, "#/choice/pgbOffered")]
    text = Text("Er is iets te kiezen, of het is niet bekend.", "There is a choice, or it is not known.")
    return [recorded, Gate("singleProvider", "R-C34", PASSED if basis.members else NONE, text)]


def end_gate(decision: Decision, basis: Basis) -> Gate:
    """An allocation without an end date warns: who keeps the direction looks at its end (R-A23)."""
    if not granted(decision):
        return Gate("end", "R-A23", NONE, _NOTHING)
    if decision.end_date is not None:
        return Gate("end", "R-A23", PASSED, Text("Er is een einddatum.", "There is an end date."))
    text = Text("De toewijzing heeft geen einddatum.", "The allocation has no end date.")
    return Gate("end", "R-A23", WARNING, text, text, "#/endDate")


def ceiling_gate(decision: Decision, basis: Basis) -> Gate:
    """A ceiling on access warns and never refuses: 780 of 800 is 97.5 % (R-A38, G-79)."""
    if basis.ceiling is None or not granted(decision):
        text = Text("Er is geen plafond op de toegang bekend.", "No ceiling on access is known.")
        return Gate("ceiling", "R-A38", NONE, text)
    used, ceiling = basis.ceiling
    facts = {"used": used, "ceiling": ceiling}
    text = said(
        "{used} van {ceiling} besluiten zijn genomen.", "{used} of {ceiling} decisions were taken.", **facts
    )
    near = used * 10_000 >= ceiling * basis.policy.ceiling_warning_basis_points
    return Gate("ceiling", "R-A38", WARNING if near else PASSED, text)


def contribution_gate(decision: Decision, basis: Basis) -> Gate:
    """Along which way the own contribution goes, known where the catalogue knows the product (R-A30)."""
    if not granted(decision) or basis.contribution is None or not basis.contribution_findings:
        text = Text(
            "De route van de eigen bijdrage is niet bekend.",
            "The route of the own contribution is not known.",
        )
        return Gate("ownContribution", "R-A30", NONE, text)
    heavy = [one for one in basis.contribution_findings if one.level is not FindingLevel.PASSED]
    one = (heavy or list(basis.contribution_findings))[0]
    return Gate("ownContribution", one.rule, WARNING if heavy else PASSED, one.text, one.mend)


def refusal_gate(decision: Decision, basis: Basis) -> Gate:
    """A refusal has its grounds, of which a ceiling is never the only one (R-A28, G-79); a court order is not refused (R-A04)."""
    if granted(decision):
        return Gate("refusalGrounds", "R-A28", NONE, Text("Er wordt toegekend.", "It is granted."))
    if basis.court_order:
        text = Text("Een bevel van de rechter wordt niet afgewezen.", "A court order is not refused.")
        return Gate("refusalGrounds", "R-A04", MISSING, text, text, "#/outcome")
    if set(decision.refusal_grounds) <= {RefusalGround.ACCESS_CEILING}:
        text = Text(
            "Een plafond is nooit de enige grond van een afwijzing.",
            "A ceiling is never the only ground of a refusal.",
        )
        mend = Text("Noem de inhoudelijke grond, of ken toe.", "Name the ground on the need, or grant.")
        return Gate("refusalGrounds", "R-A28", MISSING, text, mend, "#/refusalGrounds")
    text = said("Gronden: {grounds}.", "Grounds: {grounds}.", grounds=", ".join(decision.refusal_grounds))
    return Gate("refusalGrounds", "R-A28", PASSED, text)
