"""What a verdict says of itself: one sentence per step, in two languages."""

from shared.values import Sentence
from shared.values.terms import NormOperator, Verdict

_SIDES = {
    NormOperator.MIN: ("ten minste", "at least"),
    NormOperator.MAX: ("ten hoogste", "at most"),
    NormOperator.ABOVE: ("meer dan", "more than"),
    NormOperator.BELOW: ("minder dan", "less than"),
}
_ENDINGS = {Verdict.MET: ("gehaald", "met"), Verdict.NOT_MET: ("niet gehaald", "not met")}

# One sentence for each operator and ending: "7.0 against at least 7: met".
POINT = {
    (operator, verdict): Sentence(
        f"verdict.point.{operator.value}.{verdict.value}",
        nl=f"{{indicator}}, {{period}}: {{value}} bij een norm van {nl} {{norm}} (contractversie {{contract_version}}): {ends[0]}.",
        en=f"{{indicator}}, {{period}}: {{value}} against a norm of {en} {{norm}} (contract version {{contract_version}}): {ends[1]}.",
    )
    for operator, (nl, en) in _SIDES.items()
    for verdict, ends in _ENDINGS.items()
}
WHOLE_INTERVAL = {
    (operator, verdict): Sentence(
        f"verdict.interval.{operator.value}.{verdict.value}",
        nl=f"{{indicator}}, {{period}}: het hele interval telt bij een norm van {nl} {{norm}} (contractversie {{contract_version}}): {ends[0]}.",
        en=f"{{indicator}}, {{period}}: the whole interval counts against a norm of {en} {{norm}} (contract version {{contract_version}}): {ends[1]}.",
    )
    for operator, (nl, en) in _SIDES.items()
    for verdict, ends in _ENDINGS.items()
}
NOT_DISTINGUISHABLE = Sentence(
    "verdict.interval.not-distinguishable",
    nl="{indicator}, {period}: de norm {norm} ligt in het interval; het verschil is niet van toeval te onderscheiden.",
    en="{indicator}, {period}: the norm {norm} lies within the interval; the difference cannot be told from chance.",
)
NO_INTERVAL = Sentence(
    "verdict.interval.missing",
    nl="{indicator}, {period}: het oordeel rust op het interval, en zonder aantal en standaardafwijking is er geen.",
    en="{indicator}, {period}: the verdict rests on the interval, and without number and standard deviation there is none.",
)
INTERVAL = Sentence(
    "verdict.interval",
    nl="{indicator}, {period}: met n = {respondents} en standaardafwijking {standard_deviation} ligt het gemiddelde met 95 % zekerheid tussen {lower} en {upper}.",
    en="{indicator}, {period}: with n = {respondents} and standard deviation {standard_deviation} the mean lies between {lower} and {upper} with 95 % confidence.",
)
SHARE = Sentence(
    "verdict.share",
    nl="{indicator}, {period}: {numerator} van {denominator} is {value}; met 95 % zekerheid tussen {lower} en {upper} (Wilson).",
    en="{indicator}, {period}: {numerator} of {denominator} is {value}; with 95 % confidence between {lower} and {upper} (Wilson).",
)
RATIO = Sentence(
    "verdict.ratio",
    nl="{indicator}, {period}: {numerator} op {denominator} is {value}.",
    en="{indicator}, {period}: {numerator} to {denominator} is {value}.",
)
NO_NARRATIVE = Sentence(
    "verdict.no-narrative",
    nl="{indicator}, {period}: het cijfer staat zonder de afgesproken toelichting; tellen én vertellen.",
    en="{indicator}, {period}: the figure stands without the agreed narrative; figures are never alone.",
)
SOFT = Sentence(
    "verdict.soft",
    nl="Zachte normen dienen het gesprek en krijgen geen oordeel: {soft}.",
    en="Soft norms serve the talk and get no verdict: {soft}.",
)
MEMBERS = Sentence(
    "verdict.members",
    nl="{indicator}, {period}: geldt per aanbieder; gehaald: {met}, niet gehaald: {not_met}, niet te beoordelen: {open}.",
    en="{indicator}, {period}: holds per provider; met: {met}, not met: {not_met}, not judgeable: {open}.",
)
COMPENSATED = Sentence(
    "verdict.compensated",
    nl="{indicator}, {period}: gecompenseerd, want {by} haalt de norm {norm} die bij addendum van {agreed_on} is verhoogd: telt als gehaald.",
    en="{indicator}, {period}: compensated, for {by} meets its norm {norm} that was raised by amendment of {agreed_on}: counts as met.",
)
NOT_COMPENSATED = Sentence(
    "verdict.not-compensated",
    nl="{indicator}, {period}: niet gecompenseerd, want {by} haalt de bij addendum van {agreed_on} verhoogde norm {norm} niet.",
    en="{indicator}, {period}: not compensated, for {by} does not meet its norm {norm} that was raised by amendment of {agreed_on}.",
)
COMPENSATED_LATE = Sentence(
    "verdict.compensated-late",
    nl="{indicator}, {period}: niet gecompenseerd, want het addendum van {agreed_on} kwam na het einde van het jaar.",
    en="{indicator}, {period}: not compensated, for the amendment of {agreed_on} came after the end of the year.",
)
MISSING = Sentence(
    "verdict.quarter-missing",
    nl="{indicator}, {period}: geen meting.",
    en="{indicator}, {period}: no measurement.",
)
YEAR_INCOMPLETE = Sentence(
    "verdict.year-incomplete",
    nl="{indicator}, {period}: niet te beoordelen, want er ontbreekt een meting over {missing}.",
    en="{indicator}, {period}: not judgeable, for a measurement of {missing} is missing.",
)
LAST_VALUE = Sentence(
    "verdict.last-value",
    nl="{indicator}, {period}: de laatste waarde telt, die van {quarter}.",
    en="{indicator}, {period}: the last value counts, that of {quarter}.",
)
MEAN_WEIGHTED = Sentence(
    "verdict.mean-weighted",
    nl="{indicator}, {period}: het gemiddelde telt, gewogen naar {respondents} waarnemingen; elk kwartaal weegt met zijn eigen norm.",
    en="{indicator}, {period}: the mean counts, weighted by {respondents} observations; each quarter weighs in with its own norm.",
)
NO_WEIGHTS = Sentence(
    "verdict.no-weights",
    nl="{indicator}, {period}: niet te beoordelen, want zonder aantal waarnemingen is er geen gewogen gemiddelde.",
    en="{indicator}, {period}: not judgeable, for without numbers of observations there is no weighted mean.",
)
EVERY_PERIOD = Sentence(
    "verdict.every-period",
    nl="{indicator}, {period}: elk kwartaal moet gehaald zijn; gehaald: {met}, niet gehaald: {not_met}, niet te beoordelen: {open}.",
    en="{indicator}, {period}: every quarter must be met; met: {met}, not met: {not_met}, not judgeable: {open}.",
)
WHOLE = {
    Verdict.MET: Sentence(
        "verdict.whole.met",
        nl="Alle {count} indicatoren zijn over {year} gehaald.",
        en="All {count} indicators are met for {year}.",
    ),
    Verdict.NOT_MET: Sentence(
        "verdict.whole.notMet",
        nl="Over {year} niet gehaald: {not_met}. Daarop hoort een plan van aanpak (R-O20).",
        en="Not met for {year}: {not_met}. That calls for a plan of action (R-O20).",
    ),
    Verdict.NOT_JUDGEABLE: Sentence(
        "verdict.whole.notJudgeable",
        nl="Over {year} nog niet te beoordelen: {open}.",
        en="Not judgeable yet for {year}: {open}.",
    ),
}
AUDITED = Sentence(
    "verdict.audited",
    nl="Controleverklaring {audit_statement_id} dekt de processen en alle indicatoren, zonder voorbehoud.",
    en="Audit statement {audit_statement_id} covers the processes and all indicators, unqualified.",
)
AUDIT_GAPS = Sentence(
    "verdict.audit-gaps",
    nl="Controleverklaring {audit_statement_id} volstaat niet: {gaps}.",
    en="Audit statement {audit_statement_id} does not suffice: {gaps}.",
)
