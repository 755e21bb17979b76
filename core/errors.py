"""The exceptions of Trama, in one tree; each has a stable code and a sentence in two languages.

TramaError
├── UsageError              a command or a request that cannot be answered        (exit 2, HTTP 422)
│   ├── UnknownSetting      a TRAMA_* variable that no setting declares
│   ├── BadSetting          a setting whose value cannot be used
│   ├── NameTaken           a name that something else already has
│   ├── UnknownName         no query, profile, place, case or person of that name (HTTP 404)
│   ├── NothingToDraw       a page whose question has no answer in the graph           (HTTP 404)
│   ├── BadParameter        a query's parameter missing, unknown, of another type or out of bounds
│   ├── InconsistentLinks   links of people that cannot all hold, whatever the rest of a linkage
│   ├── PairChanged         a judgement of a pair that changed since it was shown (HTTP 409)
│   └── CursorOutdated      a next page of a graph that has changed               (HTTP 409)
├── DeclarationError        a contradiction in the ontology, a profile or a saved query
├── InputError              a file that cannot be read at all
├── OutputError             a file that cannot be written
├── InsecureFile            a key or password that other users of the machine can read
├── EngineError             a failure of the graph engine                         (HTTP 503)
│   ├── EngineUnavailable   the engine does not start or answer, or refuses the user
│   ├── EngineOverloaded    a statement that met a limit of the engine             (HTTP 503)
│   ├── QueryTimeout        a statement ran longer than its limit                 (HTTP 504)
│   ├── WriteRefused        a statement that may only read tried to write         (HTTP 403)
│   ├── GraphLoading        a first load fills the graph, or died                 (HTTP 503)
│   └── LoadInterrupted     another load began on the same graph                  (HTTP 409)
├── Busy                    more questions at once than are answered
│   ├── CallerBusy          too many of one caller                                (HTTP 429)
│   └── ServerBusy          too many of all callers                               (HTTP 503)
├── AccessDenied            the role may not see or do this                       (HTTP 403)
│   ├── JudgingDenied       the role may not decide who is the same person
│   └── TokenRefused        the token is missing or unknown                       (HTTP 401)
└── MissingPart             something outside Python is absent (a browser, Java, Maven)

A message never holds a value from the data: only the issues file of a load holds the text of a
cell. ``code`` is stable and public. The HTTP status is read from the instance.
"""

from typing import ClassVar, Literal

Language = Literal["es", "en"]


class TramaError(Exception):
    """An error that says what happened, where and what to do; ``facts`` fill ``es`` and ``en``."""

    code: ClassVar[str] = "trama_error"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    es: ClassVar[str] = "Trama no pudo terminar: {detail}"
    en: ClassVar[str] = "Trama could not finish: {detail}"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts

    def message(self, language: Language = "es", **instead: object) -> str:
        """Return the sentence for a person, in Spanish unless ``language`` is ``en``.

        ``instead`` holds facts to tell in place of the error's own.
        """
        template = self.es if language == "es" else self.en
        sentence = template.format(**{**self.facts, **instead})
        # A reason that ends in a question needs no full stop.
        return sentence.removesuffix(".") if sentence.endswith("?.") else sentence

    def __str__(self) -> str:
        return self.message()


class UsageError(TramaError):
    """A command or a request that cannot be answered as it stands."""

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
    """A query, profile, place, case or person that does not exist; ``hint`` says what to do."""

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


class NothingToDraw(UsageError):
    """A page whose question has no answer in the graph; no file is written."""

    code = "nothing_to_draw"
    status = 404
    es = "No hay nada que dibujar: «{what_es}» no tiene respuesta en los datos cargados. {hint_es}"
    en = "There is nothing to draw: “{what_en}” has no answer in the data loaded. {hint_en}"

    def __init__(self, *, what: tuple[str, str], hint: tuple[str, str]) -> None:
        super().__init__(what_es=what[0], what_en=what[1], hint_es=hint[0], hint_en=hint[1])


class NameTaken(UsageError):
    """A name that something else already has."""

    code = "name_taken"
    es = "El nombre «{name}» ya está en uso: {why_es}."
    en = "The name “{name}” is taken: {why_en}."


class BadParameter(UsageError):
    """A query's parameter that is missing, unknown, of the wrong type or out of its bounds."""

    code = "bad_parameter"
    es = "Parámetro «{name}»: {why_es}."
    en = "Parameter “{name}”: {why_en}."


class InconsistentLinks(UsageError):
    """Links between two registries that contradict one another, so that no linkage keeps them."""

    code = "inconsistent_links"
    es = "Los enlaces entre registros se contradicen. Corrija los juicios y repita."
    en = "Links between registries contradict one another. Correct the judgements and try again."


class PairChanged(UsageError):
    """A judgement of a pair that somebody judged, or a load changed, since it was shown."""

    code = "pair_changed"
    status = 409
    es = "El par cambió desde que se vio: alguien lo juzgó o una carga lo cambió. Véalo de nuevo."
    en = "The pair changed since it was shown: somebody judged it or a load changed it. Look again."


class CursorOutdated(UsageError):
    """A cursor to the next page of an answer, of a graph that a load has changed since."""

    code = "cursor_outdated"
    status = 409
    es = "El grafo cambió desde la página anterior. Pida la respuesta otra vez sin cursor."
    en = "The graph changed since the page before. Ask for the answer again without a cursor."


class DeclarationError(TramaError):
    """A contradiction in the ontology, a profile or a saved query, with its file and line."""

    code = "declaration"
    es = "{where}: {why_es}."
    en = "{where}: {why_en}."


class InputError(TramaError):
    """A file that cannot be read at all; the load goes on with the other files."""

    code = "unreadable_input"
    status = 422
    es = "No se puede leer {file}: {why_es}."
    en = "Cannot read {file}: {why_en}."


class OutputError(TramaError):
    """A file that cannot be written at its path."""

    code = "unwritable_output"
    es = "No se puede escribir {file}: {why_es}. Elija otra carpeta."
    en = "Cannot write {file}: {why_en}. Choose another folder."


class DiskFull(TramaError):
    """A disk or quota without room for what Trama must write, often the temporary folder."""

    code = "disk_full"
    status = 507
    es = "El disco está lleno ({where}). Libere espacio y repita; nada quedó a medias."
    en = "The disk is full ({where}). Free some space and repeat; nothing was left half done."


class InsecureFile(TramaError):
    """A file with keys, passwords or tokens that other users of the machine can read or replace."""

    code = "insecure_file"
    es = (
        "No se usa {file}: {why_es}. Si nadie más pudo copiarlo, deje su lectura solo al dueño "
        "(chmod 600); si no, cambie también la clave."
    )
    en = (
        "{file} is not used: {why_en}. If nobody else can have copied it, leave it to its owner "
        "alone (chmod 600); otherwise change the key too."
    )


class EngineError(TramaError):
    """A failure of the graph engine. Nothing that the engine had acknowledged is lost."""

    code = "engine"
    status = 503
    es = (
        "El motor del grafo falló ({detail}). Lo ya guardado no se perdió. Repita la orden; si "
        "falla otra vez, el registro del motor dice por qué (trama engine status dice dónde está)."
    )
    en = (
        "The graph engine failed ({detail}). What was stored is not lost. Repeat the command; if "
        "it fails again, the engine's log says why (trama engine status says where it is)."
    )

    @property
    def retry_after(self) -> int | None:
        """Seconds until repeating the request is worth while (RFC 9110), None if it is never."""
        seconds = self.facts.get("retry_after")
        return seconds if isinstance(seconds, int) else None


class EngineUnavailable(EngineError):
    """An engine that does not start, does not answer or refuses the user."""

    code = "engine_unavailable"
    es = "El motor del grafo no responde en {where}: {why_es}."
    en = "The graph engine does not answer at {where}: {why_en}."


class EngineOverloaded(EngineError):
    """A statement that met a limit of its engine. Facts: ``why_es``, ``why_en`` (and a remedy)."""

    code = "engine_overloaded"
    es = "El motor no terminó la consulta: {why_es}."
    en = "The engine did not finish the query: {why_en}."


class QueryTimeout(EngineError):
    """A statement that the engine stopped because it ran longer than its limit."""

    code = "query_timeout"
    status = 504
    es = "La consulta pasó de {seconds} s y se detuvo. Acote el período o el lugar."
    en = "The query ran over {seconds} s and was stopped. Narrow the period or the place."


class WriteRefused(EngineError):
    """A statement that may only read, but tried to write, load a file or change the schema."""

    code = "write_refused"
    status = 403
    es = "Esta consulta no es de solo lectura; no se ejecutó."
    en = "This query is not read-only; it was not run."


class GraphLoading(EngineError):
    """A graph that a first load is filling, or that a first load left half full when it died."""

    code = "graph_loading"
    es = "Una primera carga llena el grafo: repita cuando termine. Si se cortó, cárguelo otra vez."
    en = "A first load fills the graph: repeat once it has ended. If it broke off, load all again."


class LoadInterrupted(EngineError):
    """A load or a rebuild that stopped because a load began; what it had committed stays."""

    code = "load_interrupted"
    status = 409
    es = "Otra carga empezó y este trabajo se detuvo, sin perder nada. Repita cuando ella termine."
    en = "Another load began and this work stopped; nothing is lost. Repeat once it has ended."


class Busy(TramaError):
    """More questions at once than are answered; a few seconds later there is room again."""

    code = "busy"
    status = 503


class CallerBusy(Busy):
    """More questions at once of one caller than are answered."""

    code = "caller_busy"
    status = 429
    es = "Este token hace demasiadas preguntas a la vez. Espere las respuestas y repita."
    en = "This token asks too many questions at once. Await the answers and ask again."


class ServerBusy(Busy):
    """More questions at once of all callers than are answered."""

    code = "server_busy"
    es = "Hay demasiadas preguntas a la vez. Repita la suya en unos segundos."
    en = "There are too many questions at once. Ask yours again in a few seconds."


class AccessDenied(TramaError):
    """A request for something that the role may not see or do."""

    code = "access_denied"
    status = 403
    es = "El rol «{role}» no puede hacer esto."
    en = "The role “{role}” may not do this."


class JudgingDenied(AccessDenied):
    """A judgement of identity by a role that may not judge."""

    code = "judging_denied"
    es = "El rol «{role}» no juzga: trama token create --role investigator; export TRAMA_TOKEN=…"
    en = "The role “{role}” judges nobody: trama token create --role investigator; TRAMA_TOKEN=…"


class TokenRefused(AccessDenied):
    """A request whose token is missing or unknown."""

    code = "token_refused"
    status = 401
    es = "Falta un token válido. Pídalo a quien administra Trama (trama token create)."
    en = "A valid token is missing. Ask whoever runs Trama (trama token create)."


class MissingPart(TramaError):
    """Something outside Python that is needed and absent: a browser, Java, Maven, a font."""

    code = "missing_part"
    es = "Falta {part}. {what_to_do_es}"
    en = "{part} is missing. {what_to_do_en}"
