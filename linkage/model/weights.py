"""The model: weights of levels, prior, thresholds, and the file that keeps them.

The file is JSON in UTF-8::

    {"version": 4, "levels": {"births": {"SAME_DAY": [0.81, 0.01, 5.9], …}, …}, "prior": 0.3,
     "same_at": 0.99, "ask_at": 0.5, "trained_on": "…",
     "cases": {"levels": {"fact_dates": {…}, …}, "across": 0.2, "within": 0.01,
               "people": {"victim": [0.9, 0.02, 0.3, 0.2], "suspect": […]}},
     "calibration": {"across": [2.1, 0.9], "within": [0, 1],
                     "people": {"victim": [[1.5, 0.8], [-2, 1.1], [-0.5, 1]], "suspect": […]}},
     "hash": "…"}

A level has m and u, the chance to see it in a pair of one person and of two, as training saw them,
and the weight in bits that counts: log2(m / u), drawn to what was believed before (see
``training``). ``prior`` is the share of the candidate pairs that are one person. ``cases`` has the
same of pairs of cases, and what one case tells of its people (see ``case_weights``).
``calibration`` has the start in bits and the slope of each line (see ``calibration``). The hash
covers everything else.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trama.compare.comparison import Comparison
from trama.compare.sentences import Level
from trama.core.errors import BadParameter, InputError
from trama.core.home import write_private
from trama.core.written_numbers import number_text
from trama.linkage.cases.case_comparison import CASE_LEVELS
from trama.linkage.judgements import ASK_AT
from trama.linkage.model.calibration import AS_TOLD, Calibration, InState, Line
from trama.linkage.model.case_weights import CaseWeights, LevelWeight, SharedPeople
from trama.linkage.model.evidence import LEVELS, weighed_levels
from trama.linkage.model.odds import bits_of, probability_of

VERSION = 4
"""The version of the file. It rises when comparators, levels or what counts change."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model of linkage. ``trained_on`` says what data it learned from, without any value of it.

    A pair of probability ``same_at`` or more is one person, of less than ``ask_at`` two; between
    them a person decides.
    """

    levels: Mapping[str, Mapping[str, LevelWeight]]
    prior: float
    trained_on: str
    same_at: float = 0.99
    ask_at: float = ASK_AT
    cases: CaseWeights = field(default_factory=CaseWeights)
    calibration: Calibration = AS_TOLD

    def __post_init__(self) -> None:
        """Refuse thresholds out of order.

        Raises:
            BadParameter: not 0 < ``ask_at`` ≤ ``same_at`` ≤ 1.
        """
        if not 0 < self.ask_at <= self.same_at <= 1:
            order, both = "0 < ask_at ≤ same_at ≤ 1", (self.ask_at, self.same_at)
            ask_es, same_es = (number_text(one, "es") for one in both)
            ask_en, same_en = (number_text(one, "en") for one in both)
            raise BadParameter(
                name="ask_at, same_at",
                why_es=f"deben cumplir {order}, y son {ask_es} y {same_es}",
                why_en=f"they must keep {order}, and are {ask_en} and {same_en}",
            )

    def weight(self, comparator: str, level: Level) -> float:
        """Return the weight of a level in bits, positive for one person, 0 if it is not known."""
        known = self.levels.get(comparator, {}).get(level.name)
        return known.bits if known else 0.0

    def weights(self, comparison: Comparison) -> dict[str, float]:
        """Return the weight in bits of each level of a pair that counts, by comparator."""
        counted = weighed_levels(comparison)
        return {name: self.weight(name, level) for name, level in counted.items()}

    def probability(self, comparison: Comparison) -> float:
        """Return the probability that a candidate pair is one person."""
        return probability_of(self.bits(comparison))

    def bits(self, comparison: Comparison) -> float:
        """Return the log2 odds that a candidate pair is one person."""
        return self.start + sum(self.weights(comparison).values())

    @property
    def start(self) -> float:
        """The bits of a candidate pair before any comparator counts: the odds of the prior."""
        return bits_of(self.prior)

    @property
    def hash(self) -> str:
        """The SHA-256 of the model, which a judgement keeps beside its score."""
        text = json.dumps(self._content(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def short_hash(self) -> str:
        """The first 12 digits of the hash, by which a judgement names the model."""
        return self.hash[:12]

    def named(self, name: str) -> str:
        """Return the model as judgements name it: ``NAME@hash``."""
        return f"{name}@{self.short_hash}"

    def is_named(self, signature: str) -> bool:
        """Return whether a judgement's ``model`` names this model, under whatever name."""
        return signature.rpartition("@")[2] == self.short_hash

    def save(self, path: Path) -> None:
        """Write the model's file, for its owner alone.

        Raises:
            OutputError: the path is a symbolic link, a device or a pipe.
            OSError: the file cannot be written.
        """
        write_private(path, self.text())

    def text(self) -> str:
        """Return the text of the model's file."""
        content = {**self._content(), "hash": self.hash}
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

    def _content(self) -> dict[str, Any]:
        return {
            "version": VERSION,
            "levels": {
                name: {level: list(weight) for level, weight in levels.items()}
                for name, levels in self.levels.items()
            },
            "prior": self.prior,
            "same_at": self.same_at,
            "ask_at": self.ask_at,
            "trained_on": self.trained_on,
            "cases": self.cases.content(),
            "calibration": self.calibration.content(),
        }


_Chance = Annotated[float, Field(gt=0, le=1)]


_Share = Annotated[float, Field(gt=0, lt=1)]
_Levels = dict[str, dict[str, tuple[_Chance, _Chance, float]]]


_Of = TypeVar("_Of")


class _ByKind(BaseModel, Generic[_Of]):
    """A value for victims and one for suspects: a model without either can weigh no case."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    victim: _Of
    suspect: _Of


class _Cases(BaseModel):
    """The form of the part about cases."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    levels: _Levels
    across: float = Field(gt=0, lt=1)
    within: float = Field(gt=0, lt=1)
    people: _ByKind[tuple[_Share, Annotated[float, Field(gt=0)], _Share, _Share]]


_Line = tuple[float, Annotated[float, Field(gt=0)]]


class _Calibration(BaseModel):
    """The form of the part about calibration."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    across: _Line
    within: _Line
    people: _ByKind[tuple[_Line, _Line, _Line]]

    def lines(self) -> Calibration:
        """Return the calibration."""
        people = {kind: InState(*(Line(*line) for line in lines)) for kind, lines in self.people}
        return Calibration(Line(*self.across), Line(*self.within), people)


class _File(BaseModel):
    """The form of the file, version aside."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    version: int
    levels: _Levels
    prior: float = Field(gt=0, lt=1)
    same_at: float
    ask_at: float
    trained_on: str
    cases: _Cases
    calibration: _Calibration
    hash: str


def read_model(path: Path) -> Model:
    """Return the model of a file.

    Raises:
        InputError: it is no model, is of another version, has been changed since it was written, or
            names a comparator or a level that does not exist.
        BadParameter: its thresholds are out of order.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        _refuse(str(path), "no existe", "it does not exist", error)
    except (OSError, ValueError) as error:
        _refuse_unreadable(str(path), error)
    return model_of_text(text, str(path))


def model_of_text(text: str, path: str) -> Model:
    """Return the model of the text of a file. ``path`` names the text in errors.

    Raises:
        InputError, BadParameter: as `read_model` does.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        _refuse_unreadable(path, error)
    version = content.get("version") if isinstance(content, dict) else None
    if version != VERSION:
        _refuse(
            path,
            f"no es un modelo de la versión {VERSION}",
            f"it is no model of version {VERSION}",
        )
    try:
        file = _File.model_validate(content)
    except ValidationError as error:
        where = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
        _refuse(
            path,
            f"no tiene la forma de un modelo ({where})",
            f"it has no model's form ({where})",
            error,
        )
    unknown = sorted(_unknown(file.levels, LEVELS) | _unknown(file.cases.levels, CASE_LEVELS))
    if unknown:
        names = ", ".join(unknown)
        _refuse(path, f"niveles desconocidos: {names}", f"unknown levels: {names}")
    cases = CaseWeights(
        _weights(file.cases.levels),
        file.cases.across,
        file.cases.within,
        {kind: SharedPeople(*of) for kind, of in file.cases.people},
    )
    of_people = _weights(file.levels)
    thresholds, lines = (file.same_at, file.ask_at), file.calibration.lines()
    model = Model(of_people, file.prior, file.trained_on, *thresholds, cases, lines)
    if model.hash != file.hash:
        _refuse(
            path,
            "su contenido no corresponde a su hash: alguien lo cambió",
            "its content does not fit its hash: somebody changed it",
        )
    return model


def _weights(levels: _Levels) -> dict[str, dict[str, LevelWeight]]:
    return {
        name: {level: LevelWeight(*values) for level, values in of.items()}
        for name, of in levels.items()
    }


def _unknown(levels: Mapping[str, Iterable[str]], known: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {
        f"{name}.{level}"
        for name, of in levels.items()
        for level in of
        if level not in known.get(name, ())
    }


def _refuse_unreadable(path: str, cause: Exception) -> NoReturn:
    _refuse(path, "no es un archivo JSON que se pueda leer", "it is no readable JSON file", cause)


def _refuse(path: str, why_es: str, why_en: str, cause: Exception | None = None) -> NoReturn:
    raise InputError(
        file=path,
        why_es=f"{why_es}; entrene otro con trama link train, o no dé --model: vale el de Trama",
        why_en=f"{why_en}; train another with trama link train, or give no --model: Trama's serves",
    ) from cause
