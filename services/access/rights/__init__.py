"""Who may do what in access: a row per resource and operation (docs/rights.md)."""

from services.access.rights.agreed import AGREED
from services.access.rights.care import CARE
from services.access.rights.cases import CASES
from services.access.rights.persons import PERSONS
from services.access.rights.retention import RETENTION
from shared.kit.rights import Rights

RIGHTS = Rights((*PERSONS, *CASES, *CARE, *RETENTION, *AGREED))
