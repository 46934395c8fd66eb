"""The closed lists that several services show, each with one description: a type of the graph is the same wherever it stands."""

from __future__ import annotations

from enum import Enum

import strawberry

from shared.values.agreements import ReleaseRule
from shared.values.booking import EntryCause, EntryKind
from shared.values.choosing import ClientDelayReason
from shared.values.claiming import ClaimReason, ClaimState
from shared.values.posting import ReceivableState, VatTreatment
from shared.values.questions import ReferrerType, RequestChannel, RequestEnd, ResidenceReason
from shared.values.terms import (
    AuditOpinion,
    IndicatorKind,
    IndicatorScope,
    InstalmentState,
    Law,
    MeasurementSource,
    NormOperator,
    PaymentState,
    PersonalField,
    ProvisionType,
    Purpose,
    ReferralState,
    RequestState,
    RetentionState,
    Verdict,
    VerdictBasis,
    YearRule,
)

DESCRIBED: dict[type[Enum], str] = {
    AuditOpinion: "Het oordeel van de accountant",
    ClaimReason: "Waarom een declaratie niet of niet geheel wordt betaald (R-S36)",
    ClaimState: "Wat er van een declaratie werd (R-S36)",
    ClientDelayReason: "Waarom de inwoner om een latere dag vroeg (G-61, G-12)",
    EntryCause: "Waardoor een journaalpost is ontstaan (F-39)",
    EntryKind: "Geboekt, voorlopig of vervallen",
    IndicatorKind: "Structuur, proces of uitkomst (N-24)",
    IndicatorScope: "Waar een indicator naar kijkt (N-25)",
    InstalmentState: "Toestand van een termijn",
    Law: "De wet waaronder ondersteuning wordt toegekend (N-14, R-A19)",
    MeasurementSource: "Wie heeft gemeten (N-33)",
    NormOperator: "Hoe een score tegen de norm wordt gehouden (R-O05)",
    PaymentState: "Toestand van een betaling",
    PersonalField: "Persoonsgegeven dat van een inwoner kan zijn vastgelegd",
    ProvisionType: "Algemene voorziening of maatwerkvoorziening (R-A27)",
    Purpose: "Doel waarvoor een persoonsgegeven wordt bewaard (F-01, F-02)",
    ReceivableState: "Toestand van een vordering",
    ReferralState: "Toestand van een verwijzing",
    RequestState: "Toestand van een melding",
    ReferrerType: "Wie de inwoner stuurt (Verwijzer, COD327; R-A04)",
    RequestChannel: "Hoe een vraag binnenkomt (kanaal, N-126)",
    RequestEnd: "Waarom een vraag eindigt zonder besluit of verwijzing",
    ResidenceReason: "Waarom een gemeente verantwoordelijk is (R-A56)",
    ReleaseRule: "Hoe een inhouding vrijkomt: geheel of niet, of naar rato (G-01)",
    RetentionState: "Toestand van een inhouding",
    Verdict: "Gehaald, niet gehaald of niet te beoordelen",
    VerdictBasis: "Waarop een oordeel rust",
    YearRule: "Hoe vier kwartalen één jaar worden",
    VatTreatment: "Hoe de btw van een post wordt behandeld (D-61)",
}

for kind, description in DESCRIBED.items():
    strawberry.enum(kind, description=description)
