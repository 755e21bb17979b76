"""The relationships of the canonical layer that have properties, and ATTESTED_BY.

``VICTIM_IN`` and ``SUSPECT_IN`` describe somebody's part in one case. ``VICTIM_IN`` also keeps, in
brief and derived from the stages, all that surveys of victims ask for.
"""

from dataclasses import dataclass
from typing import Annotated

from trama.ontology.declare import public, relationship, restricted

Text = str | None
Texts = tuple[str, ...]


# (:Case|Person|Stage)-[:ATTESTED_BY]->(:Record)
@relationship("ATTESTED_BY", ("Case|Person|Stage", "Record"), "lo dice", "attested by")
@dataclass(frozen=True, slots=True, kw_only=True)
class AttestedBy:
    """From a case, person or stage to each record that attests it."""


# (:Victim)-[:VICTIM_IN]->(:Case)
@relationship("VICTIM_IN", ("Victim", "Case"), "víctima en", "victim in")
@dataclass(frozen=True, slots=True, kw_only=True)
class VictimIn:
    """A person as the victim of one case, at the time of the fact.

    ``way`` has the places of the first capture, of the last arrival, then of transport; '' if
    unknown. ``missing`` are phases without a stage, ``counted`` the years as `Case` has them.

    ``every_recruitment``, ``every_means`` and ``every_purpose`` are those of the victim and of the
    stages. ``days_held`` is the number of days between the first and the last day written of
    reception, retention and exploitation. ``chain`` has a text for each stage in the order lived:
    its position, uid, phase, place, first and last day, '' if unknown, with a blank between two.
    """

    age: Annotated[float | None, restricted("Edad al hecho (años)", "Age at the fact (y)")] = None
    bond: Annotated[Text, restricted("Vínculo", "Bond", codes="bond")] = None
    education: Annotated[Text, restricted("Instrucción", "Education", codes="education")] = None
    recruitment: Annotated[Text, public("Captación", "Recruitment", codes="recruitment")] = None
    means: Annotated[Texts, public("Medios", "Means", codes="means")] = ()
    purposes: Annotated[Texts, public("Finalidades", "Purposes", codes="purpose")] = ()
    scope: Annotated[Text, public("Trata interna o externa", "Scope", codes="scope")] = None
    identity_reserved: Annotated[
        bool | None, restricted("Reserva de identidad", "Identity reserved")
    ] = None
    stages: Annotated[int, restricted("Etapas", "Stages", derived_from="SUBJECTED_TO")] = 0
    way: Annotated[Texts, restricted("Ruta en breve", "Way in brief", derived_from="Stage.AT")] = ()
    missing: Annotated[
        Texts,
        public("Fases que faltan", "Phases missing", codes="phase", derived_from="Stage.phase"),
    ] = ()
    without_place: Annotated[
        Texts,
        public("Fases sin lugar", "Phases without a place", codes="phase", derived_from="Stage.AT"),
    ] = ()
    every_recruitment: Annotated[
        Texts,
        public(
            "Toda captación",
            "Every recruitment",
            codes="recruitment",
            derived_from="Stage.recruitment",
        ),
    ] = ()
    every_means: Annotated[
        Texts, public("Todo medio", "Every means", codes="means", derived_from="Stage.means")
    ] = ()
    every_purpose: Annotated[
        Texts,
        public("Toda finalidad", "Every purpose", codes="purpose", derived_from="Stage.purposes"),
    ] = ()
    days_held: Annotated[
        int | None, restricted("Días en explotación", "Days held", derived_from="Stage.date")
    ] = None
    chain: Annotated[
        Texts, restricted("Etapas en breve", "Stages in brief", derived_from="SUBJECTED_TO")
    ] = ()
    counted: Annotated[
        Texts, restricted("Años contados", "Years counted", derived_from="ATTESTED_BY")
    ] = ()


# (:Suspect)-[:SUSPECT_IN]->(:Case)
@relationship("SUSPECT_IN", ("Suspect", "Case"), "presunto tratante en", "suspect in")
@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectIn:
    """An accusation in one case; ``excluded`` if it was archived or ended in acquittal."""

    role: Annotated[Text, restricted("Rol", "Role", codes="role")] = None
    situation: Annotated[Text, restricted("Situación", "Situation", codes="situation")] = None
    procedural_status: Annotated[
        Text, restricted("Estado procesal", "Procedural status", codes="procedural_status")
    ] = None
    excluded: Annotated[bool, restricted("Archivado o absuelto", "Archived or acquitted")] = False


# (:Stage)-[:TYPIFIED_AS]->(:PenalProvision)
@relationship("TYPIFIED_AS", ("Stage", "PenalProvision"), "tipificada como", "typified as")
@dataclass(frozen=True, slots=True, kw_only=True)
class TypifiedAs:
    """From a stage to the provision in force at its date; ``written`` is the article as written."""

    written: Annotated[Text, public("Artículo escrito", "Article as written")] = None
