"""What is said of an allocation that changed."""

from shared.values import Sentence

ON_NUMBER = Sentence(
    "allocation.changed",
    nl="Toewijzing {allocation_number} is gewijzigd met reden {change_reason}: einddatum {result}.",
    en="Allocation {allocation_number} changed with reason {change_reason}: end date {result}.",
)
SCALED = Sentence(
    "allocation.scaled",
    nl="Het totaal van toewijzing {allocation_number} is bijgesteld met reden {change_reason} (scenario {scenario}).",
    en="The total of allocation {allocation_number} was adjusted with reason {change_reason} (scenario {scenario}).",
)
GOES_ON = Sentence(
    "allocation.replaced",
    nl="Toewijzing {allocation_number} eindigt op {last_day}; vanaf {start_date} geldt nummer {result}, want omvang en product horen bij hun nummer (scenario {scenario}).",
    en="Allocation {allocation_number} ends on {last_day}; from {start_date} on number {result} holds, for size and product belong to their number (scenario {scenario}).",
)
REMOVED = Sentence(
    "allocation.deleted",
    nl="Toewijzing {allocation_number} is verwijderd: de einddatum is de ingangsdatum, en zij telt als nooit verzonden (code 13).",
    en="Allocation {allocation_number} was deleted: its end is its start, and it counts as never sent (code 13).",
)
ENDED = Sentence(
    "allocation.ended",
    nl="Toewijzing {allocation_number} eindigt op {result} (reden {change_reason}).",
    en="Allocation {allocation_number} ends on {result} (reason {change_reason}).",
)
GRANTED = Sentence(
    "allocation.granted",
    nl="Toegewezen onder nummer {result} van {start_date} tot en met {end_date}.",
    en="Allocated under number {result} from {start_date} up to and including {end_date}.",
)
GRANTED_OPEN = Sentence(
    "allocation.granted-open",
    nl="Toegewezen onder nummer {result} vanaf {start_date} zonder einddatum.",
    en="Allocated under number {result} from {start_date} without an end.",
)
TAKEN_OVER = Sentence(
    "allocation.taken-over",
    nl="Toewijzing {result} liep al in een ander systeem, vanaf {start_date}, en is op {allocated_on} overgenomen zoals zij daar stond; er is niet opnieuw besloten.",
    en="Allocation {result} ran in another system already, from {start_date}, and was taken over as it stood there on {allocated_on}; nothing was decided anew.",
)
