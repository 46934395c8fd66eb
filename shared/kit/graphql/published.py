"""The eight things that a provider of GraphQL arranges and publishes (Developer Overheid, standards/nl-api.md § 2.9), with our figures."""

from __future__ import annotations

from typing import Any

from shared.errors import Text
from shared.kit.graphql.limits import INTROSPECTED, MOST_ENTITIES, UNPAGED, Limits
from shared.kit.graphql.scalars import SCALARS
from shared.kit.graphql.view import BODY_LIMIT
from shared.kit.rates import COST_OF_A_POINT, WINDOW_SECONDS

_POINTS: tuple[tuple[Text, Text], ...] = (
    (
        Text("Diepte en hoeveelheid", "Depth and amount"),
        Text(
            "Een zoekvraag die dieper, langer of breder is, wordt geweigerd voordat er iets wordt gelezen.",
            "A query that is deeper, longer or wider is refused before anything is read.",
        ),
    ),
    (
        Text("Kosten", "Cost"),
        Text(
            "Een veld kost 1; in een lijst telt het zo vaak als `first` zegt; een mutatie kost evenveel als een verzoek. De kosten"
            " tellen mee in het quotum van de client.",
            "A field costs 1; inside a list it counts as often as `first` says; a mutation costs as much as a request. The cost"
            " counts against the client's quota.",
        ),
    ),
    (
        Text("Geregistreerde operaties", "Registered operations"),
        Text(
            "Een geregistreerde operatie wordt met haar SHA-256 gevraagd; in de strikte stand wordt niets anders beantwoord.",
            "A registered operation is asked for by its SHA-256; in strict mode nothing else is answered.",
        ),
    ),
    (
        Text("Autorisatie", "Authorisation"),
        Text(
            "Elk veld gaat door dezelfde operatie als REST: scope, rol, eindgebruiker en rijbeveiliging gelden daar; een loader"
            " leest alleen wat de vrager mag zien.",
            "Each field goes through the same operation as REST: scope, role, end user and row-level security hold there; a"
            " loader reads only what the one who asks may see.",
        ),
    ),
    (
        Text("Toezicht per operatie", "Monitoring per operation"),
        Text(
            "Elk verzoek laat één regel na: naam en kosten van de operatie, client, duur, status en trace; nooit variabelen.",
            "Each request leaves one line: name and cost of the operation, client, time, status and trace; never variables.",
        ),
    ),
    (
        Text("Cache", "Caching"),
        Text(
            "Antwoorden worden niet bewaard. De dienst bewaart ontlede documenten; een loader bundelt per verzoek en niveau.",
            "Answers are not stored. The service keeps parsed documents; a loader batches per request and level.",
        ),
    ),
    (
        Text("Afspraken", "Conventions"),
        Text(
            "Bladeren met cursor-connections, filters als in REST, fouten met de codes van REST in `extensions`, een"
            " Idempotency-Key bij elke mutatie.",
            "Paging by cursor connections, filters as in REST, errors with the codes of REST in `extensions`, an"
            " Idempotency-Key with every mutation.",
        ),
    ),
    (
        Text("Een neutraal schema", "A neutral schema"),
        Text(
            "Het schema is gewone SDL; alleen `@key` (Apollo Federation) wijst de entiteiten aan.",
            "The schema is plain SDL; only `@key` (Apollo Federation) points out the entities.",
        ),
    ),
)


def protections(limits: Limits, settings: Any) -> list[dict[str, Any]]:
    """The eight, in their order: number, name and description in two languages, and the values that hold here."""
    operations = getattr(settings, "graphql_operations", {})
    values: tuple[dict[str, Any], ...] = (
        {
            "depth": limits.depth,
            "aliases": limits.aliases,
            "repeats": limits.repeats,
            "tokens": limits.tokens,
            "first": limits.first,
            "entities": MOST_ENTITIES,
            "bodyBytes": BODY_LIMIT,
            "introspection": limits.introspection,
        },
        {
            "cost": limits.cost,
            "listWithoutFirst": UNPAGED,
            "introspectedField": INTROSPECTED,
            "costPerPoint": COST_OF_A_POINT,
            "mutation": COST_OF_A_POINT,
            "pointsPerClient": getattr(settings, "rate_limit", 0),
            "windowSeconds": WINDOW_SECONDS,
        },
        {
            "strict": getattr(settings, "graphql_strict", False),
            "registered": len(operations),
            "hash": "extensions.persistedQuery.sha256Hash",
        },
        {"anchor": "operation"},
        {"logged": ["operation", "cost", "clientId", "milliseconds", "status", "traceId"]},
        {"cacheControl": "no-store"},
        {
            "pagination": ["first", "after", "pageInfo"],
            "errorExtensions": ["code", "rule", "status", "mend", "errors"],
            "scalars": sorted(str(one.name) for one in SCALARS.values()),
        },
        {"federation": "2.9"},
    )
    return [
        {"number": number, "name": _both(name), "description": _both(told), "values": found}
        for number, ((name, told), found) in enumerate(zip(_POINTS, values, strict=True), 1)
    ]


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
