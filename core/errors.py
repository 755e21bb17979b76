"""Every exception of Trama, in one tree.

TramaError
├── UsageError              what was asked cannot be asked so                    (exit 2, HTTP 422)
│   ├── UnknownSetting      a TRAMA_* variable that no setting declares
│   ├── BadSetting          a setting whose value cannot be used
│   ├── UnknownName         no query, profile, place, case or person of that name (HTTP 404)
│   └── BadParameter        a query's parameter missing, unknown, of another type or out of bounds
├── DeclarationError        the ontology, a profile or a saved query contradicts itself
├── InputError              a file that cannot be read at all
├── OutputError             a file that cannot be written where it was wanted
├── EngineError             the graph engine                                      (HTTP 503)
│   ├── EngineUnavailable   it does not start, does not answer or refuses the account
│   ├── QueryTimeout        a statement ran longer than its limit                 (HTTP 504)
│   ├── WriteRefused        a statement that may only read wanted to write         (HTTP 403)
│   └── LoadInterrupted     another load began on the same graph                  (HTTP 409)
├── AccessDenied            the role may not see or do it                         (HTTP 403)
│   └── TokenRefused        no token, or none that is known                       (HTTP 401)
└── MissingPart             something outside Python is needed and absent (a browser, Java, Maven)

A message never carries a value from the data: what a cell said is written only into the issues
file of a load. ``code`` is stable and public; the HTTP status is read from the instance.
"""

from typing import ClassVar, Literal

Language = Literal["es", "en"]


class TramaError(Exception):
    """Something that Trama can name: what happened, where, and what to do, in Spanish and English.

    ``facts`` fill the templates of the class; they name files, lines, settings and columns.
    """

    code: ClassVar[str] = "trama_error"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    es: ClassVar[str] = "Trama no pudo terminar: {detail}"
    en: ClassVar[str] = "Trama could not finish: {detail}"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts

    def message(self, language: Language = "es") -> str:
        """Returns the sentence for a person, in Spanish unless English is asked for."""
        template = self.es if language == "es" else self.en
        return template.format(**self.facts)

    def __str__(self) -> str:
        return self.message()


class UsageError(TramaError):
    """What was asked cannot be asked so."""

    code = "usage"
    status = 422
    exit_code = 2
    es = "{detail}"
    en = "{detail}"


class UnknownSetting(UsageError):
    """A TRAMA_* variable that no setting declares: most often a typing mistake."""

    code = "unknown_setting"
    es = "Variable de entorno desconocida: {names}. Las que existen: {known}."
    en = "Unknown environment variable: {names}. Those that exist: {known}."


class BadSetting(UsageError):
    """A setting whose value cannot be used."""

    code = "bad_setting"
    es = "{name} tiene un valor que no se puede usar: {why_es}."
    en = "{name} has a value that cannot be used: {why_en}."


class UnknownName(UsageError):
    """No query, profile, place, case or person has that name.

    ``kind`` says what was looked for and ``hint`` what to do, each in Spanish and in English.
    """

    code = "unknown_name"
    status = 404
    es = "No existe {kind_es}: «{name}».{hint_es}"
    en = "There is no {kind_en}: “{name}”.{hint_en}"

    def __init__(
        self, *, kind: tuple[str, str], name: str, hint: tuple[str, str] = ("", "")
    ) -> None:
        hint_es, hint_en = (f" {words}" if words else "" for words in hint)
        super().__init__(
            kind_es=kind[0], kind_en=kind[1], name=name, hint_es=hint_es, hint_en=hint_en
        )


class BadParameter(UsageError):
    """A query's parameter that is missing, unknown, of the wrong type or out of its bounds."""

    code = "bad_parameter"
    es = "Parámetro «{name}»: {why_es}."
    en = "Parameter “{name}”: {why_en}."


class DeclarationError(TramaError):
    """The ontology, a profile or a saved query contradicts itself; says the file and the line."""

    code = "declaration"
    es = "{where}: {why_es}."
    en = "{where}: {why_en}."


class InputError(TramaError):
    """A file that cannot be read at all; the other files of the same load go on."""

    code = "unreadable_input"
    status = 422
    es = "No se puede leer {file}: {why_es}."
    en = "Cannot read {file}: {why_en}."


class OutputError(TramaError):
    """A file that cannot be written where it was wanted."""

    code = "unwritable_output"
    es = "No se puede escribir {file}: {why_es}. Elija otra carpeta."
    en = "Cannot write {file}: {why_en}. Choose another folder."


class EngineError(TramaError):
    """The graph engine failed; nothing that it had acknowledged is lost."""

    code = "engine"
    status = 503
    es = "El motor del grafo falló: {detail}"
    en = "The graph engine failed: {detail}"


class EngineUnavailable(EngineError):
    """The engine does not start, does not answer or refuses the account."""

    code = "engine_unavailable"
    es = "El motor del grafo no responde en {where}: {why_es}."
    en = "The graph engine does not answer at {where}: {why_en}."


class QueryTimeout(EngineError):
    """A statement ran longer than its limit and was stopped by the engine."""

    code = "query_timeout"
    status = 504
    es = "La consulta pasó de {seconds} s y se detuvo. Acote el período o el lugar."
    en = "The query ran over {seconds} s and was stopped. Narrow the period or the place."


class WriteRefused(EngineError):
    """A statement that may only read wanted to write, load a file or change the schema."""

    code = "write_refused"
    status = 403
    es = "Esta consulta no es de solo lectura; no se ejecutó."
    en = "This query is not read-only; it was not run."


class LoadInterrupted(EngineError):
    """Another load began while this one ran; what this one has committed stays."""

    code = "load_interrupted"
    status = 409
    es = (
        "Otra carga empezó en el mismo grafo y esta se detuvo. No se perdió nada: "
        "vuelva a cargar los mismos archivos cuando la otra termine."
    )
    en = (
        "Another load began on the same graph and this one stopped. Nothing was lost: "
        "load the same files again when the other has ended."
    )


class AccessDenied(TramaError):
    """The role may not see or do what was asked."""

    code = "access_denied"
    status = 403
    es = "El rol «{role}» no puede hacer esto."
    en = "The role “{role}” may not do this."


class TokenRefused(AccessDenied):
    """No token, or none that is known: no answer."""

    code = "token_refused"
    status = 401
    es = "Falta un token válido. Pídalo a quien administra Trama (trama token create)."
    en = "A valid token is missing. Ask whoever runs Trama (trama token create)."


class MissingPart(TramaError):
    """Something outside Python is needed and absent: a browser, Java, Maven, a font."""

    code = "missing_part"
    es = "Falta {part}. {what_to_do_es}"
    en = "{part} is missing. {what_to_do_en}"
