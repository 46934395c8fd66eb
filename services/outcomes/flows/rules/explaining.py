"""Why a line of flows says what it says: a sentence for each figure that is shown (R-O14 … R-O19, R-O26)."""

from __future__ import annotations

from services.outcomes.flows.rules.types import Flow, FlowExplanation, FlowExplanations, Flows, FlowStep
from shared.values import Derivation, Sentence, render

BALANCE = Sentence(
    "flows.balance",
    nl="Open {begin} + instroom {inflow} + overgenomen {arrived} - doorstroom {through} - uitstroom {outflow} = {result}.",
    en="Open {begin} + inflow {inflow} + arrived {arrived} - through-flow {through} - outflow {outflow} = {result}.",
)
GOALS = Sentence(
    "flows.goals",
    nl="Van {due} doelen die zijn beoordeeld of waarvan de termijn voorbij is, zijn er {reached} bereikt: {result_basis_points}; {aside} waren niet te beoordelen.",
    en="Of {due} goals that were judged or whose term is over {reached} were reached: {result_basis_points}; {aside} could not be judged.",
)
START = Sentence(
    "flows.until-start",
    nl="Van eerste contact tot start van de zorg, over {cases} gevallen: gemiddeld {mean} dagen, mediaan {median}, 90e percentiel {result}.",
    en="From first contact until care started, over {cases} cases: mean {mean} days, median {median}, 90th percentile {result}.",
)
RELAPSE = Sentence(
    "flows.relapse",
    nl="Van {closings} inwoners wier laatste zorg eindigde kwamen er {relapsed} terug binnen {window} maanden: {result_basis_points}.",
    en="Of {closings} citizens whose last care ended {relapsed} came back within {window} months: {result_basis_points}.",
)
USE = Sentence(
    "flows.use",
    nl="Per 1.000 van {population} inwoners gebruiken er {general} een algemene voorziening en {result} maatwerk.",
    en="Per 1,000 of {population} inhabitants {general} use a general provision and {result} a tailor-made one.",
)
REACH = Sentence(
    "flows.reach",
    nl="{clients} inwoners van een populatie van {population} hadden zorg: {result_basis_points}.",
    en="{clients} inhabitants of a population of {population} had care: {result_basis_points}.",
)
SWITCHES = Sentence(
    "flows.switches",
    nl="Van {clients} cliënten stapten er {switched} over naar een PGB: {result_basis_points}.",
    en="Of {clients} clients {switched} switched to a personal budget: {result_basis_points}.",
)


def explain(line: Flow, window_months: int) -> Derivation:
    """A step for each figure of a line; one that is not known, or left out (F-08), is not explained."""
    why = Derivation()
    balance = {
        "begin": line.open_at_begin, "inflow": line.inflow, "arrived": line.arrived, "through": line.through_flow,
        "outflow": line.outflow,
    }  # fmt: skip
    if line.open_at_end is not None and None not in balance.values():
        why = why.because("R-O14", BALANCE, line.open_at_end, **balance)
    if line.goals_share_basis_points is not None:
        why = why.because(
            "R-O15", GOALS, line.goals_share_basis_points, due=line.goals_due, reached=line.goals_reached,
            aside=line.goals_not_judgeable,
        )  # fmt: skip
    until = line.until_start
    if until.ninetieth_percentile_days is not None:
        why = why.because(
            "R-O16", START, until.ninetieth_percentile_days, cases=until.cases, mean=until.mean_days,
            median=until.median_days,
        )  # fmt: skip
    if line.relapse_share_basis_points is not None:
        why = why.because(
            "R-O17", RELAPSE, line.relapse_share_basis_points, closings=line.closings, relapsed=line.relapsed,
            window=window_months,
        )  # fmt: skip
    if line.tailor_made_per_thousand is not None:
        why = why.because(
            "R-O18", USE, line.tailor_made_per_thousand, population=line.population,
            general=line.general_per_thousand,
        )  # fmt: skip
    if line.reach_basis_points is not None:
        why = why.because(
            "R-O19", REACH, line.reach_basis_points, clients=line.clients, population=line.population
        )
    if line.pgb_share_basis_points is not None:
        why = why.because(
            "R-O26", SWITCHES, line.pgb_share_basis_points, clients=line.clients, switched=line.pgb_switched
        )
    return why


def explained(flows: Flows, language: str) -> FlowExplanations:
    """The steps of every line, as sentences in a language."""
    return FlowExplanations(
        lines=[
            FlowExplanation(
                contract_id=line.contract_id, provider=line.provider, area_code=line.area_code, team=line.team,
                period=line.period,
                steps=[
                    FlowStep(rule=step.rule, sentence=render(step, language))
                    for step in explain(line, flows.window_months).steps
                ],
            )
            for line in flows.lines
        ]
    )  # fmt: skip
