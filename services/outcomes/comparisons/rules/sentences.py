"""Why a comparison came out as it did, in two languages (architecture § 5)."""

from __future__ import annotations

from shared.values import Sentence

TESTED = Sentence(
    "comparison-tested",
    nl="De toetsen van vergelijkbaarheid: {verdicts}. Alleen als de eerste vier vergelijkbaar zeggen, wordt betrouwbaar"
    " onderscheid getoond: {result}.",
    en="The tests of comparability: {verdicts}. Only when the first four say comparable is a reliable distinction shown:"
    " {result}.",
)
COUNTED = Sentence(
    "comparison-counted",
    nl="Van {quarter_from} tot en met {quarter_to} tellen {result} cliënten van {units} eenheden mee; {unassigned} horen bij"
    " geen eenheid en {left_out} kent het model niet.",
    en="From {quarter_from} up to and including {quarter_to}, {result} clients of {units} units count; {unassigned} belong to"
    " no unit and {left_out} are not known to the model.",
)
COUNTED_FEW = Sentence(
    "comparison-counted-few",
    nl="Van {quarter_from} tot en met {quarter_to} tellen de cliënten van {units} eenheden mee; hoeveel, wordt niet getoond,"
    " omdat er eenheden met kleine aantallen zijn. {unassigned} horen bij geen eenheid en {left_out} kent het model niet.",
    en="From {quarter_from} up to and including {quarter_to}, the clients of {units} units count; how many is not shown,"
    " because some units have small numbers. {unassigned} belong to no unit and {left_out} are not known to the model.",
)
NOT_CORRECTED = Sentence(
    "comparison-not-corrected",
    nl="Er is niet gecorrigeerd voor de zwaarte van cliënten.",
    en="The mix of clients was not corrected for.",
)
STANDARDISED = Sentence(
    "comparison-standardised",
    nl="De zwaarte van cliënten is eruit gehaald door te standaardiseren ({method}) over {covariates}, met"
    " {reference_from} tot en met {reference_to} als referentie.",
    en="The mix of clients was taken out by standardising ({method}) over {covariates}, with {reference_from} up to and"
    " including {reference_to} as the reference.",
)
MODELLED = Sentence(
    "comparison-modelled",
    nl="De zwaarte van cliënten is eruit gehaald met model {model}, geschat op {size} cliënten en bevroren op {fitted_on};"
    " samen worden {result} cliënten met de uitkomst verwacht.",
    en="The mix of clients was taken out with model {model}, fitted on {size} clients and frozen on {fitted_on}; together"
    " {result} clients with the outcome are expected.",
)
MODELLED_FEW = Sentence(
    "comparison-modelled-few",
    nl="De zwaarte van cliënten is eruit gehaald met model {model}, geschat op {size} cliënten en bevroren op {fitted_on}.",
    en="The mix of clients was taken out with model {model}, fitted on {size} clients and frozen on {fitted_on}.",
)
TARGETED = Sentence(
    "comparison-targeted",
    nl="Elke eenheid staat tegenover {target} {result}; wie meer dan 20 % van de cliënten heeft, tegenover de anderen.",
    en="Each unit is held against {target} {result}; who has more than 20 % of the clients, against the others.",
)
SPREAD = Sentence(
    "comparison-spread",
    nl="Over {units} eenheden is de spreiding {phi} maal die van toeval (schaal {scale}, {trimming}); de variantie tussen"
    " eenheden is {result}. Grenzen verwijd: {widened}.",
    en="Over {units} units the spread is {phi} times that of chance (scale {scale}, {trimming}); the variance between units"
    " is {result}. Limits widened: {widened}.",
)
JUDGED = Sentence(
    "comparison-judged",
    nl="Op 95 % liggen {above} eenheden erboven en {below} eronder, {same} zijn niet te onderscheiden en {unjudged} niet"
    " beoordeeld; toeval alleen geeft er {result}.",
    en="At 95 %, {above} units lie above and {below} below, {same} cannot be told apart and {unjudged} were not judged;"
    " chance alone gives {result}.",
)
RANKABLE = Sentence(
    "comparison-rankable",
    nl="Van de verschillen is een deel van {result} echt: de rangordelijkheid.",
    en="A share of {result} of the differences is real: the rankability.",
)
NO_BENCHMARK = Sentence(
    "comparison-no-benchmark",
    nl="Er is één eenheid: geen interne vergelijking mogelijk. Spiegel aan PGB-aanvragen, andere regio's en resultaten op"
    " populatieniveau.",
    en="There is one unit: no internal benchmark. Mirror it by PGB requests, other regions and results at the level of the"
    " population.",
)
FITTED = Sentence(
    "case-mix-model-fitted",
    nl="Het model is geschat op {size} cliënten van {quarter_from} tot en met {quarter_to}, van wie {events} met de uitkomst;"
    " het aannemelijkheidslogaritme is {log_likelihood} en de c-statistiek {result}. Begrensd: {penalised}.",
    en="The model was fitted on {size} clients from {quarter_from} up to and including {quarter_to}, {events} of whom had the"
    " outcome; the log likelihood is {log_likelihood} and the c-statistic {result}. Penalised: {penalised}.",
)
IMPOSSIBLE = Sentence(
    "case-mix-model-impossible",
    nl="Uit deze cliënten volgt geen model: {result}.",
    en="No model follows from these clients: {result}.",
)
PUBLISHED = Sentence(
    "ranking-published",
    nl="Van {units} eenheden zijn er {result} betrouwbaar te onderscheiden; alleen die staan op de lijst (rangordelijkheid"
    " {rankability}).",
    en="Of {units} units {result} can be told apart reliably; only those are in the list (rankability {rankability}).",
)
WITHDRAWN = Sentence(
    "ranking-withdrawn",
    nl="De ranglijst is op {withdrawn_on} ingetrokken en noemt de {result} eenheden niet meer: {reason}",
    en="The ranking was withdrawn on {withdrawn_on} and no longer names the {result} units: {reason}",
)
