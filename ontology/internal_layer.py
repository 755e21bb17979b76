"""The internal layer: notes of the loader and of analysts. No fingerprint counts them."""

from dataclasses import dataclass
from typing import Annotated

from trama.ontology.declare import identity, node, public, restricted


@node("StaleRoutes", "Rutas por recontar", "Routes to count again")
@dataclass(frozen=True, slots=True, kw_only=True)
class StaleRoutes:
    """Legs that a transaction changed, and whose routes do not yet follow.

    The transaction that changes the legs writes this note. If its load dies, the next load finds
    the note: it counts the routes of ``legs``, and adds ``gains`` (JSON) to those of others.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    legs: Annotated[tuple[str, ...], public("Tramos", "Legs")] = ()
    gains: Annotated[str | None, restricted("Aumentos", "Gains")] = None


@node("StaleTallies", "Recuentos por rehacer", "Tallies to count again")
@dataclass(frozen=True, slots=True, kw_only=True)
class StaleTallies:
    """Changes of a transaction to tallies that are not yet counted again.

    ``recurring`` are labels and uids of suspects and shared nodes, ``records`` is the difference of
    the tallies of records as JSON. The transaction that changes the cases writes this note.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    recurring: Annotated[tuple[str, ...], identity("Por recontar", "To count again")] = ()
    records: Annotated[str, public("Diferencia de registros", "Difference of records")] = "{}"


@node("TalliesCounted", "Recuentos hechos", "Tallies counted")
@dataclass(frozen=True, slots=True, kw_only=True)
class TalliesCounted:
    """The mark of a graph whose tallies were all counted once; ``how`` says by which rules.

    Without it, or with other rules, the next load or rebuild counts everything. ``uid`` is
    ``tallies``, or ``names`` for the index of names.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    how: Annotated[str, public("Reglas", "Rules")] = ""


@node("NameBeginning", "Palabras de nombres", "Words of names")
@dataclass(frozen=True, slots=True, kw_only=True)
class NameBeginning:
    """The words of people's names that begin with the same two letters, in a group of people.

    ``uid`` is the group and the letters. ``sizes`` are the numbers of entries of ``bearers``, in
    the order of ``words``. A search looks there for words that sound like the one asked.
    """

    uid: Annotated[str, identity("Identificador", "Identifier", unique=True)]
    words: Annotated[tuple[str, ...], identity("Palabras", "Words", derived_from="NameBearers")]
    sizes: Annotated[tuple[int, ...], identity("Cuántos", "How many", derived_from="NameBearers")]


@node("NameBearers", "Personas por palabra del nombre", "People by a word of their name")
@dataclass(frozen=True, slots=True, kw_only=True)
class NameBearers:
    """The names that have one word, each with the uid of its person (`values/name_postings.py`).

    ``uid`` is the group of people and the word, and the number of the list: a frequent word has
    many. The groups part victims from others, and names from nicknames.
    """

    uid: Annotated[str, identity("Identificador", "Identifier", unique=True)]
    bearers: Annotated[
        tuple[str, ...],
        identity("Nombres", "Names", derived_from="Person.name_key and Person.nicknames"),
    ]


@node("StaleNames", "Nombres por indexar", "Names to index again")
@dataclass(frozen=True, slots=True, kw_only=True)
class StaleNames:
    """People whose names a transaction changed, each with a key of the index, old or new.

    The transaction that changes the people writes this note. While there are notes a search reads
    all people instead of the index.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    bearers: Annotated[tuple[str, ...], identity("Por indexar", "To index again")] = ()


@node("LoadFence", "Turno de carga", "Turn to load")
@dataclass(frozen=True, slots=True, kw_only=True)
class LoadFence:
    """The load that has the turn (``token``), and its number of committed transactions (``batch``).

    Each transaction of a load adds one to ``batch``. So two loads cannot mix. A transaction that is
    repeated because its answer was lost finds its number already counted.
    """

    uid: Annotated[str, public("Identificador", "Identifier", unique=True)]
    token: Annotated[str, public("Carga", "Load")] = ""
    batch: Annotated[int, public("Transacciones", "Transactions")] = 0


@node("FirstLoad", "Primera carga en curso", "First load under way")
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLoad:
    """The mark of a first load that is not whole; while it stands nothing is answered.

    ``uid`` is ``load`` if the load goes through the engine's own door, which is written in parts.
    The mark stands from before the first part until the last route is counted. If the load died,
    the next load empties the graph of cases and begins anew.

    ``uid`` is ``import`` if ``neo4j-admin`` imported the graph. Then ``nodes`` and
    ``relationships`` are the numbers that were written for it, absent once they were checked. The
    next load makes the constraints and the counts, and removes the mark.
    """

    uid: Annotated[str, public("Identificador", "Identifier", unique=True)]
    nodes: Annotated[int | None, public("Nodos", "Nodes")] = None
    relationships: Annotated[int | None, public("Relaciones", "Relationships")] = None


@node("LoadMemory", "Respuesta a la misma carga", "Answer to the same load")
@dataclass(frozen=True, slots=True, kw_only=True)
class LoadMemory:
    """The report that a load of the same files would give while no record changes.

    ``uid`` is a digest of the files, the profiles and the version. ``report`` is JSON: counts of
    rows and of issues by code, and no value of a cell. ``day`` is the ISO day of the load, and
    ``records`` the number of records at its end.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    day: Annotated[str, public("Día", "Day")] = ""
    report: Annotated[str, restricted("Informe", "Report")] = "{}"
    records: Annotated[int, public("Registros", "Records")] = 0


@node("NetworkSearch", "Búsqueda de redes", "Search of networks")
@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSearch:
    """The last search of networks that was written to the graph, and what it was made of.

    ``files`` and ``judgements`` are those that the graph had: with more of them the networks are
    out of date. ``named`` is the number of uids that were ever given to networks.
    """

    uid: Annotated[str, public("Identificador", "Identifier", unique=True)]
    at: Annotated[str, public("Día", "Day")] = ""
    files: Annotated[int, public("Archivos", "Files")] = 0
    judgements: Annotated[int, public("Juicios", "Judgements")] = 0
    named: Annotated[int, public("Redes nombradas", "Networks named")] = 0
    draws: Annotated[int, public("Sorteos", "Draws")] = 0
    seed: Annotated[int, public("Semilla", "Seed")] = 0


@node("FillerMark", "Valor de relleno", "Filler value")
@dataclass(frozen=True, slots=True, kw_only=True)
class FillerMark:
    """A value that a person marked as nobody's: it links no cases until the mark is taken back.

    ``uid`` is a digest of kind and value. ``kind`` is phone, account, plate, document, venue or
    company. The records keep the value as the registry wrote it.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    kind: Annotated[str, public("Clase", "Kind")]
    value: Annotated[str, identity("Valor", "Value")]
    why: Annotated[str, identity("Motivo", "Reason")] = ""
    by: Annotated[str, restricted("Quién", "By")] = ""
    at: Annotated[str, public("Cuándo", "At", volatile=True)] = ""


@node("Judgement", "Juicio de identidad", "Judgement of identity")
@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A judgement by a person or a model: whether two records, or two cases, are the same.

    ``subject`` is person or case. ``one`` and ``other`` are the uids of two records of
    people, or two cases as ``REGISTRY:number``; ``one`` is the smaller. ``verdict`` is same,
    different, unsure or withdrawn. A change is a new row with the next ``number`` of its pair; the
    row before it stays. ``model`` is '' for a person's judgement. ``score`` is the probability
    that the model gave. ``applied`` is False until the canonical layer follows the judgement.
    ``blind`` is True if the judge did not know what another had said: such a second reading
    decides nothing.
    """

    uid: Annotated[str, public("Identificador", "Identifier", unique=True)]
    subject: Annotated[str, public("De qué trata", "Subject")]
    one: Annotated[str, restricted("Uno", "One", indexed=True)]
    other: Annotated[str, restricted("Otro", "Other", indexed=True)]
    verdict: Annotated[str, public("Veredicto", "Verdict")]
    number: Annotated[int, public("Orden en su par", "Number in its pair")]
    score: Annotated[float | None, public("Probabilidad", "Probability", indexed=True)] = None
    model: Annotated[str, public("Modelo", "Model")] = ""
    by: Annotated[str, restricted("Quién", "By")] = ""
    at: Annotated[str, public("Cuándo", "At")] = ""
    reason: Annotated[str, identity("Motivo", "Reason")] = ""
    applied: Annotated[bool, public("Aplicado", "Applied", indexed=True)] = False
    blind: Annotated[bool, public("A ciegas", "Blind")] = False


@node("LinkModel", "Modelo de enlace", "Model of linkage")
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkModel:
    """A model that judged in this graph: judgements name it by the first signs of its hash.

    ``uid`` is the hash of the model, and ``content`` the text of its file: weights of levels of
    comparison, without any value of a record.
    """

    uid: Annotated[str, public("Identificador", "Identifier", unique=True)]
    name: Annotated[str, public("Nombre", "Name")]
    content: Annotated[str, public("Archivo", "File")]
    at: Annotated[str, public("Desde", "Since")] = ""
