"""Macro-regions are a partition of the departments."""

from collections import Counter

from trama.places.gazetteer import gazetteer
from trama.places.macroregions import macroregions, region_of_department


def test_each_department_is_in_one_macroregion() -> None:
    counts = Counter(uid for region in macroregions().values() for uid in region.departments)

    assert counts == {place.uid: 1 for place in gazetteer().places("DEPARTAMENTO")}
    assert region_of_department().keys() == counts.keys()


def test_codes_are_no_uids_of_places() -> None:
    assert macroregions()
    assert [code for code in macroregions() if gazetteer().get(code)] == []
