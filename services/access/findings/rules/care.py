"""Trends of care: duration, volume, reach, weight, results, products, carers (E-08, E-09, E-13, E-20, E-53, R-A10)."""

from __future__ import annotations

from services.access.findings.rules.core import Case, Said, kind
from services.access.findings.rules.figures import averaged, counted, shared
from shared.values.signals import SignalSubject
from shared.values.trends import TrendKind, TrendUnit

_WEEKS = 52  # volumes are compared by the year, and told by the week
_HEAVY = ("deel zware zorg van de toewijzingen", "share of heavy care among allocations")

DURATION = kind(
    TrendKind.DURATION_RISING,
    "E-08",
    limit="duration_deviation_basis_points",
    reason=(
        "Zorg die stopte duurde gemiddeld {duration} dagen, ervoor {duration_before} (verschil {deviation_basis_points}, grens"
        " {limit_basis_points}); zorg die loopt duurt {running} dagen, ervoor {running_before}; {outflow_basis_points} stroomde"
        " uit, ervoor {outflow_before_basis_points}.",
        "Care that stopped had lasted {duration} days on average, before {duration_before} (difference {deviation_basis_points},"
        " limit {limit_basis_points}); care that runs has lasted {running} days, before {running_before};"
        " {outflow_basis_points} left, before {outflow_before_basis_points}.",
    ),
    mend=(
        "Toets verlengingen en lopende zorg, en spreek met aanbieders over afschalen.",
        "Check extensions and care that runs, and talk with providers about scaling down.",
    ),
    source="001 ▸ zolang mogelijk",
)
VOLUME = kind(
    TrendKind.VOLUME_FALLING,
    "E-09",
    limit="trend_deviation_basis_points",
    reason=(
        "Er begonnen {allocations} toewijzingen, ervoor {allocations_before} (verschil {deviation_basis_points}, grens"
        " {limit_basis_points}), van gemiddeld {minutes} minuten in de week per cliënt, ervoor {minutes_before}; het aantal"
        " vragen ging van {requests_before} naar {requests}.",
        "{allocations} allocations began, before {allocations_before} (difference {deviation_basis_points}, limit"
        " {limit_basis_points}), of {minutes} minutes a week per client on average, before {minutes_before}; requests went from"
        " {requests_before} to {requests}.",
    ),
    mend=(
        "Vraag de aanbieders waarom zij minder leveren dan er wordt gevraagd, en leg er de resultaten naast.",
        "Ask the providers why they deliver less than is asked, and lay the results beside it.",
    ),
    source="001 ▸ gedrag is dus gericht op zo min",
)
REACH = kind(
    TrendKind.REACH_FALLING,
    "E-09",
    limit="trend_deviation_basis_points",
    reason=(
        "Er kregen {reached} inwoners zorg, ervoor {reached_before} (verschil {deviation_basis_points}, grens"
        " {limit_basis_points}), terwijl het aantal vragen van {requests_before} naar {requests} ging.",
        "{reached} citizens got care, before {reached_before} (difference {deviation_basis_points}, limit {limit_basis_points}),"
        " while requests went from {requests_before} to {requests}.",
    ),
    mend=(
        "Kijk wie niet meer wordt bereikt: wachtlijst, weigeringen, en vragen die zonder zorg eindigen.",
        "Look who is no longer reached: the waiting list, refusals, and requests that end without care.",
    ),
    source="001 ▸ gedrag is dus gericht op zo min",
)
HEAVIER = kind(
    TrendKind.HEAVIER_CARE_RISING,
    "E-13",
    limit="trend_deviation_basis_points",
    reason=(
        "Van de toewijzingen is {heavy_basis_points} specialistisch of aanvullend, ervoor {heavy_before_basis_points} (verschil"
        " {deviation_basis_points}, grens {limit_basis_points}); van de verwijzingen is {referred_basis_points} zwaar, ervoor"
        " {referred_before_basis_points}.",
        "Of the allocations {heavy_basis_points} is specialist or additional, before {heavy_before_basis_points} (difference"
        " {deviation_basis_points}, limit {limit_basis_points}); of the referrals {referred_basis_points} is heavy, before"
        " {referred_before_basis_points}.",
    ),
    mend=(
        "Leg het beleid van de gemeenten in de pool naast elkaar, en toets een steekproef van zware zorg.",
        "Compare the policy of the municipalities in the pool, and check a sample of heavy care.",
    ),
    source="000 ▸ afwentelingnaarzwaarderevormenvan",
    related=("R-A39",),
)
TRAJECTORIES = kind(
    TrendKind.TRAJECTORIES_RISING,
    "E-20",
    limit="trend_deviation_basis_points",
    reason=(
        "Er zijn {trajectories} resultaten afgesproken, ervoor {trajectories_before} (verschil {deviation_basis_points}, grens"
        " {limit_basis_points}), voor {clients} inwoners, ervoor {clients_before}.",
        "{trajectories} results were set, before {trajectories_before} (difference {deviation_basis_points}, limit"
        " {limit_basis_points}), for {clients} citizens, before {clients_before}.",
    ),
    mend=(
        "Toets of elk resultaat bij een eigen vraag hoort, en of de toegang onafhankelijk van de aanbieder beslist.",
        "Check whether each result belongs to a need of its own, and whether access decides apart from the provider.",
    ),
    source="001 ▸ risico’s rondom volumeopdrijving",
)
CARERS = kind(
    TrendKind.CARER_OVERLOADED,
    "E-53",
    limit="trend_deviation_basis_points",
    reason=(
        "Bij {overloaded_basis_points} van de vraagverhelderingen draagt een mantelzorger te veel, ervoor"
        " {overloaded_before_basis_points} (verschil {deviation_basis_points}, grens {limit_basis_points}); {heavier} inwoners"
        " kregen na overbelasting zwaardere zorg, ervoor {heavier_before}.",
        "In {overloaded_basis_points} of the clarifications a carer bears too much, before {overloaded_before_basis_points}"
        " (difference {deviation_basis_points}, limit {limit_basis_points}); {heavier} citizens got heavier care after overload,"
        " before {heavier_before}.",
    ),
    mend=(
        "Bied mantelzorgers ondersteuning en respijtzorg, en spreek af wie ziet hoe de zorg in het netwerk gaat.",
        "Offer carers support and respite, and agree who sees how care in the network goes.",
    ),
    source="003 ▸ mantelzorgers overbelast raken",
)
PRODUCT = kind(
    TrendKind.PRODUCT_USE_RISING,
    "R-A10",
    limit="conspicuous_use_basis_points",
    subject_kind=SignalSubject.PRODUCT,
    reason=(
        "Product {subject} is {decisions} keer toegekend, ervoor {decisions_before} (verschil {deviation_basis_points}, grens"
        " {limit_basis_points}).",
        "Product {subject} was granted {decisions} times, before {decisions_before} (difference {deviation_basis_points}, limit"
        " {limit_basis_points}).",
    ),
    mend=(
        "Toets trajecten met dit product, ook verlengingen, op passendheid.",
        "Check trajectories with this product, extensions too, for fitness.",
    ),
    source="003 ▸ Toetsen trajecten of producten",
    related=("R-A11",),
)


def duration(case: Case) -> Said:
    """Care lasts longer while fewer leave it (E-08)."""
    seen, limit = case.measured, case.policy.duration_deviation_basis_points
    lasted = averaged(
        "duration", ("dagen zorg die stopte", "days of care that stopped"), seen["stop_days"], seen["stops"]
    )
    running = averaged(
        "running", ("dagen zorg die loopt", "days of care that runs"), seen["running_days"], seen["running"]
    )
    outflow = shared("outflow", ("uitstroom uit zorg", "outflow from care"), seen["stops"], seen["in_care"])
    less = outflow.falls(0)
    stopped = case.enough(seen["stops"]) and lasted.rises(limit)
    runs = case.enough(seen["running"]) and running.rises(limit)
    yield DURATION.of(case.policy, [lasted, running, outflow], less and (stopped or runs))


def volume(case: Case) -> Said:
    """Less is allocated, or less per client, while no fewer ask (E-09)."""
    seen, limit = case.measured, case.policy.trend_deviation_basis_points
    requests = counted("requests", ("vragen", "requests"), seen["requests"])
    made = counted("allocations", ("toewijzingen", "allocations"), seen["allocations"])
    minutes = averaged(
        "minutes", ("minuten in de week per cliënt", "minutes a week per client"),
        seen["minutes"], seen["timed_clients"], TrendUnit.AVERAGE, of=_WEEKS,
    )  # fmt: skip
    fewer = case.enough(seen["allocations"]) and made.falls(limit)
    thinner = case.enough(seen["timed_clients"]) and minutes.falls(limit)
    found = not requests.falls(limit) and (fewer or thinner)
    yield VOLUME.of(case.policy, [made, minutes, requests], found)


def reach(case: Case) -> Said:
    """Fewer citizens are in care while no fewer ask (E-09)."""
    seen, limit = case.measured, case.policy.trend_deviation_basis_points
    requests = counted("requests", ("vragen", "requests"), seen["requests"])
    reached = counted("reached", ("inwoners in zorg", "citizens in care"), seen["reached"])
    found = case.enough(seen["reached"]) and reached.falls(limit) and not requests.falls(limit)
    yield REACH.of(case.policy, [reached, requests], found)


def heavier(case: Case) -> Said:
    """A greater part of care is heavy (E-13)."""
    seen, limit = case.measured, case.policy.trend_deviation_basis_points
    heavy = shared("heavy", _HEAVY, seen["heavy"], seen["layered"])
    referred = shared(
        "referred", ("deel zware zorg van de verwijzingen", "share of heavy care among referrals"),
        seen["heavy_referrals"], seen["graded_referrals"],
    )  # fmt: skip
    granted = case.enough(seen["layered"]) and heavy.rises(limit)
    sent = case.enough(seen["graded_referrals"]) and referred.rises(limit)
    yield HEAVIER.of(case.policy, [heavy, referred], granted or sent)


def trajectories(case: Case) -> Said:
    """More results are set (E-20)."""
    seen = case.measured
    made = counted("trajectories", ("afgesproken resultaten", "results that were set"), seen["trajectories"])
    clients = counted("clients", ("inwoners met een resultaat", "citizens with a result"), seen["aimed_at"])
    found = case.enough(seen["trajectories"]) and made.rises(case.policy.trend_deviation_basis_points)
    yield TRAJECTORIES.of(case.policy, [made, clients], found)


def carers(case: Case) -> Said:
    """More carers bear too much, or more of those they care for get heavier care later (E-53)."""
    seen, limit = case.measured, case.policy.trend_deviation_basis_points
    overloaded = shared(
        "overloaded",
        ("overbelaste mantelzorgers", "overloaded carers"),
        seen["overloaded"],
        seen["clarified"],
    )
    later = counted(
        "heavier", ("zwaardere zorg na overbelasting", "heavier care after overload"), seen["heavier_after"]
    )
    more = case.enough(seen["overloaded"]) and overloaded.rises(limit)
    found = more or (case.enough(seen["heavier_after"]) and later.rises(limit))
    yield CARERS.of(case.policy, [overloaded, later], found)


def product(case: Case) -> Said:
    """A product is granted much more often (R-A10)."""
    for one in case.measured.products:
        if case.enough(one.count):
            made = counted("decisions", ("toekenningen", "grants"), one.count)
            found = made.rises(case.policy.conspicuous_use_basis_points)
            yield PRODUCT.of(case.policy, [made], found, subject=one.subject)


DETECTORS = (duration, volume, reach, heavier, trajectories, carers, product)
