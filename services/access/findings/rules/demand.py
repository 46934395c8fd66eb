"""Trends of demand: requests, what draws them in, and where they are decided (E-02, E-35, E-36, E-51, E-52, R-A41)."""

from __future__ import annotations

from services.access.findings.rules.core import Case, Said, kind
from services.access.findings.rules.figures import averaged, counted, shared
from shared.values.findings import FindingSeverity
from shared.values.signals import SignalSubject
from shared.values.trends import TrendKind, TrendUnit

_REQUESTS = ("vragen van inwoners", "requests of citizens")

DEMAND = kind(
    TrendKind.DEMAND_RISING,
    "E-02",
    limit="trend_deviation_basis_points",
    reason=(
        "Er waren {requests} vragen, in de periode ervoor {requests_before} (verschil {deviation_basis_points}, grens"
        " {limit_basis_points}); een vraagverheldering raakt gemiddeld {need} leefgebieden, ervoor {need_before}.",
        "There were {requests} requests, in the period before {requests_before} (difference {deviation_basis_points}, limit"
        " {limit_basis_points}); a clarification touches {need} domains of life on average, before {need_before}.",
    ),
    mend=(
        "Kijk waar de vraag vandaan komt, en of eigen bijdrage, eigen kracht en voorliggende voorzieningen worden gewogen.",
        "Look where demand comes from, and whether own contribution, own strength and what comes first are weighed.",
    ),
    source="000 ▸ Moral hazard",
)
AFTER_CUT = kind(
    TrendKind.DEMAND_RISING_AFTER_CUT,
    "E-52",
    limit="trend_deviation_basis_points",
    reason=(
        "Sinds {cut_on} waren er {requests} vragen, in evenveel dagen ervoor {requests_before} (verschil"
        " {deviation_basis_points}, grens {limit_basis_points}).",
        "Since {cut_on} there were {requests} requests, in as many days before it {requests_before} (difference"
        " {deviation_basis_points}, limit {limit_basis_points}).",
    ),
    mend=(
        "Ga na of wat is geschrapt vragen voorkwam, en leg de kosten van de vragen naast de bezuiniging.",
        "Find out whether what was cut prevented requests, and lay their costs beside what was saved.",
    ),
    source="003 ▸ preventieve werking van subsidies",
)
OWN_ACCESS = kind(
    TrendKind.OWN_ACCESS_VOLUME_RISING,
    "E-35",
    limit="trend_deviation_basis_points",
    subject_kind=SignalSubject.PROVIDER,
    reason=(
        "Aanbieder {subject}, die zelf over toegang beslist, kreeg {allocations} toewijzingen, ervoor {allocations_before}"
        " (verschil {deviation_basis_points}, grens {limit_basis_points}).",
        "Provider {subject}, which decides on access itself, got {allocations} allocations, before {allocations_before}"
        " (difference {deviation_basis_points}, limit {limit_basis_points}).",
    ),
    mend=(
        "Toets een steekproef van zijn toewijzingen, of leg het besluit elders als het volumerisico niet beperkt is (R-A01).",
        "Check a sample of its allocations, or place the decision elsewhere if the volume risk is not limited (R-A01).",
    ),
    source="000 ▸ volume de eigen organisatie in trekt zonder",
    related=("R-A01",),
)
DESK = kind(
    TrendKind.DESK_SLOW,
    "E-36",
    limit="desk_decision_days",
    reason=(
        "Het gemeentelijk loket doet gemiddeld {decision_days} dagen over een besluit (grens {limit}), ervoor"
        " {decision_days_before}; {share_basis_points} van de besluiten loopt langs het loket, ervoor {share_before_basis_points}.",
        "The municipal desk takes {decision_days} days for a decision on average (limit {limit}), before"
        " {decision_days_before}; {share_basis_points} of the decisions go by the desk, before {share_before_basis_points}.",
    ),
    mend=(
        "Laat alleen dure en deskundige zaken langs het loket gaan, en leg andere besluiten bij het sociaal team (R-A01).",
        "Let only costly and expert cases go by the desk, and place other decisions with the social team (R-A01).",
    ),
    source="000 ▸ klantonvriendelijke en dure",
    related=("R-A01",),
)
NURSE = kind(
    TrendKind.NURSE_DRAWS_DEMAND,
    "E-51",
    limit="trend_minimum_count",
    subject_kind=SignalSubject.PRACTICE,
    reason=(
        "De POH-GGZ van praktijk {subject} had {contacts} contacten, ervoor {contacts_before}; er waren {referred} verwijzingen,"
        " ervoor {referred_before}.",
        "The nurse at practice {subject} had {contacts} contacts, before {contacts_before}; there were {referred} referrals,"
        " before {referred_before}.",
    ),
    mend=(
        "Bespreek met de praktijk welke contacten een verwijzing voorkomen, en welke vraag erbij kwam.",
        "Discuss with the practice which contacts avoid a referral, and what demand came with them.",
    ),
    source="003 ▸ zuigend werkt",
    related=("R-A47",),
)
PGB = kind(
    TrendKind.PGB_SWITCHES_RISING,
    "R-A41",
    limit="trend_deviation_basis_points",
    severity=FindingSeverity.INFORMATION,
    reason=(
        "{switches} van de {clients} cliënten vroegen om een PGB: {rate_basis_points}, ervoor {rate_before_basis_points} (verschil"
        " {deviation_basis_points}, grens {limit_basis_points}).",
        "{switches} of {clients} clients asked for a PGB: {rate_basis_points}, before {rate_before_basis_points} (difference"
        " {deviation_basis_points}, limit {limit_basis_points}).",
    ),
    mend=(
        "Lees de redenen van de overstappen, en bespreek met de aanbieders welk aanbod wordt gemist.",
        "Read the reasons of the switches, and discuss with the providers which supply is missed.",
    ),
    source="001 ▸ Burgers kunnen overstappen op een PGB",
    related=("F-08",),
)


def demand(case: Case) -> Said:
    """Requests rise while a clarification does not find more need (E-02)."""
    seen, limit = case.measured, case.policy.trend_deviation_basis_points
    requests = counted("requests", _REQUESTS, seen["requests"])
    need = averaged(
        "need", ("leefgebieden per vraagverheldering", "domains of life in a clarification"),
        seen["domains"], seen["clarified"], TrendUnit.AVERAGE,
    )  # fmt: skip
    found = case.enough(seen["requests"]) and requests.rises(limit) and not need.rises(limit)
    yield DEMAND.of(case.policy, [requests, need], found)


def after_cut(case: Case) -> Said:
    """Requests rise from the day of a cut on (E-52)."""
    cut = case.measured.cut
    if cut is None:
        yield AFTER_CUT.lacks(
            "Op welke dag iets is geschrapt: noem cutOn, of leg een beleidsregel vast die vanaf die dag geldt.",
            "On which day something was cut: name cutOn, or set a policy that holds from that day.",
        )
        return
    requests = counted("requests", _REQUESTS, cut.requests)
    found = case.enough(cut.requests) and requests.rises(case.policy.trend_deviation_basis_points)
    yield AFTER_CUT.of(case.policy, [requests], found, cut_on=cut.on)


def own_access(case: Case) -> Said:
    """The volume of a provider grows that decides on access itself (E-35)."""
    for one in case.measured.providers:
        if case.enough(one.count):
            made = counted("allocations", ("toewijzingen", "allocations"), one.count)
            found = made.rises(case.policy.trend_deviation_basis_points)
            yield OWN_ACCESS.of(case.policy, [made], found, subject=one.subject)


def desk(case: Case) -> Said:
    """The municipal desk is slow, or more and more decisions go by it (E-36)."""
    seen, policy = case.measured, case.policy
    days = averaged(
        "decision_days", ("dagen van melding tot besluit", "days from report to decision"),
        seen["desk_days"], seen["desk"],
    )  # fmt: skip
    share = shared(
        "share", ("deel van de besluiten langs het loket", "share of the decisions by the desk"),
        seen["desk"], seen["decided"],
    )  # fmt: skip
    slow = days.exact is not None and days.exact > policy.desk_decision_days
    enough = seen["desk"].now >= policy.trend_minimum_count
    yield DESK.of(
        policy, [days, share], enough and (slow or share.rises(policy.trend_deviation_basis_points))
    )


def nurse(case: Case) -> Said:
    """Contacts of the nurse at a practice grow while referrals do not fall (E-51)."""
    for one in case.measured.practices:
        if case.enough(one.contacts):
            contacts = counted("contacts", ("contacten POH-GGZ", "contacts of the nurse"), one.contacts)
            referred = counted("referred", ("verwijzingen", "referrals"), one.referred)
            yield NURSE.of(case.policy, [contacts, referred], one.draws, subject=one.practice)


def pgb(case: Case) -> Said:
    """More and more clients ask for a PGB (R-A41)."""
    seen, policy = case.measured, case.policy
    rate = shared(
        "rate", ("deel van de cliënten", "share of the clients"), seen["pgb_switches"], seen["reached"]
    )
    switches = counted("switches", ("overstappen naar een PGB", "switches to a PGB"), seen["pgb_switches"])
    clients = counted("clients", ("cliënten in zorg", "clients in care"), seen["reached"])
    found = case.enough(seen["pgb_switches"]) and rate.rises(policy.trend_deviation_basis_points)
    yield PGB.of(policy, [rate, switches, clients], found)


DETECTORS = (demand, after_cut, own_access, desk, nurse, pgb)
