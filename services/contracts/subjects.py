"""What contracts keeps of a person: nothing."""

from shared.kit.data_subjects import Subjects

SUBJECTS = Subjects(
    says="Contracten gaan over organisaties en bevolkingen: van een inwoner wordt hier niets bewaard."
)
