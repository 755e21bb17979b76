"""The initials of a full name."""

from trama.values.initials_of_name import layouts, nearly


def test_initials_stand_with_the_given_names_or_the_surnames_first() -> None:
    whole, _ = layouts("QUISPE", "MAMANI", ("ROSA", "LUZ"))

    assert {"RLQM", "QMRL"} <= whole
    assert "QRML" not in whole


def test_a_name_may_lack_a_part() -> None:
    _, part = layouts("QUISPE", "MAMANI", ("ROSA", "LUZ"))

    assert {"RQM", "QMR", "LQM", "RLQ", "QRL"} <= part


def test_a_particle_and_a_letter_of_two_signs_may_be_written() -> None:
    whole, _ = layouts("DE LA CRUZ", "CHAVEZ", ("ANA",))

    assert {"ACC", "ADC", "ADLCCH", "CCHA"} <= whole


def test_one_letter_may_be_that_of_another_spelling() -> None:
    assert nearly("RWM", "RHM")
    assert nearly("QRM", "RQM")
    assert not nearly("RXM", "RQM")
