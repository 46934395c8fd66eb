"""The kinds of reports, each a declaration: which view of the sources, for whom, how often, and which parts it is made of.

Nothing here computes: `parts.py` names what each part is made from. `readings` in docs/decisions/0019-reports.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.errors import Text
from shared.values.reporting import ReportFrequency, ReportKind, ReportReader, ReportSubject

_F, _K, _R = ReportFrequency, ReportKind, ReportReader
CITY = (_R.MUNICIPALITY, _R.PROVIDER)


class Part(StrEnum):
    """What a section is made from."""

    INDICATORS = "indicators"
    INDEPENDENT = "independent"
    VERDICT = "verdict"
    AUDITS = "audits"
    WAITING = "waiting"
    FLOWS = "flows"
    EXPERIENCE = "experience"
    PARTNERS = "partners"
    PLANS = "plans"
    MEETINGS = "meetings"
    CASES = "cases"
    LIGHTS = "lights"
    PROFILE = "profile"
    STEPS = "steps"
    CLIENT_RESULTS = "clientResults"
    AREAS = "areas"
    PROVIDERS = "providers"
    BASELINE = "baseline"
    TRIPLE_AIM = "tripleAim"
    PILOTS = "pilots"
    POPULATION = "population"
    COMPLAINTS = "complaints"
    REFERRALS = "referrals"
    SOCIAL_RETURN = "socialReturn"
    RETENTION = "retention"
    MONEY = "money"
    BONUS = "bonus"
    EXTENSION = "extension"
    SAMPLE = "sample"
    COMPLETENESS = "completeness"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report; `views` are the rows of the sources' list of reports, `term_days` how long after its period it is due."""

    kind: ReportKind
    views: tuple[str, ...]
    title: Text
    frequency: ReportFrequency
    readers: tuple[ReportReader, ...]
    parts: tuple[Part, ...]
    subject: ReportSubject = ReportSubject.CONTRACT
    term_days: int = 30


def _kind(
    kind: ReportKind, views: str, nl: str, en: str, frequency: ReportFrequency, readers: tuple[ReportReader, ...],
    *parts: Part, term_days: int = 30, subject: ReportSubject = ReportSubject.CONTRACT,
) -> Kind:  # fmt: skip
    return Kind(kind, tuple(views.split()), Text(nl, en), frequency, readers, parts, subject, term_days)


_P = Part
_ALL = (
    _kind(_K.PROGRESS_VIEW, "D-01", "Voortgangsgesprek", "Progress view", _F.TWO_WEEKLY, CITY,
          _P.MEETINGS, _P.PLANS, _P.INDICATORS),
    _kind(_K.STEERING_VIEW, "D-02", "Stuurgroep Jeugd en Sociaal", "Steering group view", _F.SIX_WEEKLY, (_R.STEERING_GROUP,),
          _P.MEETINGS, _P.PROVIDERS, _P.PLANS, _P.MONEY),
    _kind(_K.QUARTERLY_RESULTS, "D-03", "Kwartaalrapportage buurtteams", "Quarterly report of neighbourhood teams", _F.QUARTERLY, CITY,
          _P.INDICATORS, _P.FLOWS, _P.WAITING, _P.EXPERIENCE, _P.COMPLAINTS, _P.SOCIAL_RETURN, _P.REFERRALS, _P.PLANS),
    _kind(_K.QUARTERLY_INDICATORS, "D-04", "Kwartaalrapportage resultaatafspraken", "Quarterly report on result agreements",
          _F.QUARTERLY, CITY, _P.INDICATORS, _P.WAITING, _P.COMPLETENESS, _P.PLANS),
    _kind(_K.ANNUAL_REPORT, "D-05", "Jaarverslag", "Annual report", _F.YEARLY, (_R.MUNICIPALITY, _R.COUNCIL, _R.AUDITOR),
          _P.VERDICT, _P.INDICATORS, _P.COMPLETENESS, _P.AUDITS, _P.FLOWS, _P.WAITING, _P.MONEY, _P.RETENTION, _P.PLANS, term_days=90),
    _kind(_K.AUDIT_OVERVIEW, "D-05", "Overzicht controleverklaringen", "Audit overview", _F.YEARLY, (_R.MUNICIPALITY, _R.AUDITOR),
          _P.AUDITS, _P.VERDICT, term_days=90),
    _kind(_K.INDEPENDENT_MEASUREMENT, "D-07", "Onafhankelijke meting", "Independent measurement", _F.HALF_YEARLY, CITY,
          _P.INDEPENDENT, _P.AREAS),
    _kind(_K.IMPROVEMENT_FOLLOW_UP, "D-09", "Voortgang plan van aanpak", "Follow-up of plans of action", _F.ON_OCCASION, CITY,
          _P.PLANS, _P.INDICATORS),
    _kind(_K.SOCIETAL_MONITOR, "D-12", "Monitor van maatschappelijke effecten", "Monitor of societal effects", _F.ON_OCCASION,
          (_R.MUNICIPALITY, _R.COUNCIL), _P.POPULATION, _P.FLOWS),
    _kind(_K.AREA_BENCHMARK, "D-13", "Wijkvergelijking", "Benchmark of areas", _F.QUARTERLY, CITY, _P.AREAS),
    _kind(_K.PROVIDER_SATISFACTION, "D-14", "Tevredenheid per aanbieder", "Satisfaction per provider", _F.HALF_YEARLY,
          (_R.MUNICIPALITY,), _P.PROVIDERS, _P.EXPERIENCE),
    _kind(_K.AREA_BASELINE, "D-16", "Nulmeting en voortgang per gebied", "Baseline and progress per area", _F.YEARLY, CITY,
          _P.BASELINE, _P.PROFILE, _P.AREAS),
    _kind(_K.SAMPLE_CONTROL, "D-19", "Steekproefcontrole", "Sample control", _F.ON_OCCASION, (_R.MUNICIPALITY,),
          _P.SAMPLE, _P.CLIENT_RESULTS),
    _kind(_K.TRIPLE_AIM, "D-20", "Triple aim", "Triple aim", _F.ON_OCCASION, (_R.MUNICIPALITY, _R.INSURER, _R.PROVIDER), _P.TRIPLE_AIM,
          subject=ReportSubject.PURCHASER),
    _kind(_K.SELF_SUFFICIENCY_PROFILE, "D-21", "Zelfredzaamheidsprofiel", "Self-sufficiency profile", _F.YEARLY, CITY,
          _P.PROFILE, _P.STEPS),
    _kind(_K.INTERIM_EVALUATION, "D-22", "Tussentijdse evaluatie", "Interim evaluation", _F.ON_OCCASION, CITY,
          _P.STEPS, _P.VERDICT, _P.BONUS, _P.EXTENSION),
    _kind(_K.HORIZONTAL_ACCOUNTABILITY, "D-25", "Verantwoording aan inwoners en partners", "Accountability to citizens and partners",
          _F.YEARLY, (_R.COUNCIL, _R.CITIZENS, _R.PARTNERS), _P.VERDICT, _P.INDICATORS, _P.PARTNERS, term_days=120),
    _kind(_K.PILOT_BUSINESS_CASE, "D-37", "Businesscase pilot", "Business case of a pilot", _F.ON_OCCASION,
          (_R.MUNICIPALITY, _R.COUNCIL), _P.PILOTS, _P.TRIPLE_AIM,
          subject=ReportSubject.PURCHASER),
    _kind(_K.CLIENT_RESULT_EVALUATION, "D-42", "Evaluatie van resultaten per cli\u00ebnt", "Evaluation of results per client",
          _F.ON_OCCASION, (_R.MUNICIPALITY, _R.PROVIDER), _P.CLIENT_RESULTS),
    _kind(_K.CHOICE_INFORMATION, "D-44", "Keuze-informatie", "Choice information", _F.ON_OCCASION, (_R.CITIZENS,),
          _P.PROVIDERS, _P.WAITING),
    _kind(_K.PERFORMANCE_RANKING, "D-45", "Ranglijst van prestaties", "Performance ranking", _F.YEARLY, (_R.PROVIDER, _R.CITIZENS),
          _P.PROVIDERS, _P.BONUS, term_days=120),
    _kind(_K.INCENTIVE_EVALUATION, "D-46", "Stoplichten per contract", "Traffic lights of a contract", _F.YEARLY, (_R.MUNICIPALITY,),
          _P.LIGHTS, term_days=90),
    _kind(_K.SOCIAL_RETURN, "D-49", "Social return", "Social return", _F.YEARLY, (_R.MUNICIPALITY,), _P.SOCIAL_RETURN, term_days=90),
    _kind(_K.PARTNER_SATISFACTION, "D-50", "Tevredenheid van partners", "Satisfaction of partners", _F.YEARLY, (_R.MUNICIPALITY,),
          _P.PARTNERS, term_days=90),
    _kind(_K.WORK_VISIT, "D-58", "Werkbezoek en casusbespreking", "Work visit and case discussion", _F.ON_OCCASION, (_R.MUNICIPALITY,),
          _P.INDICATORS, _P.CASES, _P.REFERRALS),
    _kind(_K.POPULATION_POLL, "D-59", "Burgerpeiling", "Population poll", _F.ON_OCCASION, (_R.MUNICIPALITY, _R.COUNCIL), _P.POPULATION),
)  # fmt: skip
KINDS = {one.kind: one for one in _ALL}
