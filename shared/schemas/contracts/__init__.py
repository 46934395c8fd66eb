"""What travels to and from the contracts service, one module per feature."""

from shared.schemas.contracts.amendments import (
    AgreementChange,
    Amendment,
    NewAmendment,
)
from shared.schemas.contracts.authorisations import (
    Authorisation,
    NewAuthorisation,
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
from shared.schemas.contracts.power_transfers import (
    NewPowerTransfer,
    PowerTransfer,
    PowerTransferWithdrawal,
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
    "Authorisation",
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
    "NewAuthorisation",
    "NewConsortium",
    "NewContract",
    "NewMandate",
    "NewOrganisation",
    "NewPopulation",
    "NewPowerTransfer",
    "Organisation",
    "Population",
    "PowerTransfer",
    "PowerTransferWithdrawal",
    "ResultAgreement",
    "Sign",
    "Signature",
    "YearlyCheck",
]
