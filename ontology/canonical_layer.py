"""The canonical layer: cases, people and stages as all their records together describe them.

    (:Victim)-[:SUBJECTED_TO]->(:Stage)-[:PART_OF]->(:Case)
    (:Suspect)-[:COMMITTED]->(:Stage), (:Stage)-[:AT]->(:Location), (:Stage)-[:NEXT]->(:Stage)
    (:Victim)-[:VICTIM_IN]->(:Case), (:Suspect)-[:SUSPECT_IN]->(:Case)
    (:Case|Person|Stage)-[:ATTESTED_BY]->(:Record)

The layer is derived from the records alone, and can be derived again at any time. Queries search
paths here only. A property contains the preferred value of the records; ATTESTED_BY leads to every
record, and so to every value.
"""

from dataclasses import dataclass
from typing import Annotated

from trama.ontology.declare import identity, node, public, restricted

Text = str | None
Texts = tuple[str, ...]


@node("Case", "Caso", "Case")
@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case of trafficking: registrations and carpetas that are about the same facts.

    ``numbers`` are written ``RETA:…`` and ``SISTRA:…``. ``since`` and ``until`` are the first and
    the last day on which the fact may have happened. They are ISO days, even if ``fact_date`` is
    only a year.

    From ``gaps`` on it is what surveys ask of every case. ``gaps`` counts the phases missing or
    without a place, of the victim with most. ``provisions`` are the articles of its stages as
    written, ``superseded`` those not in force at the date of one. Registries differ about one
    subject in the fields ``conflicts``. ``counted`` has the years of its registrations and
    carpetas: ``RETA:2017``, or ``RETA:``. ``handed_over`` are the registrations that went to the
    prosecutors, if there is no carpeta, each after its day (``2017-03-05 1234``);
    ``unmatched_reports`` those named that it does not have. ``lacks`` has DATE, PLACE and STAGES,
    as far as nothing tells them. ``place`` is that of the fact, else the first, by uid, at which a
    victim arrived; a country alone is none.
    """

    uid: Annotated[str, restricted("Caso", "Case", unique=True)]
    aliases: Annotated[Texts, restricted("Antes", "Formerly")] = ()
    numbers: Annotated[Texts, restricted("Números", "Numbers")] = ()
    registries: Annotated[Texts, public("Registros", "Registries")] = ()
    fact_date: Annotated[Text, restricted("Fecha del hecho", "Date of the fact")] = None
    since: Annotated[Text, restricted("Desde", "Since", indexed=True)] = None
    until: Annotated[Text, restricted("Hasta", "Until")] = None
    registered_on: Annotated[Text, restricted("Fecha de registro", "Registered on")] = None
    procedural_stage: Annotated[
        Text, public("Etapa procesal", "Procedural stage", codes="procedural_stage")
    ] = None
    procedural_status: Annotated[
        Text, public("Estado procesal", "Procedural status", codes="procedural_status")
    ] = None
    fiscal_district: Annotated[Text, public("Distrito fiscal", "Fiscal district")] = None
    gaps: Annotated[int | None, restricted("Vacíos", "Gaps", derived_from="VICTIM_IN")] = None
    provisions: Annotated[
        Texts,
        public("Artículos escritos", "Articles as written", derived_from="TYPIFIED_AS.written"),
    ] = ()
    superseded: Annotated[
        Texts,
        public("Artículos que no regían", "Articles not in force", derived_from="TYPIFIED_AS"),
    ] = ()
    conflicts: Annotated[
        Texts, restricted("Campos en conflicto", "Conflicting fields", derived_from="ATTESTED_BY")
    ] = ()
    counted: Annotated[
        Texts, restricted("Años contados", "Years counted", derived_from="ATTESTED_BY")
    ] = ()
    latest_day: Annotated[
        Text, restricted("Último día que da", "Latest day given", derived_from="ATTESTED_BY")
    ] = None
    handed_over: Annotated[
        Texts, restricted("Derivados sin carpeta", "Handed over", derived_from="ATTESTED_BY")
    ] = ()
    unmatched_reports: Annotated[
        Texts, restricted("Registros que faltan", "Unmatched reports", derived_from="ATTESTED_BY")
    ] = ()
    lacks: Annotated[Texts, public("Lo que falta", "Lacking", derived_from="PART_OF")] = ()
    place: Annotated[
        Text, restricted("Lugar en breve", "Place in brief", place=True, derived_from="AT")
    ] = None


@node("Person", "Persona", "Person")
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom records name or describe; also a Victim, a Suspect, or both.

    ``pseudonym`` is an HMAC; its key is outside the graph. ``known_by`` has the words of all names,
    and the other values that tell who it is, folded and without blanks: redaction asks for them.
    """

    uid: Annotated[str, identity("Persona", "Person", unique=True)]
    aliases: Annotated[Texts, identity("Antes", "Formerly")] = ()
    pseudonym: Annotated[str, restricted("Seudónimo", "Pseudonym", indexed=True, volatile=True)] = (
        ""
    )
    name: Annotated[Text, identity("Apellidos y nombres", "Full name")] = None
    name_key: Annotated[Text, identity("Nombre plegado", "Folded name", indexed=True)] = None
    nicknames: Annotated[Texts, identity("Alias", "Nicknames")] = ()
    document_key: Annotated[Text, identity("Documento válido", "Valid document", indexed=True)] = (
        None
    )
    sex: Annotated[Text, restricted("Sexo", "Sex", codes="sex")] = None
    birth_date: Annotated[Text, identity("Fecha de nacimiento", "Birth date", indexed=True)] = None
    nationality: Annotated[Text, restricted("Nacionalidad", "Nationality", place=True)] = None
    registries: Annotated[Texts, public("Registros", "Registries")] = ()
    known_by: Annotated[
        Texts, identity("Se conoce por", "Known by", derived_from="ATTESTED_BY")
    ] = ()


@node("Victim", "Víctima", "Victim", ("Person",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Victim(Person):
    """A person whom a record names as a victim (presunta víctima, agraviado)."""


@node("Suspect", "Presunto tratante", "Suspect", ("Person",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect(Person):
    """A person whom a record accuses; presumed innocent until sentenced."""


@node("Stage", "Etapa", "Stage")
@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of what one victim lived: capture, transport, reception, retention, exploitation.

    ``position`` counts from 1, in the order lived. ``leg_*`` is ``FROM>TO``, two uids of Locations
    of that level. It is None if the victim came to this stage from no other place.
    """

    uid: Annotated[str, restricted("Etapa", "Stage", unique=True)]
    phase: Annotated[str, public("Fase", "Phase", codes="phase")]
    position: Annotated[int, public("Orden", "Order")]
    date: Annotated[Text, restricted("Fecha", "Date")] = None
    since: Annotated[Text, restricted("Desde", "Since")] = None
    until: Annotated[Text, restricted("Hasta", "Until")] = None
    venue: Annotated[Text, public("Clase de lugar", "Kind of place", codes="venue")] = None
    transport: Annotated[Text, public("Medio de transporte", "Transport", codes="transport")] = None
    recruitment: Annotated[Text, public("Captación", "Recruitment", codes="recruitment")] = None
    means: Annotated[Texts, public("Medios", "Means", codes="means")] = ()
    purposes: Annotated[Texts, public("Finalidades", "Purposes", codes="purpose")] = ()
    leg_district: Annotated[
        Text, restricted("Tramo (distritos)", "Leg (districts)", indexed=True)
    ] = None
    leg_province: Annotated[
        Text, restricted("Tramo (provincias)", "Leg (provinces)", indexed=True)
    ] = None
    leg_department: Annotated[
        Text, restricted("Tramo (departamentos)", "Leg (departments)", indexed=True)
    ] = None
    leg_country: Annotated[Text, restricted("Tramo (países)", "Leg (countries)", indexed=True)] = (
        None
    )


@node("Location", "Lugar", "Location")
@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A district, province or department of Peru, a country, or a subdivision of another country.

    ``uid`` is ``PE-150132`` (INEI district), ``PE-1501`` (province), ``PE-15`` (department),
    ``PE`` (country, ISO 3166-1 alpha-2), ``CO-ANT`` or ``ES-CT-B`` (ISO 3166-2; within ES-CT). A
    uid begins with the uid of each place that contains it, and of no other place. Only the
    subdivisions that a record names are nodes.
    """

    uid: Annotated[str, public("Lugar", "Location", unique=True)]
    level: Annotated[str, public("Nivel", "Level", codes="place_level")]
    name: Annotated[str, public("Nombre", "Name")]
    name_key: Annotated[str, public("Nombre plegado", "Folded name", indexed=True)]
    inei: Annotated[Text, public("UBIGEO INEI", "UBIGEO INEI", indexed=True)] = None
    reniec: Annotated[Text, public("UBIGEO RENIEC", "UBIGEO RENIEC", indexed=True)] = None
    iso: Annotated[Text, public("ISO 3166", "ISO 3166")] = None
    latitude: Annotated[float | None, public("Latitud", "Latitude")] = None
    longitude: Annotated[float | None, public("Longitud", "Longitude")] = None
    population: Annotated[int | None, public("Población 2025", "Population 2025")] = None


@node("PenalProvision", "Tipo penal", "Penal provision")
@dataclass(frozen=True, slots=True, kw_only=True)
class PenalProvision:
    """An article of the penal code, and the period in which it has its number.

    ``valid_from`` is the first day with the number, ``valid_to`` the first day without it (ISO).
    """

    uid: Annotated[str, public("Artículo", "Article", unique=True)]
    name: Annotated[str, public("Denominación", "Name")]
    valid_from: Annotated[Text, public("Vigente desde", "Valid from")] = None
    valid_to: Annotated[Text, public("Vigente hasta", "Valid to")] = None
    verified: Annotated[bool, public("Verificado", "Verified")] = False


@node("Phone", "Teléfono", "Phone")
@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number, in E.164 (``+51987654321``) as the shipped profiles read it."""

    uid: Annotated[str, restricted("Teléfono", "Phone", unique=True)]
    name: Annotated[str, restricted("Número", "Number")]


@node("Account", "Cuenta de red social", "Account")
@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of a social network."""

    uid: Annotated[str, restricted("Cuenta", "Account", unique=True)]
    name: Annotated[str, restricted("Nombre", "Name")]


@node("Vehicle", "Vehículo", "Vehicle")
@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle, known by its plate."""

    uid: Annotated[str, restricted("Vehículo", "Vehicle", unique=True)]
    name: Annotated[str, restricted("Placa", "Plate")]


@node("Establishment", "Establecimiento", "Establishment")
@dataclass(frozen=True, slots=True, kw_only=True)
class Establishment:
    """A bar, hostel, mine or workshop, known by its folded name within one place."""

    uid: Annotated[str, restricted("Establecimiento", "Establishment", unique=True)]
    name: Annotated[str, restricted("Nombre", "Name")]


@node("Organisation", "Organización", "Organisation")
@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A transport company or another organisation, known by its folded name."""

    uid: Annotated[str, restricted("Organización", "Organisation", unique=True)]
    name: Annotated[str, restricted("Nombre", "Name")]


@node("Agency", "Dependencia", "Agency")
@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A police unit or a prosecutor's office that registered a case."""

    uid: Annotated[str, public("Dependencia", "Agency", unique=True)]
    name: Annotated[str, public("Nombre", "Name")]
    registry: Annotated[str, public("Registro", "Registry", codes="registry")]


@node("Indicator", "Indicador", "Indicator")
@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measure that a statistic counts, in total or for one code or band of a breakdown.

    ``dimension`` is the breakdown, None if there is none. ``code`` is the code or the band.
    ``part_of_total`` is False for published totals, which are never added to their parts.
    """

    uid: Annotated[str, public("Indicador", "Indicator", unique=True)]
    measure: Annotated[str, public("Medida", "Measure")]
    name: Annotated[str, public("Nombre", "Name")]
    dimension: Annotated[Text, public("Desagregación", "Breakdown")] = None
    code: Annotated[Text, public("Valor", "Value")] = None
    part_of_total: Annotated[bool, public("Se suma", "Adds up")] = True


@node("Observation", "Observación", "Observation")
@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A value of an indicator at a place in a period, as one source gives it.

    ``period`` is a partial date (``2017`` or ``2017-03``). ``value`` is None if the source left the
    cell empty, which is not zero. ``until`` is the last date of a figure of several years.
    ``corrected_to`` is the later figure that replaces this one, which then is no total. ``content``
    is the digest of all other properties: a file that is loaded again is compared by it.
    """

    uid: Annotated[str, public("Observación", "Observation", unique=True)]
    indicator: Annotated[str, public("Indicador", "Indicator", indexed=True)]
    period: Annotated[str, public("Período", "Period")]
    year: Annotated[int, public("Año", "Year", indexed=True)]
    place: Annotated[Text, public("Lugar", "Place", place=True)] = None
    place_text: Annotated[Text, public("Lugar escrito", "Place as written")] = None
    place_confidence: Annotated[float | None, public("Confianza", "Confidence")] = None
    agency: Annotated[Text, public("Dependencia", "Agency")] = None
    registry: Annotated[str, public("Registro", "Registry", codes="registry")] = ""
    source: Annotated[Text, public("Fuente", "Source")] = None
    value: Annotated[float | None, public("Valor", "Value")] = None
    unit: Annotated[Text, public("Unidad de cuenta", "Unit counted")] = None
    note: Annotated[Text, public("Nota", "Note")] = None
    verified: Annotated[bool, public("Verificado", "Verified")] = True
    until: Annotated[Text, public("Hasta", "Until")] = None
    stated_by: Annotated[Text, public("Dicho por", "Stated by")] = None
    stated_on: Annotated[Text, public("Dicho el", "Stated on")] = None
    of_what: Annotated[Text, public("Qué se contó", "What was counted")] = None
    corrected_to: Annotated[float | None, public("Corregida a", "Corrected to")] = None
    content: Annotated[str, public("Huella del contenido", "Digest of the content")] = ""
