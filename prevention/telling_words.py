"""The words of roles, months, referrals, groups and sources, in both languages."""

from collections.abc import Mapping

from trama.core.errors import Language
from trama.prevention.episodes import PlaceRole
from trama.prevention.reasons import Group
from trama.prevention.state_way import Referral

Words = Mapping[Language, str]

ROLES: Mapping[PlaceRole, Words] = {
    PlaceRole.ANY: {"es": "cualquier papel", "en": "any role"},
    PlaceRole.ORIGIN: {"es": "origen", "en": "origin"},
    PlaceRole.TRANSIT: {"es": "tránsito", "en": "transit"},
    PlaceRole.DESTINATION: {"es": "destino", "en": "destination"},
}
REFERRALS: Mapping[str, Words] = {
    Referral.REFERRED: {
        "es": "derivadas a la Fiscalía, al juez o a un servicio",
        "en": "referred to a prosecutor, a judge or a service",
    },
    Referral.ELSEWHERE: {
        "es": "con otro destino en el RETA",
        "en": "with another destination in RETA",
    },
    Referral.DIRECT: {
        "es": "ingresadas directamente por la Fiscalía",
        "en": "admitted by the prosecutors directly",
    },
    Referral.NO_DATA: {"es": "derivadas: sin dato", "en": "referred: no data"},
}
GROUPS: Mapping[str, Words] = {
    Group.MINOR: {"es": "niñas, niños y adolescentes", "en": "children"},
    Group.WOMAN: {"es": "mujeres adultas", "en": "adult women"},
}
SURE: Mapping[str, Words] = {
    "said": {"es": "La fuente le da la tarea.", "en": "The source gives it the task."},
    "done": {"es": "La fuente cuenta que lo hizo.", "en": "The source tells that it did so."},
    "once": {
        "es": "La norma fue reemplazada: compruebe la vigente.",
        "en": "The rule was replaced: check the one in force.",
    },
}
