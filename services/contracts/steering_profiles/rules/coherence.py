"""Whether the seven steering instruments fit each other, by the phrases of the source (A-14.1, A-14.2, D-47)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.steering_profiles.rules.profiles import InstrumentSetting, SteeringProfile
from shared.errors import Text
from shared.values.steering import InstrumentValue, SteeringFactor, SteeringInstrument, SteeringPhase

_I, _V = SteeringInstrument, InstrumentValue
_ORGANISED, _LIMITED = (_I.RELATION, _I.ACCESS, _I.DIRECTION), (_I.LIMITING,)
_LATER = frozenset({_I.ACCESS_INCENTIVES, _I.SPECIALIST_INCENTIVES, _I.SHARED_SAVINGS})


@dataclass(frozen=True, slots=True, kw_only=True)
class CoherenceWarning:
    """Where instruments do not fit each other, with the phrase of the source."""

    code: str
    instruments: list[SteeringInstrument]
    text_nl: str
    text_en: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoherenceLine:
    """One of the seven instruments as it stands."""

    instrument: SteeringInstrument
    factor: SteeringFactor
    usual_phase: SteeringPhase
    value: InstrumentValue | None
    phase: SteeringPhase | None
    valid_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SteeringCoherence:
    """The seven instruments beside each other, with warnings."""

    profile_id: UUID
    instruments: list[CoherenceLine]
    warnings: list[CoherenceWarning]


def usual_phase(instrument: SteeringInstrument) -> SteeringPhase:
    """In which phase of the growth model an instrument is stressed (A-14.2)."""
    return SteeringPhase.LONG_TERM if instrument in _LATER else SteeringPhase.SHORT_TERM


def factor(instrument: SteeringInstrument) -> SteeringFactor:
    """To which of the three factors an instrument belongs (N-08)."""
    if instrument in _ORGANISED:
        return SteeringFactor.ORGANISATION
    return SteeringFactor.LIMITING if instrument in _LIMITED else SteeringFactor.INCENTIVES


Chosen = Mapping[SteeringInstrument, InstrumentValue]


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two or more instruments that do not go together: when, what to say, and which phrase says it."""

    code: str
    instruments: tuple[SteeringInstrument, ...]
    when: Callable[[Chosen], bool]
    text: Text
    source: str


_CLASHES = (
    _Clash(
        "ceiling-without-access",
        (_I.LIMITING, _I.ACCESS),
        lambda has: (
            has.get(_I.LIMITING) is _V.PER_PROVIDER
            and has.get(_I.ACCESS) not in (_V.SOCIAL_TEAM, _V.OTHER_PARTY)
        ),
        Text(
            "Een budget per aanbieder geeft wachtlijsten; de belangrijkste maatregel is een goed ingerichte toegang buiten de aanbieder.",
            "A budget per provider gives waiting lists; the main measure is access that is arranged well, outside the provider.",
        ),
        "000 ▸ De belangrijkste maatregel is om de toegang goed in te richten",
    ),
    _Clash(
        "ceiling-against-production",
        (_I.LIMITING, _I.SPECIALIST_INCENTIVES),
        lambda has: (
            has.get(_I.LIMITING) is _V.PER_PROVIDER
            and has.get(_I.SPECIALIST_INCENTIVES) is _V.PRODUCTION_WITHOUT_CEILING
        ),
        Text(
            "PxQ zonder begrenzing en een plafond per aanbieder sluiten elkaar uit.",
            "P×Q without a ceiling and a ceiling per provider exclude each other.",
        ),
        "000 ▸ PxQ zonder begrenzing per aanbieder",
    ),
    _Clash(
        "provider-decides-without-limit",
        (_I.ACCESS, _I.LIMITING),
        lambda has: has.get(_I.ACCESS) is _V.SECOND_LINE_PROVIDER and has.get(_I.LIMITING) is _V.NO_LIMIT,
        Text(
            "De aanbieder beslist over toegang terwijl niets het volume begrenst: volumerisico.",
            "The provider decides on access while nothing limits the volume: volume risk.",
        ),
        "000 ▸ mits de gemeente zekerheid heeft dat zij geen",
    ),
    _Clash(
        "access-without-incentive",
        (_I.ACCESS, _I.ACCESS_INCENTIVES),
        lambda has: (
            has.get(_I.ACCESS) is _V.SOCIAL_TEAM and has.get(_I.ACCESS_INCENTIVES) is _V.NO_ACCESS_INCENTIVE
        ),
        Text(
            "Het sociaal team borgt gepast gebruik alleen als het daartoe wordt geprikkeld.",
            "The social team secures fitting use only if it has an incentive to do so.",
        ),
        "000 ▸ mits de basisvoorziening daartoe",
    ),
    _Clash(
        "incentive-without-quality",
        (_I.ACCESS_INCENTIVES,),
        lambda has: has.get(_I.ACCESS_INCENTIVES) is _V.VOLUME_AND_COST_ONLY,
        Text(
            "De beloning van de toegang houdt geen rekening met kwaliteit en resultaten in de populatie.",
            "The reward of access takes no account of quality and results in the population.",
        ),
        "000 ▸ Houdt die beloning ook rekening met kwaliteit en",
    ),
    _Clash(
        "no-direction-after-access",
        (_I.ACCESS, _I.DIRECTION),
        lambda has: has.get(_I.ACCESS) is _V.SOCIAL_TEAM and has.get(_I.DIRECTION) is _V.NO_DIRECTION,
        Text(
            "Na het toegangsbesluit houdt het sociaal team geen sturende rol.",
            "After the access decision the social team keeps no steering role.",
        ),
        "000 ▸ Na het toegangsbesluit is het belangrijk dat het SWT een sturende rol",
    ),
    _Clash(
        "substitution-blocked",
        (_I.SPECIALIST_INCENTIVES, _I.SHARED_SAVINGS),
        lambda has: (
            has.get(_I.SPECIALIST_INCENTIVES) is _V.PRODUCTION_WITHOUT_CEILING
            and has.get(_I.SHARED_SAVINGS) is _V.NO_SHARED_SAVINGS
        ),
        Text(
            "Met PxQ verliest een specialist budget aan substitutie; shared savings kunnen die blokkade voorkomen.",
            "Under P×Q a specialist loses budget by substitution; shared savings can prevent that block.",
        ),
        "000 ▸ geprikkeld om substitutie op te pakken",
    ),
    _Clash(
        "partnership-against-competition",
        (_I.RELATION, _I.SPECIALIST_INCENTIVES),
        lambda has: (
            has.get(_I.RELATION) is _V.STRATEGIC_PARTNERSHIP
            and has.get(_I.SPECIALIST_INCENTIVES) is _V.COMPETITION
        ),
        Text(
            "Een strategisch partnership beperkt de ruimte voor nieuwe toetreders, die concurrentie juist vraagt.",
            "A strategic partnership leaves less room for newcomers, whom competition needs.",
        ),
        "000 ▸ Het beperkt mogelijk ook de ruimte voor nieuwe",
    ),
)
_ALL_SEVEN = Text(
    "Nog niet voor alle zeven instrumenten is iets gekozen: zij horen in relatie tot elkaar te worden ingezet.",
    "Not all seven instruments have a choice yet: they are to be used in relation to each other.",
)
_TOO_EARLY = Text(
    "Dit instrument hoort in het groeimodel bij de lange termijn; bij de start past een eenvoudige contractrelatie.",
    "In the growth model this instrument belongs to the long term; a simple contract fits the start.",
)


def coherence(profile: SteeringProfile) -> SteeringCoherence:
    """The seven instruments beside each other and where they do not fit, each warning with its source (D-47)."""
    settings = {one.instrument: one for one in profile.instruments}
    chosen = {one.instrument: one.value for one in profile.instruments}
    lines = [_line(one, settings.get(one)) for one in SteeringInstrument]
    missing = [one.instrument for one in lines if one.value is None]
    warnings = []
    if missing:
        warnings.append(
            _warning(
                "instruments-missing",
                missing,
                _ALL_SEVEN,
                "000 ▸ Gemeenten moeten de stuurinstrumenten altijd",
            )
        )
    early = [
        one.instrument
        for one in lines
        if one.usual_phase is SteeringPhase.LONG_TERM and one.phase is SteeringPhase.SHORT_TERM
    ]
    if early:
        warnings.append(_warning("phase-early", early, _TOO_EARLY, "000 ▸ Bij deze startsituatie past een"))
    warnings += [
        _warning(one.code, list(one.instruments), one.text, one.source)
        for one in _CLASHES
        if one.when(chosen)
    ]
    return SteeringCoherence(profile_id=profile.id, instruments=lines, warnings=warnings)


def _line(instrument: SteeringInstrument, setting: InstrumentSetting | None) -> CoherenceLine:
    return CoherenceLine(
        instrument=instrument,
        factor=factor(instrument),
        usual_phase=usual_phase(instrument),
        value=setting.value if setting else None,
        phase=setting.phase if setting else None,
        valid_from=setting.valid_from if setting else None,
    )


def _warning(code: str, instruments: list[SteeringInstrument], text: Text, source: str) -> CoherenceWarning:
    return CoherenceWarning(
        code=code, instruments=instruments, text_nl=text.nl, text_en=text.en, source=source
    )
