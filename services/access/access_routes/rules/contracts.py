"""What a contract leaves open for whoever asks under it: shifting risk, no choice, no reason to prevent (R-C30, R-C34, R-C35, R-C54)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.access.access_routes.rules.scenarios import check_scenario
from services.access.contract_terms.rules import ContractTerms
from services.access.legal_checks.rules.said import Finding, Said, say
from services.access.products.rules import Product
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.legal_frames import FindingLevel
from shared.values.terms import ProvisionType

_WARN = FindingLevel.WARNING
NO_ACCEPTANCE = Sentence(
    "contract-finding.no-acceptance-duty",
    nl="Contract {number} heeft een vast budget zonder acceptatieplicht: risico op afwenteling.",
    en="Contract {number} has a fixed budget without acceptance duty: shifting risk.",
)
NO_WAITING = Sentence(
    "contract-finding.no-waiting-agreement",
    nl="Contract {number} heeft een vast budget zonder afspraak over wachttijden.",
    en="Contract {number} has a fixed budget without an agreement on waiting times.",
)
NO_ROUTE = Sentence(
    "contract-finding.no-escalation-route",
    nl="Contract {number} heeft een vast budget zonder opschalingsroute.",
    en="Contract {number} has a fixed budget without an escalation route.",
)
SHELTERED = Sentence(
    "contract-finding.sheltered-living-general",
    nl="Beschermd wonen (product {code}) kan geen algemene voorziening zijn.",
    en="Sheltered living (product {code}) cannot be a general provision.",
)
NO_CHOICE = Sentence(
    "contract-finding.no-choice",
    nl="Een maatwerkvoorziening met één aanbieder en zonder PGB: de cliënt heeft niets te kiezen (contract {number}).",
    en="A tailor-made provision with one provider and no personal budget: the client has no choice (contract {number}).",
)
BY_DIAGNOSIS = Sentence(
    "contract-finding.entered-by-diagnosis",
    nl="Contract {number} begint bij de diagnose en kent geen maatregelen om haar te voorkomen: geen prikkel om instroom te voorkomen.",
    en="Contract {number} begins at the diagnosis and has no measures to prevent it: no incentive to prevent entry.",
)
_AGREE = Text(
    "Volg of de aanbieder iedereen aanneemt, en spreek het in het contract af.",
    "Watch whether the provider takes everybody, and agree it in the contract.",
)
_TAILOR = Text("Verstrek het als maatwerkvoorziening.", "Grant it as a tailor-made provision.")
_OFFER = Text("Bied ook een PGB of een andere aanbieder.", "Offer a personal budget or another provider too.")
_PREVENT = Text(
    "Zet met extra maatregelen in op het voorkomen van de diagnose.",
    "Take extra measures to prevent the diagnosis.",
)


def contract_findings(
    terms: ContractTerms | None, product: Product | None, provision_type: ProvisionType | None = None
) -> tuple[list[Finding], Derivation]:
    """What to know of a contract and a product when a request is made under them; [] where there is nothing.

    Warnings, but sheltered living as a general provision, which is blocked (R-C35). Nothing is held against acute care: the
    caller turns what blocks into a review afterwards (F-33).
    """
    said = [*_sheltered(product, provision_type)]
    if terms is not None:
        said += _of_terms(terms, provision_type or (product.provision_type if product is not None else None))
    return _parts(said)


def _sheltered(product: Product | None, provision: ProvisionType | None) -> Iterator[Said]:
    if product is None or not product.is_sheltered:
        return
    if (provision or product.provision_type) is ProvisionType.GENERAL:
        yield say(
            "sheltered-living-general", "R-C35", FindingLevel.BLOCKED, SHELTERED, _TAILOR, code=product.code
        )


def _of_terms(terms: ContractTerms, provision: ProvisionType | None) -> Iterator[Said]:
    number = terms.number
    if terms.fixed_budget:
        if not terms.acceptance_duty:
            yield say(
                "fixed-budget-without-acceptance-duty", "R-C30", _WARN, NO_ACCEPTANCE, _AGREE, number=number
            )
        if terms.waiting_norm_days is None:
            yield say("fixed-budget-without-waiting-norm", "R-C30", _WARN, NO_WAITING, _AGREE, number=number)
        if not terms.escalation_route:
            yield say(
                "fixed-budget-without-escalation-route", "R-C30", _WARN, NO_ROUTE, _AGREE, number=number
            )
    single = len({one.oin for one in terms.members}) == 1
    if provision is ProvisionType.TAILOR_MADE and single and not terms.personal_budget_option:
        yield say("tailor-made-without-choice", "R-C34", _WARN, NO_CHOICE, _OFFER, number=number)
    if terms.entered_by_diagnosis:
        yield say("entered-by-diagnosis", "R-C54", _WARN, BY_DIAGNOSIS, _PREVENT, number=number)


def scenario_findings(terms: ContractTerms) -> tuple[list[Finding], Derivation]:
    """Where the contract itself departs from its scenario: place, document, evaluation, form of funding (R-C38)."""
    found = check_scenario(
        terms.scenario,
        document=terms.decision_document,
        place=terms.access_place,
        evaluators=terms.evaluators,
        forms=terms.funding_forms,
        provision_type=terms.provision_type,
    )
    return found.findings, found.why


def under_contract(
    terms: ContractTerms | None, product: Product | None, provision_type: ProvisionType | None = None
) -> tuple[list[Finding], Derivation]:
    """What to know of what is asked or granted under a contract: both of the above, without what simply fits.

    Without a contract nothing is known of one; what the product says of itself holds all the same (R-C35).
    """
    findings, why = contract_findings(terms, product, provision_type)
    if terms is None:
        return findings, why
    of_scenario, because = scenario_findings(terms)
    if all(one.level is FindingLevel.PASSED for one in of_scenario):
        return findings, why
    return [*findings, *of_scenario], why.merge(because)


def _parts(said: Iterable[Said]) -> tuple[list[Finding], Derivation]:
    findings, why = [], Derivation()
    for one in said:
        findings.append(one.finding)
        why = why.merge(one.why)
    return findings, why
