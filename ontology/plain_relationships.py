"""The relationships of the canonical layer that have no properties."""

PLAIN_RELATIONSHIPS = (
    ("SUBJECTED_TO", "Victim", "Stage", "sometida a", "subjected to"),
    ("COMMITTED", "Suspect", "Stage", "presuntamente cometió", "allegedly committed"),
    ("PART_OF", "Stage", "Case", "parte de", "part of"),
    ("AT", "Stage|Case", "Location", "en", "at"),
    ("NEXT", "Stage", "Stage", "después", "next"),
    ("BORN_IN", "Person", "Location", "nacida en", "born in"),
    ("RESIDES_IN", "Person", "Location", "reside en", "resides in"),
    ("WITHIN", "Location", "Location", "dentro de", "within"),
    ("RENUMBERED_TO", "PenalProvision", "PenalProvision", "renumerado a", "renumbered to"),
    ("USES", "Person", "Phone|Account|Vehicle|Organisation", "usa", "uses"),
    ("USED", "Stage", "Vehicle|Establishment|Organisation", "con", "with"),
    (
        "INVOLVES",
        "Case",
        "Phone|Account|Vehicle|Establishment|Organisation",
        "involucra",
        "involves",
    ),
    ("REGISTERED_BY", "Case", "Agency", "registrado por", "registered by"),
    ("MEASURES", "Observation", "Indicator", "mide", "measures"),
    ("OBSERVED_AT", "Observation", "Location", "observado en", "observed at"),
)
"""Relationships without properties: type, labels at start and end, Spanish and English name."""
