"""What can be wrong with a tariff, an index or a real price, as its parties read it."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text


class TariffNotFound(NotFound):
    """There is no such tariff, or it is not yours."""

    code = "tariff-not-found"
    title = Text("Tarief niet gevonden", "Tariff not found")
    detail = Text("Er is geen tarief {id}.", "There is no tariff {id}.")
    mend = Text("Controleer het kenmerk, of zoek op product.", "Check the identifier, or search by product.")


class TariffNotAgreed(NotFound):
    """No tariff holds for the product on the day."""

    code = "tariff-not-agreed"
    rule = "N-112"
    title = Text("Op die dag geldt geen tarief", "No tariff holds on that day")
    detail = Text(
        "Voor product {product} geldt op {day} geen tarief.",
        "No tariff holds for product {product} on {day}.",
    )
    mend = Text("Kies een andere dag, of spreek een tarief af.", "Choose another day, or agree a tariff.")


class TariffIndexNotFound(NotFound):
    """There is no such index, or it is not yours."""

    code = "tariff-index-not-found"
    title = Text("Index niet gevonden", "Index not found")
    detail = Text("Er is geen index {id}.", "There is no index {id}.")
    mend = Text("Controleer het kenmerk, of zoek op jaar.", "Check the identifier, or search by year.")


class TariffIndexExists(Refused):
    """A year has one index of a kind."""

    code = "tariff-index-exists"
    rule = "R-C27"
    title = Text("Dit jaar heeft al een index", "This year has an index already")
    detail = Text("Index {index} van {year} bestaat al.", "Index {index} of {year} exists already.")
    mend = Text(
        "Wijzig die onder haar eigen kenmerk (PUT by-reference).",
        "Change it under its own reference (PUT by-reference).",
    )


class RealPriceNotFound(NotFound):
    """There is no such real price, or it is not yours."""

    code = "real-price-not-found"
    title = Text("Reële prijs niet gevonden", "Real price not found")
    detail = Text("Er is geen reële prijs {id}.", "There is no real price {id}.")
    mend = Text("Controleer het kenmerk, of zoek op product.", "Check the identifier, or search by product.")


class RealPriceOverlaps(Refused):
    """A product has one real price in a municipality on a day."""

    code = "real-price-overlaps"
    rule = "R-C64"
    title = Text("Op die dagen staat al een reële prijs", "A real price stands on those days already")
    detail = Text(
        "Product {product} heeft in gemeente {municipality} al een reële prijs in deze periode.",
        "Product {product} has a real price in municipality {municipality} in this period already.",
    )
    mend = Text("Beëindig die eerst (validUntil).", "End that one first (validUntil).")


class TariffAboveMaximum(Refused):
    """A tariff lies at or below its maximum; errors lists each amount above it."""

    code = "tariff-above-maximum"
    rule = "R-C29"
    title = Text("Het tarief ligt boven het maximum", "The tariff lies above the maximum")
    detail = Text(
        "Een tarief wordt onder het vastgestelde maximum uitonderhandeld; zie errors.",
        "A tariff is negotiated below the set maximum; see errors.",
    )
    mend = Text("Verlaag het bedrag.", "Lower the amount.")


class TariffBelowRealPrice(Refused):
    """A tariff for Wmo services or youth help covers its real price; errors lists each amount below it."""

    code = "tariff-below-real-price"
    rule = "R-C64"
    title = Text("Het tarief ligt onder de reële prijs", "The tariff lies below the real price")
    detail = Text(
        "De wet vraagt een tarief dat de kostprijselementen dekt, indexering inbegrepen; zie errors.",
        "The law asks a tariff that covers the cost elements, indexation included; see errors.",
    )
    mend = Text(
        "Verhoog het tarief tot de reële prijs, zet de index aan, of maak het pad korter of vlakker.",
        "Raise the tariff to the real price, switch the index on, or make the path shorter or flatter.",
    )


class TariffContradictory(Refused):
    """The tariff does not fit its product, its contract, or the tariffs beside it; errors lists each point."""

    code = "tariff-contradictory"
    rule = "N-112"
    title = Text("Het tarief past niet", "The tariff does not fit")
    detail = Text(
        "Het tarief past niet bij product, contract of de tarieven ernaast; zie errors.",
        "The tariff does not fit its product, its contract or the tariffs beside it; see errors.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class TariffsNotAllowed(Refused):
    """The products that are paid by tariff lack one, or have one that is not allowed; errors lists each."""

    code = "contract-tariffs-not-allowed"
    rule = "R-C64"
    title = Text("De tarieven van het contract zijn niet in orde", "The contract's tariffs are not in order")
    detail = Text(
        "Elk product dat per eenheid wordt betaald heeft de hele looptijd een toegestaan tarief; wat een afspraak zelf per"
        " eenheid betaalt, dekt de reële prijs; zie errors.",
        "Every product that is paid by the unit has an allowed tariff for the whole term; what an agreement pays by the unit"
        " itself covers the real price; see errors.",
    )
    mend = Text(
        "Spreek de tarieven in errors af (POST /v1/tariffs), of verhoog wat de afspraak betaalt.",
        "Agree the tariffs in errors (POST /v1/tariffs), or raise what the agreement pays.",
    )
