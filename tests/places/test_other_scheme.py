"""Districts with one code in two schemes."""

from trama.places.other_scheme import same_code_elsewhere


def test_the_code_of_cusco_is_that_of_huancavelica_in_the_other_scheme() -> None:
    assert same_code_elsewhere("PE-080101", "PE-090101")
    assert same_code_elsewhere("PE-090101", "PE-080101")


def test_other_districts_share_no_code() -> None:
    assert not same_code_elsewhere("PE-080101", "PE-150101")
    assert not same_code_elsewhere("PE-080101", "PE-999999")
