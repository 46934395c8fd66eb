"""Roles of persons and parties around a contract (N-58 … N-61)."""

from __future__ import annotations

from services.contracts.reference_lists.rules.lists import ReferenceItem, ReferenceList

ROLES = (
    ReferenceList(
        "municipal-roles",
        "N-58",
        "Gemeentelijke rollen",
        "Municipal roles",
        [
            ReferenceItem("alderman", "wethouder", "alderman"),
            ReferenceItem("director", "directeur sociaal domein", "director social domain"),
            ReferenceItem("policy-adviser", "beleidsadviseur", "policy adviser"),
            ReferenceItem("consultant", "consulent", "consultant"),
            ReferenceItem(
                "quality-and-budget-director", "kwaliteits- en budgetregisseur", "quality-and-budget director"
            ),
            ReferenceItem("contract-manager", "contractmanager", "contract manager"),
            ReferenceItem("account-holder", "accounthouder", "account holder"),
            ReferenceItem("buyer", "inkoper", "buyer"),
            ReferenceItem("finance-officer", "financieel medewerker", "finance officer"),
            ReferenceItem("controller", "controller", "controller"),
            ReferenceItem("information-technology", "informatisering", "IT"),
            ReferenceItem("back-office", "backoffice", "back office"),
            ReferenceItem("legal", "jurist", "legal"),
            ReferenceItem("ombuds-officer", "ombudsfunctionaris", "ombuds officer"),
            ReferenceItem("arbiter", "arbiter", "arbiter"),
            ReferenceItem("switch-team-member", "lid schakelteam", "switch-team member"),
            ReferenceItem("quality-officer", "kwaliteitsmedewerker", "quality officer"),
        ],
    ),
    ReferenceList(
        "provider-roles",
        "N-59",
        "Rollen bij aanbieders",
        "Provider-side roles",
        [
            ReferenceItem("main-contractor", "hoofdaannemer", "main contractor"),
            ReferenceItem("subcontractor", "onderaannemer", "subcontractor"),
            ReferenceItem("coalition-member", "lid van een coalitie", "coalition member"),
            ReferenceItem(
                "intake-professional",
                "intakeprofessional",
                "intake professional",
                source="003 ▸ intakeprofessionals bij aanbieders",
            ),
            ReferenceItem(
                "neighbourhood-team-professional", "wijkteamprofessional", "neighbourhood-team professional"
            ),
            ReferenceItem("manager", "manager", "manager"),
            ReferenceItem(
                "neighbourhood-coach",
                "buurtcoach",
                "neighbourhood coach",
                source="001 ▸ inzet van de buurtcoaches",
            ),
            ReferenceItem(
                "execution-team-specialist", "specialist van het uitvoeringsteam", "execution-team specialist"
            ),
            ReferenceItem("family-coach", "gezinscoach", "family coach"),
        ],
    ),
    ReferenceList(
        "citizen-roles",
        "N-60",
        "Rollen van burgers",
        "Citizen-side roles",
        [
            ReferenceItem("inhabitant", "inwoner", "inhabitant"),
            ReferenceItem("client", "cliënt", "client"),
            ReferenceItem(
                "representative",
                "wettelijk vertegenwoordiger of ouder",
                "legal representative or parent",
                source="003 ▸ vertegenwoordiger richting",
            ),
            ReferenceItem("informal-carer", "mantelzorger", "informal carer"),
            ReferenceItem("volunteer", "vrijwilliger", "volunteer"),
            ReferenceItem("mentor", "mentor (JIM)", "mentor (JIM)", source="003 ▸ Jouw Ingebrachte Mentor"),
            ReferenceItem(
                "council",
                "Wmo-raad of sociale raad",
                "Wmo council or social council",
                source="004 ▸ afgevaardigden van lokale Wmo",
            ),
            ReferenceItem(
                "client-supporter", "onafhankelijk cliëntondersteuner", "independent client supporter"
            ),
        ],
    ),
    ReferenceList(
        "other-parties",
        "N-61",
        "Andere partijen",
        "Other parties",
        [
            ReferenceItem("health-insurer", "zorgverzekeraar", "health insurer"),
            ReferenceItem("care-office", "zorgkantoor", "care office"),
            ReferenceItem("state", "Rijk", "state"),
            ReferenceItem("accountant", "accountant", "accountant"),
            ReferenceItem("independent-researcher", "onafhankelijk onderzoeker", "independent researcher"),
            ReferenceItem("cak", "CAK", "CAK"),
            ReferenceItem("ggk", "Gemeentelijk GegevensKnooppunt (GGK)", "GGK"),
            ReferenceItem("ggd", "GGD", "GGD"),
            ReferenceItem("assessor", "indicatiesteller (CIZ)", "assessor (CIZ)"),
            ReferenceItem("school", "school", "school"),
            ReferenceItem("gp-practice", "huisartsenpraktijk", "GP practice"),
        ],
    ),
)
