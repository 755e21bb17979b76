"""The mends: every defect that a unit can enter has its words, in both languages."""

from trama.mapping.rereading import LEFT_BLANK, Flaw
from trama.quality.across import DISAGREE, HANDOVER
from trama.quality.mending import how_to_mend, mends, what_is_wrong
from trama.values.defects import DefectCode

CODES = {code.value for code in DefectCode} | {LEFT_BLANK, HANDOVER, DISAGREE}


def test_each_code_is_mended_by_a_unit_or_is_of_a_file() -> None:
    assert set(mends().by_code) | mends().of_files == CODES
    assert not set(mends().by_code) & mends().of_files


def test_each_mend_names_the_column_of_the_form() -> None:
    assert len(mends().by_code) > 50
    for code in mends().by_code:
        flaws = [Flaw(code, "AGRAVIADOS", "edad"), Flaw(code, "", "EDAD_VICT")]
        assert "«AGRAVIADOS · edad», «EDAD_VICT»" in how_to_mend(flaws, "es"), code
        assert "“AGRAVIADOS · edad”, “EDAD_VICT”" in how_to_mend(flaws, "en"), code


def test_a_flaw_is_told_by_the_first_sentence_of_its_explanation() -> None:
    age = Flaw("unreadable_age", "", "EDAD_VICT")

    assert what_is_wrong(age, "es") == "No se entiende la edad; queda desconocida."
    assert what_is_wrong(Flaw(LEFT_BLANK, "", "EDAD_VICT"), "en").startswith("The form asks")
