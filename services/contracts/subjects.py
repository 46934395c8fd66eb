"""What contracts keeps of a person: for whose case an ombuds officer may act, which every service tells."""

from shared.kit.data_subjects import Subjects

SUBJECTS = Subjects(
    says=(
        "Contracten gaan over organisaties en bevolkingen. Van een inwoner is er alleen de machtiging van een ombudsfunctionaris"
        " voor zijn zaak, onder het pseudoniem."
    )
)
