"""The styles of foreign registries: other people, other times and other clerks in each."""

from collections.abc import Mapping
from dataclasses import replace

from foreign_clerks import Habits
from foreign_files import Style
from foreign_people import Society

_NORMAL = Habits()
_FISCAL = Habits(minors_initials=0.35, initials=0.02, longest_lag=240, seat=0.15, split=0.05)
_CLEAN = Habits(
    by_ear=0.02,
    typo=0.02,
    one_given=0.05,
    no_maternal=0.01,
    married=0.1,
    no_document=0.1,
    minors_no_document=0.2,
    no_birth=0.1,
    age_off=0.02,
    left_out=0.03,
    no_place=0.03,
    no_fact=0.02,
)
_BLANKS = {
    "no_birth": 0.7,
    "no_age": 0.15,
    "no_birthplace": 0.8,
    "no_home": 0.7,
    "no_sex": 0.1,
    "no_nation": 0.4,
    "no_fact": 0.2,
    "fact_month": 0.15,
    "no_place": 0.3,
    "left_out": 0.15,
}
_MISHEARD = {
    "by_ear": 0.4,
    "typo": 0.15,
    "no_maternal": 0.12,
    "swapped": 0.08,
    "one_given": 0.3,
    "second_given": 0.06,
    "given_initial": 0.1,
    "short_form": 0.08,
    "married": 0.7,
    "joined": 0.1,
    "cut_names": 0.05,
}
_NUMBERS = {
    "digit_lost": 0.08,
    "transposed": 0.08,
    "one_digit": 0.08,
    "other_kind": 0.15,
    "mothers_document": 0.15,
    "filler": 0.1,
    "date_swap": 0.08,
    "part_off": 0.08,
    "first_january": 0.1,
    "age_off": 0.25,
}
_RESERVED = {
    "minors_initials": 0.9,
    "no_document": 0.8,
    "minors_no_document": 1.0,
    "no_birth": 1.0,
}
_HURRIED = {
    "no_maternal": 0.6,
    "one_given": 0.5,
    "no_document": 0.9,
    "minors_no_document": 1.0,
    "fact_month": 1.0,
}
_HOUSES = {
    "no_document": 0.7,
    "minors_no_document": 0.9,
    "no_birth": 0.8,
    "mothers_document": 0.3,
}

STYLES: Mapping[str, Style] = {
    "clean": Style(police=_CLEAN, prosecutors=replace(_CLEAN, minors_initials=0.1)),
    "normal": Style(police=_NORMAL, prosecutors=_FISCAL),
    "sparse": Style(
        police=replace(_NORMAL, **_BLANKS, blank_years=(2016, 2017)),
        prosecutors=replace(_FISCAL, **_BLANKS, no_document=1.0, minors_no_document=1.0),
        named=0.1,
    ),
    "names": Style(
        Society(regions=(40, 20, 25, 5, 2, 3, 5)),
        replace(_NORMAL, **_MISHEARD),
        replace(_FISCAL, **_MISHEARD),
    ),
    "documents": Style(
        police=replace(_NORMAL, **_NUMBERS), prosecutors=replace(_FISCAL, **_NUMBERS)
    ),
    "decade": Style(
        Society(years=(2004, 2010), minors=0.6, regions=(30, 12, 26, 28, 3, 1, 0)),
        replace(_NORMAL, no_document=0.6, minors_no_document=0.9, no_birth=0.8, age_rounded=0.1),
        replace(_FISCAL, no_document=0.6, minors_no_document=0.9, no_birth=0.8, longest_lag=700),
        reta=0.5,
        named=0.05,
    ),
    "families": Style(
        Society(events=250, crowds=0.12, families=0.6, namesakes=0.08, back=0.06),
        _NORMAL,
        _FISCAL,
    ),
    "reserved": Style(
        police=replace(_NORMAL, **_RESERVED), prosecutors=replace(_FISCAL, **_RESERVED)
    ),
    "hurried": Style(police=replace(_NORMAL, **_HURRIED), prosecutors=replace(_FISCAL, **_HURRIED)),
    "houses": Style(
        Society(families=0.9), replace(_NORMAL, **_HOUSES), replace(_FISCAL, **_HOUSES)
    ),
}
"""The styles by name. ``clean`` and ``normal`` are usual; the others are harder."""
