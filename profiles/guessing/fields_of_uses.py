"""The fields of a profile that each use of a column fills, and how each is read."""

from collections.abc import Mapping

CASE_FIELDS = {
    "case_number": "case_number",
    "police_report": "case_number",
    "agency": "text",
    "fiscal_district": "text",
    "offence": "text",
    "provision": "provision",
    "aggravating": "codes",
    "procedural_stage": "code",
    "procedural_status": "code",
    "entry_form": "code",
}
PERSON_FIELDS = {
    "sex": "sex",
    "age": "age",
    "nationality": "nationality",
    "nickname": "nickname",
}
VICTIM_FIELDS = {
    "education": "code",
    "marital_status": "code",
    "occupation": "text",
    "vulnerability": "codes",
    "bond": "code",
    "identity_reserved": "yes_no",
    "recruitment": "code",
    "means": "codes",
    "purposes": "codes",
    "address": "text",
}
SUSPECT_FIELDS = {"role": "code", "situation": "code"}
SUSPECT_LISTS = ("phones", "accounts", "plates")
STAGE_FIELDS = {
    "venue": "code",
    "establishment": "text",
    "transport": "code",
    "transport_company": "text",
}
PLACE_ROLES = {
    "ubigeo": "code",
    "country": "country",
    "department": "department",
    "province": "province",
    "district": "district",
    "place_text": "text",
}
TELLING = ("initials", "sex", "age", "birth_date", "nationality", "nickname", "birthplace", "role")
READS_A_PLACE = 0.5  # share of addresses that name their place, so that they are read as one too
OWN_PHASE: Mapping[str, str] = {
    "venue": "EXPLOTACION",
    "establishment": "EXPLOTACION",
    "transport": "TRANSPORTE",
    "transport_company": "TRANSPORTE",
    "plates": "TRANSPORTE",
}
# Whoever is said to have gone by bus was taken somewhere, although no column says where or when.
SHOWS_PHASE: Mapping[str, str] = {"transport": "TRANSPORTE", "transport_company": "TRANSPORTE"}

# Uses that show that a table tells of a person, so that an account is drafted.
NAMING = frozenset(
    {
        *PERSON_FIELDS,
        *SUSPECT_FIELDS,
        *SUSPECT_LISTS,
        *VICTIM_FIELDS,
        "name",
        "given",
        "given_2",
        "surnames",
        "paternal",
        "maternal",
        "initials",
        "document",
        "person_code",
        "date",
    }
)

# Uses that say who somebody is.
IDENTIFYING = frozenset(
    {"name", "given", "surnames", "paternal", "initials", "document", "nickname", "person_code"}
)
OF_PEOPLE = NAMING | {"document_type", *PLACE_ROLES}
