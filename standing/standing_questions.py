"""Standing questions as they are kept: one private file a question in the home folder.

A file holds what is asked, for whom, when it was asked last, and keyed hashes of the rows seen,
never a row. The name of a file is random. A broken file names itself and loses no other.
"""

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from trama.access.policy import Role
from trama.access.private_rows import alone_in
from trama.core.errors import BadParameter, InputError, TramaError, UnknownName
from trama.core.home import Home, read_private, write_private
from trama.standing.known_rows import Judged, KnownRow, News, Worth

MOST_EACH = 50
"""Standing questions of one owner: all of them are asked after each load."""

LONGEST_TITLE = 200
"""Characters of a title."""

LONGEST_WHY = 2_000
"""Characters of the reason of a judgement: a paragraph."""

_ID = re.compile(r"S-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Failure:
    """The error of the last attempt to ask a question, in both languages."""

    code: str
    es: str
    en: str


@dataclass(frozen=True, slots=True)
class StandingQuestion:
    """A question that is asked after each load, and what it knows.

    ``parameters`` name people by uid or pseudonym, as the answer repeats them. ``role`` is that of
    the owner when the question was made. ``ran_at`` and ``of_state`` are of the last answer,
    ``tried_at`` of the last attempt; ``form`` says how the rows were keyed. ``rows`` counts them,
    ``cut`` says that there were more. ``took`` is the seconds that the last answer took, with all
    that was done with it. ``rebased`` is when all rows were last taken as known.
    """

    id: str
    title: str
    query: str
    parameters: Mapping[str, Any]
    sentence: Mapping[str, str]
    owner: str
    role: Role
    made_at: str
    ran_at: str = ""
    tried_at: str = ""
    of_state: str = ""
    form: str = ""
    rows: int = 0
    cut: bool = False
    took: float = 0.0
    rebased: str = ""
    error: Failure | None = None
    known: tuple[KnownRow, ...] = field(default=(), repr=False)


def new_id() -> str:
    """Return the id of a new question."""
    return f"S-{secrets.token_hex(8)}"


class StandingStore:
    """The standing questions of one home folder. Several processes may change them at once."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._folder = home.standing

    def all(self) -> tuple[list[StandingQuestion], list[TramaError]]:
        """Return the questions, the oldest first, and the errors of files that hold none."""
        found: list[StandingQuestion] = []
        faults: list[TramaError] = []
        for path in sorted(self._folder.glob("S-*.json")):
            try:
                found.append(_read(path))
            except FileNotFoundError:
                continue  # removed meanwhile
            except TramaError as error:
                faults.append(error)
        return sorted(found, key=lambda one: (one.made_at, one.id)), faults

    def get(self, id_: str) -> StandingQuestion:
        """Return the question with this id.

        Raises:
            UnknownName: there is none.
            InputError, InsecureFile: its file is broken, or others could have changed it.
        """
        path = self._path(id_)
        try:
            return _read(path)
        except FileNotFoundError:
            raise unknown_question(id_) from None

    def own(self, id_: str, owner: str) -> StandingQuestion:
        """Return the question of an owner with this id.

        Raises:
            UnknownName: there is none, or it is not theirs: nobody learns which.
            InputError, InsecureFile: as :meth:`get`.
        """
        question = self.get(id_)
        if question.owner != owner:
            raise unknown_question(id_)
        return question

    def add(self, question: StandingQuestion) -> None:
        """Store a new question.

        Raises:
            BadParameter: its owner has as many as one may have.
        """
        with self._alone():
            mine = [one for one in self.all()[0] if one.owner == question.owner]
            if len(mine) >= MOST_EACH:
                raise BadParameter(
                    name="query",
                    why_es=f"ya tiene {MOST_EACH} preguntas permanentes; quite una",
                    why_en=f"you have {MOST_EACH} standing questions already; remove one",
                )
            _write(self._path(question.id), question)

    def remove(self, id_: str) -> None:
        """Remove a question and all that it knows.

        Raises:
            UnknownName: there is no such question.
        """
        with self._alone():
            try:
                self._path(id_).unlink()
            except FileNotFoundError:
                raise unknown_question(id_) from None

    @contextmanager
    def changing(self, id_: str) -> Iterator["Change"]:
        """Yield a question as it stands now; what is set as its successor is stored at the end.

        Raises:
            UnknownName, InputError, InsecureFile: as :meth:`get`.
        """
        with self._alone():
            change = Change(self.get(id_))
            yield change
            if change.after is not change.before:
                _write(self._path(id_), change.after)

    def _path(self, id_: str) -> Path:
        if not _ID.fullmatch(id_):
            raise unknown_question(id_)
        return self._folder / f"{id_}.json"

    def _alone(self) -> AbstractContextManager[None]:
        return alone_in(self._home, self._folder)


class Change:
    """A question that is being changed; set ``after``."""

    def __init__(self, before: StandingQuestion) -> None:
        self.before = before
        self.after = before


def unknown_question(id_: str) -> UnknownName:
    """Return the error for a question that does not exist, or that is somebody else's."""
    return UnknownName(kind=("pregunta permanente", "standing question"), name=id_[:40])


def _write(path: Path, question: StandingQuestion) -> None:
    write_private(path, json.dumps(asdict(question), ensure_ascii=False))


def _read(path: Path) -> StandingQuestion:
    """Return the question in a file.

    Raises:
        InputError: the file holds none. InsecureFile: others could have changed it.
        FileNotFoundError: there is no such file.
    """
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        return _question(json.loads(read_private(path)))
    raise InputError(
        file=path,
        why_es="no es una pregunta permanente; repóngala de una copia, o quite el archivo",
        why_en="it is no standing question; restore it from a copy, or remove the file",
    )


def _question(told: dict[str, Any]) -> StandingQuestion:
    error = told.pop("error")
    known = tuple(map(_row, told.pop("known")))
    role = Role(told.pop("role"))
    return StandingQuestion(
        **told, role=role, error=Failure(**error) if error else None, known=known
    )


def _row(told: dict[str, Any]) -> KnownRow:
    judged = told.pop("judged")
    return KnownRow(
        key=told["key"],
        values=tuple(told["values"]),
        since=told["since"],
        news=News(told["news"]),
        changed=tuple(told["changed"]),
        judged=Judged(**{**judged, "worth": Worth(judged["worth"])}) if judged else None,
        gone_at=told["gone_at"],
        gone_told=told["gone_told"],
    )
