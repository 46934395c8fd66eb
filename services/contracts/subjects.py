"""What contracts keeps of a person: for whose case an ombuds officer may act, which every service tells.

Of care it keeps the days under the id of a decision or referral, without the surrogate: access tells whose those are.
"""

from shared.kit.data_subjects import Subjects

SUBJECTS = Subjects(
    says=(
        "Contracten gaan over organisaties en bevolkingen. Van een inwoner is er alleen de machtiging van een ombudsfunctionaris"
        " voor zijn zaak, onder het pseudoniem. Van een besluit of aanvaarde verwijzing onder een contract zijn er de dagen en het"
        " product, onder het kenmerk daarvan en zonder pseudoniem: van wie het is weet alleen de toegang."
    )
)
