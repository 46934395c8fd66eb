"""What can be asked of access routes: where access is decided, the steps and demands of a scenario, what a referrer leads to."""

from __future__ import annotations

from collections.abc import Sequence

from services.access.access_routes import rules, store
from services.access.legal_checks.rules.said import Finding
from shared.kit.context import Context, operation
from shared.kit.steps import steps_of
from shared.schemas.access import routes as schemas
from shared.values.arrangements import Scenario
from shared.values.questions import ReferrerType
from shared.values.terms import Law, Scope


@operation
async def find_access_route(ctx: Context, asked: schemas.NewAccessRoute) -> schemas.AccessRoute:
    """Where access is decided and whether it may be free (R-A01, R-A02); with a contract also what that leaves open.

    Nothing is kept. Raises ProductNotFound, ContractNotFound.
    """
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        product, terms = await store.find_asked(connection, asked.product_id, asked.contract_id)
    flags = (asked.low_decision_cost, asked.small_other_help_risk)
    if product is not None:
        found = rules.route_of(product, *flags)
    else:
        found = rules.route(
            limited_volume_risk=asked.limited_volume_risk,
            expertise_concentration=asked.expertise_concentration,
            line=asked.line,
            low_decision_cost=asked.low_decision_cost,
            small_other_help_risk=asked.small_other_help_risk,
        )
    findings, why = rules.contract_findings(terms, product, asked.provision_type)
    why = found.why.merge(why)
    if terms is not None:
        of_scenario, because = rules.scenario_findings(terms)
        findings, why = [*findings, *of_scenario], why.merge(because)
    return schemas.AccessRoute(
        place=found.place,
        advised=found.advised,
        chosen=found.chosen,
        free_access=found.free_access,
        scenario=None if terms is None else terms.scenario,
        findings=_findings(findings),
        steps=steps_of(ctx, why),
    )


@operation
async def list_process_steps(ctx: Context, scenario: Scenario | None = None) -> list[schemas.ProcessStep]:
    """The steps from question to evaluation with who is responsible, of one scenario or of all (N-90)."""
    ctx.require(Scope.ACCESS_READ)
    return [
        schemas.ProcessStep.model_validate(one, from_attributes=True) for one in rules.process_steps(scenario)
    ]


@operation
async def list_scenario_constraints(
    ctx: Context, scenario: Scenario | None = None
) -> list[schemas.ScenarioConstraint]:
    """What a scenario demands of place, document and evaluation, of one or of all (R-C38)."""
    ctx.require(Scope.ACCESS_READ)
    return [
        schemas.ScenarioConstraint(
            scenario=one,
            places=list(wanted.places),
            document=wanted.document,
            evaluators=list(wanted.evaluators),
        )
        for one, wanted in rules.CONSTRAINTS.items()
        if scenario in (None, one)
    ]


@operation
async def list_referrer_routes(ctx: Context, law: Law | None = None) -> list[schemas.ReferrerRoute]:
    """What a referral leads to under a law, for each type of referrer (R-A04)."""
    ctx.require(Scope.ACCESS_READ)
    made = []
    for one in (law,) if law is not None else Law:
        for referrer in ReferrerType:
            found = rules.check_referrer(one, referrer, acute=False)
            made.append(
                schemas.ReferrerRoute(
                    law=one,
                    referrer_type=referrer,
                    outcome=found.outcome,
                    may_refuse=found.may_refuse,
                    finding=_findings([found.finding])[0],
                )
            )
    return made


def _findings(found: Sequence[Finding]) -> list[schemas.RouteFinding]:
    return [
        schemas.RouteFinding(
            code=one.code,
            rule=one.rule,
            level=one.level,
            text_nl=one.text.nl,
            text_en=one.text.en,
            mend_nl=None if one.mend is None else one.mend.nl,
            mend_en=None if one.mend is None else one.mend.en,
        )
        for one in found
    ]
