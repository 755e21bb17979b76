"""Defects of a cell or a row, their explanations, and the ``Normalised`` value that carries them.

A *defect* is anything wrong that a reader, a value or a mapping meets. A defect with its place in a
file is an *issue*: one line of the CSV that a load writes. defects.yaml declares the explanations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from trama.core import safe_yaml
from trama.core.errors import DeclarationError, Language

Value_co = TypeVar("Value_co", covariant=True)


class Outcome(StrEnum):
    """The outcome of a defect: the row rejected, the cell set aside or corrected, or a fact noted.

    Nothing changes for a fact that is noted: the row is used as written, and a person should look.
    """

    REJECTED = "rejected"
    SET_ASIDE = "set_aside"
    CORRECTED = "corrected"
    NOTED = "noted"


class DefectCode(StrEnum):
    """The stable code of a defect; defects.yaml explains each to a person."""

    ARCHIVE_DAMAGED = "archive_damaged"
    ENCODING_GUESSED = "encoding_guessed"
    FORMULA_ERROR = "formula_error"
    MEMBER_NOT_READ = "member_not_read"
    CODE_IN_DOUBT = "code_in_doubt"
    NOBODY_BELOW_KEY = "nobody_below_key"
    MERGED_CELL_FILLED = "merged_cell_filled"
    MIXED_ENCODING = "mixed_encoding"
    MOJIBAKE_REPAIRED = "mojibake_repaired"
    NESTED_VALUE = "nested_value"
    NUL_BYTE = "nul_byte"
    ROW_IN_ONE_CELL = "row_in_one_cell"
    ROW_NOT_SPLIT = "row_not_split"
    UNCLOSED_QUOTE = "unclosed_quote"
    UNREADABLE_ROW = "unreadable_row"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_COUNT = "not_a_count"
    COUNT_APPROXIMATE = "count_approximate"
    UNREADABLE_AGE = "unreadable_age"
    IMPLAUSIBLE_AGE = "implausible_age"
    AGE_BOUND = "age_bound"
    AGE_UNUSUAL = "age_unusual"
    AGE_CONTRADICTS_BIRTH = "age_contradicts_birth"
    BORN_AFTER_FACT = "born_after_fact"
    SUSPECT_IS_A_CHILD = "suspect_is_a_child"
    UNKNOWN_SEX = "unknown_sex"
    NEITHER_YES_NOR_NO = "neither_yes_nor_no"
    UNREADABLE_PHONE = "unreadable_phone"
    UNREADABLE_PLATE = "unreadable_plate"
    UNREADABLE_DATE = "unreadable_date"
    UNREADABLE_TIME = "unreadable_time"
    UNREADABLE_MONTH = "unreadable_month"
    IMPOSSIBLE_DATE = "impossible_date"
    DATE_TOO_EARLY = "date_too_early"
    DATE_IN_THE_FUTURE = "date_in_the_future"
    DATE_ORDER = "date_order"
    DATE_ORDER_OF_COLUMN = "date_order_of_column"
    DATE_ORDER_UNCLEAR = "date_order_unclear"
    DATE_ORDER_UNPROVEN = "date_order_unproven"
    INTERVAL_REVERSED = "interval_reversed"
    FILLER_DATE = "filler_date"
    UNREADABLE_NAME = "unreadable_name"
    LABEL_NOT_NAME = "label_not_name"
    NUMBER_IN_NAME = "number_in_name"
    UNREADABLE_DOCUMENT = "unreadable_document"
    FILLER_DOCUMENT = "filler_document"
    FILLER_VALUE = "filler_value"
    IDENTIFIER_IS_DATE = "identifier_is_date"
    NOT_AN_IDENTIFIER = "not_an_identifier"
    LOST_DIGITS = "lost_digits"
    HIDDEN_DIGITS = "hidden_digits"
    DECIMAL_CUT = "decimal_cut"
    LOST_ZEROS = "lost_zeros"
    DOCUMENT_FORM = "document_form"
    DOCUMENT_TYPE_UNCLEAR = "document_type_unclear"
    NOT_A_PERSON = "not_a_person"
    UNKNOWN_COUNTRY = "unknown_country"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_AMBIGUOUS = "place_ambiguous"
    PLACE_FAR = "place_far"
    PLACE_GUESSED = "place_guessed"
    PLACE_OUTSIDE_COUNTRY = "place_outside_country"
    PLACE_OUTSIDE_PARENT = "place_outside_parent"
    UBIGEO_FORM = "ubigeo_form"
    UBIGEO_SHORT = "ubigeo_short"
    UBIGEO_LOST_ZERO = "ubigeo_lost_zero"
    UBIGEO_UNKNOWN = "ubigeo_unknown"
    UBIGEO_NAME_MISMATCH = "ubigeo_name_mismatch"
    CONTROL_CHARACTERS = "control_characters"
    FORMULA_OR_MARKUP = "formula_or_markup"
    CELL_TOO_LONG = "cell_too_long"
    NO_CASE_KEY = "no_case_key"
    REPEATED_HEADER = "repeated_header"
    REMARK_ROW = "remark_row"
    TOTAL_ROW = "total_row"
    MORE_CELLS_THAN_COLUMNS = "more_cells_than_columns"
    CELLS_SLIPPED = "cells_slipped"
    UNKNOWN_CODE = "unknown_code"
    MISSPELT_CODE = "misspelt_code"
    SEVERAL_VALUES = "several_values"
    SEVERAL_PEOPLE = "several_people"
    VALUES_NOT_DEALT = "values_not_dealt"
    NOTHING_TOLD = "nothing_told"
    PERSON_CODE_CONTRADICTS = "person_code_contradicts"
    ONE_CODE_TWO_PEOPLE = "one_code_two_people"
    PERSON_CODE_UNUSABLE = "person_code_unusable"
    COUNT_TOO_LARGE = "count_too_large"
    ARTICLE_NOT_IN_FORCE = "article_not_in_force"
    FACT_AFTER_REGISTRATION = "fact_after_registration"
    DATE_BEFORE_REGISTRY = "date_before_registry"
    UNKNOWN_SHEET = "unknown_sheet"
    UNKNOWN_COLUMN = "unknown_column"
    REPEATED_COLUMN = "repeated_column"
    UNKNOWN_SUBDIVISION = "unknown_subdivision"
    UNKNOWN_INDICATOR = "unknown_indicator"
    NO_PERIOD = "no_period"
    UNKNOWN_CASE = "unknown_case"
    REPEATED_OBSERVATION = "repeated_observation"
    WITHDRAWN_OBSERVATION = "withdrawn_observation"
    OLDER_EDITION = "older_edition"
    YEAR_IN_FIRST_MONTH = "year_in_first_month"
    FILE_LOADED_BEFORE = "file_loaded_before"
    COPY_OF_A_FILE = "copy_of_a_file"
    NAME_OF_ANOTHER_FILE = "name_of_another_file"
    ROWS_OF_ANOTHER_FILE = "rows_of_another_file"
    ONE_NUMBER_TWO_CASES = "one_number_two_cases"
    NAMESAKES = "namesakes"
    OPTION_OF_COLUMN = "option_of_column"
    PROFILE_OPTION = "profile_option"
    DOCUMENT_TYPE_GUESSED = "document_type_guessed"
    CASE_REJECTED = "case_rejected"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_POLICE_REPORT = "unknown_police_report"
    STAGE_BEFORE_CAPTURE = "stage_before_capture"
    DOCUMENT_OF_UNLIKE_PEOPLE = "document_of_unlike_people"
    VICTIM_AND_SUSPECT = "victim_and_suspect"
    KEPT_VALUE = "kept_value"
    JUDGEMENT_SUBJECT = "judgement_subject"
    JUDGEMENT_END_UNKNOWN = "judgement_end_unknown"
    JUDGEMENT_OF_ITSELF = "judgement_of_itself"
    JUDGEMENT_VERDICT = "judgement_verdict"
    JUDGEMENT_SCORE = "judgement_score"
    JUDGEMENT_BLIND = "judgement_blind"
    JUDGEMENT_MOMENT = "judgement_moment"
    JUDGEMENT_OLDER = "judgement_older"
    JUDGEMENT_EDITED = "judgement_edited"


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect of a cell or a row: its code, its outcome, and the probable meaning, '' if none."""

    code: DefectCode
    outcome: Outcome
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Normalised(Generic[Value_co]):
    """The comparable value of a cell.

    ``value`` is None if nothing is known. Then ``unknown`` is the reason (a code of the list
    unknown_reason), None if the cell was empty or not usable (see ``defects``). ``confidence`` is 1
    for a value as written, and less for a guess.
    """

    value: Value_co | None
    defects: tuple[Defect, ...] = ()
    confidence: float = 1.0
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A defect and its place in a file: one line of the issues CSV.

    ``line`` is the line number in an editor where the row begins, or the spreadsheet's row number.
    ``value`` is the text of the cell; it goes into the issues file only, never into a log.
    """

    file: str
    sheet: str
    line: int
    column: str
    defect: Defect
    value: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of a defect for a person, in both languages."""

    es: str
    en: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return the explanation of every defect by its code (defects.yaml).

    Raises:
        DeclarationError: an entry of the catalogue lacks a language.
    """
    text = (files("trama.values") / "defects.yaml").read_text(encoding="utf-8")
    by_code = {}
    for code, texts in safe_yaml.load(text).items():
        if set(texts) != {"es", "en"} or not all(texts.values()):
            raise DeclarationError(
                where=f"values/defects.yaml: {code}",
                why_es="hacen falta «es» y «en»",
                why_en="“es” and “en” are needed",
            )
        by_code[code] = Explanation(texts["es"], texts["en"])
    return by_code


def explain(code: str, language: Language = "es") -> str:
    """Return the sentence that explains a defect, in Spanish or in English."""
    explanation = explanations()[code]
    return explanation.es if language == "es" else explanation.en


def explain_shortly(code: str, language: Language = "es") -> str:
    """Return the first sentence of an explanation: the others are for whoever loads the file."""
    return explain(code, language).partition(". ")[0].rstrip(".") + "."
