"""How a contract ends before its time or is not renewed, and on which ground (R-C09, R-C10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from services.contracts.contract_results.rules import ContractResult, quarters_of
from services.contracts.contracts.rules.moments import Breach, Suspension, Termination
from services.contracts.contracts.rules.moves import Move, check_running, with_next_move
from services.contracts.contracts.rules.refusals import TerminationRefused
from services.contracts.contracts.rules.terms import Contract
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.arrangements import TerminationGround
from shared.values.life import VersionReason
from shared.values.terms import LegalForm, Verdict

# Four quarters in a row below the norm after a plan of action; the source names no number (R-C10).
QUARTERS = 4

BREACH = Sentence(
    "contract.breach",
    nl="Afspraak {agreement} bleef na het plan van aanpak van {plan_on} {count} kwartalen onder de norm: tekortkoming.",
    en="Agreement {agreement} stayed below its norm for {count} quarters after the plan of action of {plan_on}: breach.",
)
TOLD = Sentence(
    "contract.breach-told",
    nl="Die kwartalen ({quarters}) zijn overgenomen uit de oordelen van outcomes over {years}.",
    en="These quarters ({quarters}) are taken over from the verdicts of outcomes on {years}.",
)
NOT_RENEWED = Sentence(
    "contract.not-renewed",
    nl="Het contract wordt niet verlengd: {last_day} is de laatste dag.",
    en="The contract is not renewed: {last_day} is the last day.",
)
GROUND = Sentence(
    "contract.terminated",
    nl="Het contract eindigt op grond {ground}: {last_day} is de laatste dag (was {end_date}).",
    en="The contract ends on ground {ground}: {last_day} is the last day (was {end_date}).",
)

_TWICE = Text("Het contract is al opgezegd.", "The contract was terminated already.")
_OUTSIDE = Text(
    "De laatste dag ligt niet tussen vandaag en het einde van de looptijd.",
    "The last day does not lie between today and the end of the term.",
)
_AT_END = Text(
    "Niet verlengen kan alleen per de einddatum, {end_date}.",
    "Non-renewal is possible only at the end date, {end_date}.",
)
_SUBSIDY = Text(
    "Een subsidie eindigt alleen door niet te verlengen; op resultaten is geen tekortkoming.",
    "A subsidy ends by non-renewal only; results are no ground for breach.",
)
_NO_EVIDENCE = Text(
    "Tekortkoming vraagt de afspraak en de dag van het plan van aanpak; de kwartalen onder de norm mogen uit outcomes komen.",
    "Breach asks the agreement and the day of the plan of action; the quarters below the norm may come from outcomes.",
)
_NO_RESULT = Text(
    "Het contract heeft geen resultaatafspraak met deze code.",
    "The contract has no result agreement with this code.",
)
_EARLY_PLAN = Text(
    "Het plan van aanpak is van vóór het contract.", "The plan of action is from before the contract."
)
_BEFORE_PLAN = Text(
    "Dit kwartaal ligt niet na het plan van aanpak.", "This quarter does not lie after the plan of action."
)
_NOT_OVER = Text("Dit kwartaal is nog niet voorbij.", "This quarter is not over yet.")
_TOO_FEW = Text(
    "Ten minste vier opeenvolgende kwartalen onder de norm zijn nodig; het zijn er {count}.",
    "At least four quarters in a row below the norm are needed; there are {count}.",
)
_MET = Text(
    "Outcomes oordeelde dat de norm in dit kwartaal is gehaald.",
    "Outcomes judged that the norm was met in this quarter.",
)
_CONSENT = Text("Noem de dag waarop partijen het eens werden.", "Name the day on which the parties agreed.")


def terminate(
    contract: Contract, asked: Termination, today: date, results: Sequence[ContractResult] = ()
) -> Move:
    """End a running contract on its ground; it holds up to and including the last day, then it is over by itself.

    `results` is what outcomes told of the contract's years: where breach names no quarters those below the norm after the
    plan count, and no quarter counts that outcomes judged to be met (R-X05). Raises ContractNotRunning,
    TerminationRefused with all that is against it.
    """
    check_running(contract)
    termination = _proven(asked, results, today)
    errors = tuple(_faults(contract, termination, today, results))
    if errors:
        ground, last = termination.ground.value, termination.last_day
        raise TerminationRefused(errors=errors, number=contract.number, ground=ground, last_day=last)
    why = _why(contract, termination, _sources(results, termination) if termination is not asked else [])
    ended = replace(
        contract,
        version=contract.version + 1,
        termination=termination,
        end_date=termination.last_day,
        latest_end_date=termination.last_day,
        suspension=_shortened(contract, termination.last_day),
    )
    return Move(with_next_move(ended), why, VersionReason.TERMINATED, today)


def _proven(asked: Termination, results: Sequence[ContractResult], today: date) -> Termination:
    """The termination with the quarters that outcomes told, where it names none itself."""
    breach = asked.breach
    if breach is None or breach.quarters_below_norm:
        return asked
    told = quarters_of(results, breach.agreement_code)
    below = [
        quarter
        for quarter, verdict in told.items()
        if verdict is Verdict.NOT_MET
        and _first_day(quarter) > breach.plan_of_action_on
        and _first_day(_after(quarter)) <= today
    ]
    return replace(asked, breach=replace(breach, quarters_below_norm=below))


def _sources(results: Sequence[ContractResult], termination: Termination) -> list[str]:
    """The verdicts from which the quarters come, each with its version."""
    breach = termination.breach
    years = {_parts(one)[0] for one in breach.quarters_below_norm} if breach is not None else set()
    told = sorted((one.year, one.verdict_version) for one in results if one.year in years)
    return [f"{year} (v{version})" for year, version in told]


def _shortened(contract: Contract, last_day: date) -> Suspension | None:
    resting = contract.suspension
    if resting is None or resting.valid_from > last_day:
        return None
    if resting.valid_until is not None and resting.valid_until > last_day:
        return replace(resting, valid_until=last_day)
    return resting


def _faults(
    contract: Contract, asked: Termination, today: date, results: Sequence[ContractResult]
) -> Iterator[FieldError]:
    start, end = contract.start_date, contract.end_date
    rule = "R-C09" if contract.legal_form is LegalForm.SUBSIDY else "R-C10"
    if contract.termination is not None:
        yield FieldError("#", "terminated-already", _TWICE, rule=rule)
    if asked.last_day < max(today, start or today) or (end is not None and asked.last_day > end):
        yield FieldError("#/lastDay", "outside-term", _OUTSIDE, rule=rule)
    if contract.legal_form is LegalForm.SUBSIDY and asked.ground is not TerminationGround.NON_RENEWAL:
        yield FieldError("#/ground", "subsidy-not-terminable", _SUBSIDY, rule="R-C09")
    match asked.ground:
        case TerminationGround.NON_RENEWAL if end is not None and asked.last_day != end:
            text = Text(*(one.format(end_date=end) for one in (_AT_END.nl, _AT_END.en)))
            yield FieldError("#/lastDay", "not-the-end-date", text, rule=rule)
        case TerminationGround.MUTUAL_CONSENT if asked.agreed_on is None or asked.agreed_on > today:
            yield FieldError("#/agreedOn", "consent-missing", _CONSENT, rule=rule)
        case TerminationGround.BREACH if asked.breach is None:
            yield FieldError("#/breach", "breach-unproven", _NO_EVIDENCE, rule="R-C10")
        case TerminationGround.BREACH if asked.breach is not None:
            yield from _breach_faults(contract, asked.breach, today, results)
        case _:
            return


def _breach_faults(
    contract: Contract, breach: Breach, today: date, results: Sequence[ContractResult]
) -> Iterator[FieldError]:
    told = quarters_of(results, breach.agreement_code)
    if contract.start_date is not None and breach.plan_of_action_on < contract.start_date:
        yield FieldError("#/breach/planOfActionOn", "plan-before-contract", _EARLY_PLAN, rule="R-C10")
    if breach.agreement_code not in {one.code for one in contract.agreements}:
        yield FieldError("#/breach/agreementCode", "agreement-unknown", _NO_RESULT, rule="R-C10")
    for index, quarter in enumerate(breach.quarters_below_norm):
        where = f"#/breach/quartersBelowNorm/{index}"
        if _first_day(quarter) <= breach.plan_of_action_on:
            yield FieldError(where, "before-plan-of-action", _BEFORE_PLAN, rule="R-C10")
        if _first_day(_after(quarter)) > today:
            yield FieldError(where, "quarter-not-over", _NOT_OVER, rule="R-C10")
        if told.get(quarter) is Verdict.MET:
            yield FieldError(where, "quarter-met", _MET, rule="R-C10")
    count = longest_run(breach.quarters_below_norm)
    if count < QUARTERS:
        text = Text(*(one.format(count=count) for one in (_TOO_FEW.nl, _TOO_FEW.en)))
        yield FieldError("#/breach/quartersBelowNorm", "quarters-too-few", text, rule="R-C10")


def longest_run(quarters: list[str]) -> int:
    """How many of the quarters follow each other at most: 2026-Q1, 2026-Q2, 2026-Q4 is 2."""
    told, longest = set(quarters), 0
    for quarter in told:
        length, following = 1, _after(quarter)
        while following in told:
            length, following = length + 1, _after(following)
        longest = max(longest, length)
    return longest


def _parts(quarter: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{4})-Q([1-4])", quarter)
    assert found is not None, "the schema wrote a quarter"
    return int(found[1]), int(found[2])


def _first_day(quarter: str) -> date:
    year, number = _parts(quarter)
    return date(year, 3 * number - 2, 1)


def _after(quarter: str) -> str:
    year, number = _parts(quarter)
    return f"{year + 1}-Q1" if number == 4 else f"{year}-Q{number + 1}"


def _why(contract: Contract, termination: Termination, sources: Sequence[str]) -> Derivation:
    why, breach = Derivation(), termination.breach
    if termination.ground is TerminationGround.NON_RENEWAL:
        rule = "R-C09" if contract.legal_form is LegalForm.SUBSIDY else "R-C04"
        return why.because(rule, NOT_RENEWED, last_day=termination.last_day)
    if termination.ground is TerminationGround.BREACH and breach is not None:
        why = why.because(
            "R-C10",
            BREACH,
            agreement=breach.agreement_code,
            plan_on=breach.plan_of_action_on,
            count=longest_run(breach.quarters_below_norm),
        )
        if sources:
            why = why.because(
                "R-X05", TOLD, quarters=", ".join(breach.quarters_below_norm), years=", ".join(sources)
            )
    return why.because(
        "R-C10",
        GROUND,
        ground=termination.ground,
        last_day=termination.last_day,
        end_date=contract.end_date,
    )
