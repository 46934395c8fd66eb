"""What travels to and from the contracts service, one module per feature."""

from shared.schemas.contracts.amendments import (
    AgreementChange,
    Amendment,
    NewAmendment,
)
from shared.schemas.contracts.contracts import (
    Contract,
    ContractChange,
    NewContract,
    Sign,
)
from shared.schemas.contracts.mandates import (
    Mandate,
    MandateWithdrawal,
    NewMandate,
)
from shared.schemas.contracts.parties import (
    Consortium,
    Member,
    NewConsortium,
    NewOrganisation,
    NewPopulation,
    Organisation,
    Population,
)
from shared.schemas.contracts.terms import (
    ContractFunding,
    ExtensionOption,
    Funding,
    ResultAgreement,
    Signature,
    YearlyCheck,
)

__all__ = [
    "AgreementChange",
    "Amendment",
    "Consortium",
    "Contract",
    "ContractChange",
    "ContractFunding",
    "ExtensionOption",
    "Funding",
    "Mandate",
    "MandateWithdrawal",
    "Member",
    "NewAmendment",
    "NewConsortium",
    "NewContract",
    "NewMandate",
    "NewOrganisation",
    "NewPopulation",
    "Organisation",
    "Population",
    "ResultAgreement",
    "Sign",
    "Signature",
    "YearlyCheck",
]
