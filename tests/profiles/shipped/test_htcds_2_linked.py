"""HTCDS 2.0 as a workbook of linked sheets: cases, people and events, joined by numbers."""

from pathlib import Path

import pytest
import xlsxwriter
from unnamed_files import mentions_of

from trama.graph.records import Kind

NAMES = {
    "Cases": [
        ["cas_CaseNumber", "cas_Status", "cas_ReferringOrganisation", "cas_IncomingReferralDate"],
        ["C-1", "Active", "ONG EJEMPLO (SINTETICO)", "2024-03-05"],
        ["C-2", "Closed", "ONG EJEMPLO (SINTETICO)", "2024-04-06"],
    ],
    "People": [
        ["cas_CaseNumber", "prs_PersonNumber", "prs_FirstName", "prs_SecondName", "prs_Gender",
         "vic_TraffickingStatus", "vic_TypeOfExploitation", "per_RoleInProcess"],
        ["C-1", "P-1", "Rosa", "Sintetica", "Feminine", "ActualVictimOfTrafficking",
         "ForcedLabour;SexualExploitation", ""],
        ["C-1", "P-2", "Luis", "Sintetico", "Masculine", "", "", "RecruiterOrIntermediary"],
        ["C-2", "P-1", "Eva", "Ejemplo", "Feminine", "PossibleVictimOfTrafficking", "", ""],
    ],
    "Historic Trafficking Events": [
        ["cas_CaseNumber", "prs_PersonNumber", "hte_Type", "hte_Date", "hte_Country", "hte_State",
         "hte_City"],
        ["C-1", "P-1", "Recruitment", "2023-12-01", "PE", "Puno", "Juliaca"],
        ["C-1", "P-1", "Exploitation", "2024-01-10", "PE", "Lima", "Ate"],
    ],
}  # fmt: skip

LABELS = {
    "Cases": [
        ["Case Number", "Status", "Referring Organisation", "Incoming Referral Date"],
        *NAMES["Cases"][1:],
    ],
    "People": [
        ["Case Number", "Person Number", "First Name", "Second Name", "Gender",
         "Trafficking Status", "Type of Exploitation", "Role in Process"],
        ["C-1", "P-1", "Rosa", "Sintetica", "Feminine", "Actual victim of trafficking",
         "Forced labour;Sexual exploitation", ""],
        ["C-1", "P-2", "Luis", "Sintetico", "Masculine", "", "", "Recruiter or intermediary"],
        ["C-2", "P-1", "Eva", "Ejemplo", "Feminine", "Possible victim of trafficking", "", ""],
    ],
    "Events": [
        ["Case Number", "Person Number", "Type", "Date", "Country", "State", "City"],
        *NAMES["Historic Trafficking Events"][1:],
    ],
}  # fmt: skip


def written(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    workbook = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    workbook.close()
    return path


@pytest.mark.parametrize("sheets", [NAMES, LABELS], ids=["names", "labels"])
def test_linked_sheets_are_recognised_and_joined_by_their_numbers(
    sheets: dict[str, list[list[str]]], tmp_path: Path
) -> None:
    path = written(tmp_path / "htcds_SINTETICO.xlsx", sheets)

    told, issues = mentions_of(path, "htcds_2")

    assert issues == []
    assert {m.case_key for m in told if m.kind is Kind.CASE} == {"C-1", "C-2"}
    dated = {m.case_key: m.fields["registered_on"] for m in told if "registered_on" in m.fields}
    assert dated == {"C-1": "2024-03-05", "C-2": "2024-04-06"}
    victims = [m for m in told if m.kind is Kind.VICTIM]
    assert [(m.case_key, m.entity_key, m.fields["given_names"]) for m in victims] == [
        ("C-1", "P-1", "ROSA"),
        ("C-2", "P-1", "EVA"),
    ]
    assert victims[0].fields["purposes"] == ("TRABAJO_SERVICIO_FORZADO", "EXPLOTACION_SEXUAL")
    (suspect,) = [m for m in told if m.kind is Kind.SUSPECT]
    assert (suspect.entity_key, suspect.fields["role"]) == ("P-2", "CAPTADOR")
    stages = [m for m in told if m.kind is Kind.STAGE]
    assert [(m.fields["phase"], m.fields["place"], m.fields["victims"]) for m in stages] == [
        ("CAPTACION", "PE-211101", ("P-1",)),
        ("EXPLOTACION", "PE-150103", ("P-1",)),
    ]
