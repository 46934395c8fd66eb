"""How an option extends a contract: freely, on performance, or on how many clients rose (R-C04, R-C45, R-C46)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from services.contracts.contract_results.rules import ContractResult, find_year
from services.contracts.contracts.rules.moments import Evidence, StatedVerdict
from services.contracts.contracts.rules.moves import Move, check_running, with_next_move
from services.contracts.contracts.rules.refusals import OptionRefused
from services.contracts.contracts.rules.term import term
from services.contracts.contracts.rules.terms import Contract, ExtensionOption
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.arrangements import Distinguishable, OptionCondition, TerminationGround
from shared.values.life import VersionReason
from shared.values.terms import Verdict

FREE = Sentence(
    "contract.option-free",
    nl="Optie {option} kent geen voorwaarde: zij is gebruikt op {decided_on}.",
    en="Option {option} has no condition: it was exercised on {decided_on}.",
)
GOOD = Sentence(
    "contract.option-performance",
    nl="Optie {option} vraagt goede prestaties: het oordeel van {stated_on} is {verdict}.",
    en="Option {option} asks good performance: the verdict of {stated_on} is {verdict}.",
)
TOLD = Sentence(
    "contract.option-performance-told",
    nl="Optie {option} vraagt goede prestaties: outcomes gaf over {year} op {given_on} het oordeel {verdict}"
    " (versie {verdict_version}); met de controleverklaring: {outcome}.",
    en="Option {option} asks good performance: outcomes gave on {year}, on {given_on}, the verdict {verdict}"
    " (version {verdict_version}); with the audit statement: {outcome}.",
)
AGREES = Sentence(
    "contract.option-performance-agrees",
    nl="Dat strookt met het oordeel van outcomes over {year}, gegeven op {given_on} (versie {verdict_version}).",
    en="This agrees with the verdict of outcomes on {year}, given on {given_on} (version {verdict_version}).",
)
RISEN = Sentence(
    "contract.option-clients-risen",
    nl="Optie {option}: {risen} van {counted} cliënten stegen ten minste {steps} trede(n) op {counted_on}; nodig {minimum}.",
    en="Option {option}: {risen} of {counted} clients rose at least {steps} step(s) on {counted_on}; needed {minimum}.",
)
WITHIN_ERROR = Sentence(
    "contract.option-within-error",
    nl="Daarvan is de stijging van {distinguishable} cliënten groter dan de meetfout: binnen de meetfout.",
    en="Of these the rise of {distinguishable} clients exceeds the measurement error: within measurement error.",
)
TAKEN = Sentence(
    "contract.extended-by-option",
    nl="Het contract is met {months} maanden verlengd en loopt tot en met {result}; open opties: {remaining}.",
    en="The contract is extended by {months} months and runs up to and including {result}; options left: {remaining}.",
)

_UNKNOWN = Text(
    "Het contract heeft geen optie met dit nummer.", "The contract has no option with this number."
)
_USED = Text("Deze optie is al gebruikt.", "This option was exercised already.")
_ORDER = Text("Gebruik eerst de eerdere opties.", "Exercise the earlier options first.")
_OVER = Text("Het contract is al afgelopen.", "The contract has ended already.")
_NOT_RENEWED = Text(
    "Het contract wordt niet verlengd of is opgezegd.", "The contract was terminated or is not renewed."
)
_VERDICT = Text(
    "Deze optie vraagt een positief oordeel: outcomes gaf er nog geen over {year}; vermeld het.",
    "This option asks a positive verdict: outcomes gave none on {year} yet; state it.",
)
_NOT_MET = Text("Het oordeel is niet positief.", "The verdict is not positive.")
_TOLD_NOT_MET = Text(
    "Het oordeel van outcomes over {year} (versie {version}) is niet positief: {nl}.",
    "The verdict of outcomes on {year} (version {version}) is not positive: {en}.",
)
_CONTRADICTS = Text(
    "Het vermelde oordeel strijdt met dat van outcomes over {year} (versie {version} van {given_on}): {nl}.",
    "The stated verdict contradicts that of outcomes on {year} (version {version} of {given_on}): {en}.",
)
_WORDS = {
    Verdict.MET: Text("gehaald", "met"),
    Verdict.NOT_MET: Text("niet gehaald", "not met"),
    Verdict.NOT_JUDGEABLE: Text("nog niet te beoordelen", "not judgeable yet"),
}
_COUNTS = Text("Deze optie vraagt de tellingen van cliënten.", "This option asks the counts of clients.")
_TOO_FEW = Text(
    "Er stegen te weinig cliënten ({risen} van de nodige {minimum}).",
    "Too few clients rose ({risen} of the {minimum} needed).",
)
_COUNTED = Text(
    "Er stegen niet meer cliënten dan er zijn geteld, en niet meer onderscheidbaar dan er stegen.",
    "No more clients rose than were counted, and no more distinguishably than rose.",
)
_WHEN = Text(
    "Tel de cliënten tussen {since} (evaluatie of start) en vandaag, {today}.",
    "Count the clients between {since} (evaluation or start) and today, {today}.",
)


def exercise(
    contract: Contract,
    number: int,
    evidence: Evidence,
    today: date,
    results: Sequence[ContractResult] = (),
) -> Move:
    """Extend a running contract by its next option: 20 needed, 25 of 40 rose → two years more (R-C04, R-C45, R-C46).

    `results` is what outcomes told of the contract's years: its verdict on the last one that is over is the evidence of good
    performance where none is stated, and what is stated does not contradict it (R-X05). Raises ContractNotRunning,
    OptionRefused with all that is against it.
    """
    check_running(contract)
    option = next((one for one in contract.extension_options if one.number == number), None)
    told = find_year(results, today.year - 1)
    errors = tuple(_faults(contract, option, evidence, today, told))
    if option is None or errors:
        raise OptionRefused(errors=errors, option=number, number=contract.number)
    used = replace(option, exercised=True, decided_on=today)
    options = [used if one.number == number else one for one in contract.extension_options]
    return extended(contract, options, option.months, _why(option, evidence, today, told), today)


def extended(
    contract: Contract, options: list[ExtensionOption], months: int, why: Derivation, effective_on: date
) -> Move:
    """The contract with these options, its last day and what is left of them (R-C04)."""
    longer = replace(contract, version=contract.version + 1, extension_options=options)
    run, steps = term(longer)
    longer = with_next_move(replace(longer, end_date=run.end_date, latest_end_date=run.latest_end_date))
    remaining = sum(not one.exercised for one in options)
    why = why.because("R-C04", TAKEN, run.end_date, months=months, remaining=remaining).merge(steps)
    return Move(longer, why, VersionReason.EXTENDED, effective_on)


def _faults(
    contract: Contract,
    option: ExtensionOption | None,
    evidence: Evidence,
    today: date,
    told: ContractResult | None,
) -> Iterator[FieldError]:
    if option is None:
        yield FieldError("#/option", "option-unknown", _UNKNOWN, rule="R-C04")
        return
    if option.exercised:
        yield FieldError("#/option", "option-exercised", _USED, rule="R-C04")
    if any(one.number < option.number and not one.exercised for one in contract.extension_options):
        yield FieldError("#/option", "option-out-of-order", _ORDER, rule="R-C04")
    if contract.end_date is not None and contract.end_date < today:
        yield FieldError("#/option", "contract-over", _OVER, rule="R-C04")
    if contract.termination is not None:
        yield FieldError("#/option", "contract-not-renewed", _NOT_RENEWED, rule=_rule(contract))
    if option.condition is OptionCondition.PERFORMANCE:
        yield from _performance_faults(evidence.performance, told, today.year - 1)
    if option.condition is OptionCondition.CLIENTS_RISEN:
        yield from _risen_faults(contract, option, evidence, today)


def _rule(contract: Contract) -> str:
    ended = contract.termination
    return "R-C09" if ended is not None and ended.ground is TerminationGround.NON_RENEWAL else "R-C10"


def _performance_faults(
    stated: StatedVerdict | None, told: ContractResult | None, year: int
) -> Iterator[FieldError]:
    if stated is None and told is None:
        yield FieldError("#/performance", "verdict-missing", _filled(_VERDICT, year=year), rule="R-C46")
    elif stated is None:
        if told is not None and told.verdict is not Verdict.MET:
            text = _filled(_TOLD_NOT_MET, told)
            yield FieldError("#/performance", "verdict-not-positive", text, rule="R-C46")
    else:
        if told is not None and _contradicts(stated, told):
            text = _filled(_CONTRADICTS, told)
            yield FieldError("#/performance/verdict", "verdict-contradicts-outcomes", text, rule="R-C46")
        if stated.verdict is not Verdict.MET:
            yield FieldError("#/performance/verdict", "verdict-not-positive", _NOT_MET, rule="R-C46")


def _contradicts(stated: StatedVerdict, told: ContractResult) -> bool:
    """Whether outcomes judged otherwise; not when it had not judged yet, nor when a newer version is stated than was told."""
    if told.verdict is Verdict.NOT_JUDGEABLE or stated.verdict is told.verdict:
        return False
    is_same = stated.verdict_id is not None and stated.verdict_id == told.verdict_id
    return not (is_same and (stated.verdict_version or 0) > (told.verdict_version or 0))


def _filled(text: Text, told: ContractResult | None = None, **more: object) -> Text:
    values: dict[str, object] = dict(more)
    if told is not None and told.verdict is not None:
        words = _WORDS[told.verdict]
        values |= {"year": told.year, "version": told.verdict_version, "given_on": told.given_on}
        values |= {"nl": words.nl, "en": words.en}
    return Text(text.nl.format(**values), text.en.format(**values))


def _risen_faults(
    contract: Contract, option: ExtensionOption, evidence: Evidence, today: date
) -> Iterator[FieldError]:
    counts = evidence.clients
    if counts is None:
        yield FieldError("#/clients", "counts-missing", _COUNTS, rule="R-C45")
        return
    if not counts.distinguishable <= counts.risen <= counts.counted:
        yield FieldError("#/clients", "counts-contradictory", _COUNTED, rule="R-C45")
    # After the two years of the source: not before the evaluation, or the start where none is agreed.
    since = contract.evaluation_date or contract.start_date
    if counts.counted_on > today or (since is not None and counts.counted_on < since):
        text = _filled(_WHEN, since=since, today=today)
        yield FieldError("#/clients/countedOn", "counted-on-another-day", text, rule="R-C45")
    required = option.distinguishable is Distinguishable.REQUIRED
    risen, minimum = counts.distinguishable if required else counts.risen, option.minimum_risen or 0
    if risen < minimum:
        where = "#/clients/distinguishable" if required else "#/clients/risen"
        text = Text(*(one.format(risen=risen, minimum=minimum) for one in (_TOO_FEW.nl, _TOO_FEW.en)))
        yield FieldError(where, "too-few-risen", text, rule="R-C45")


def _why(option: ExtensionOption, evidence: Evidence, today: date, told: ContractResult | None) -> Derivation:
    if option.condition is OptionCondition.PERFORMANCE:
        return _why_performance(option, evidence.performance, told)
    if evidence.clients is None or option.condition is not OptionCondition.CLIENTS_RISEN:
        return Derivation().because("R-C04", FREE, option=option.number, decided_on=today)
    counts, needed = evidence.clients, option.minimum_risen or 0
    required = option.distinguishable is Distinguishable.REQUIRED
    why = Derivation().because(
        "R-C45",
        RISEN,
        option=option.number,
        risen=counts.distinguishable if required else counts.risen,
        counted=counts.counted,
        steps=option.minimum_steps,
        minimum=needed,
        counted_on=counts.counted_on,
    )
    if not required and counts.distinguishable < needed:
        why = why.because("R-C45", WITHIN_ERROR, distinguishable=counts.distinguishable)
    return why


def _why_performance(
    option: ExtensionOption, stated: StatedVerdict | None, told: ContractResult | None
) -> Derivation:
    why, named = Derivation(), {}
    if told is not None:
        named = {"year": told.year, "given_on": told.given_on, "verdict_version": told.verdict_version}
    if stated is None:
        assert told is not None, "one of the two was there"
        return why.because(
            "R-C46", TOLD, option=option.number, verdict=told.verdict, outcome=told.outcome, **named
        )
    why = why.because("R-C46", GOOD, option=option.number, stated_on=stated.stated_on, verdict=stated.verdict)
    agrees = told is not None and told.verdict is stated.verdict
    return why.because("R-X05", AGREES, **named) if agrees else why
