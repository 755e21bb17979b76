"""All levels of a pair of identities, and their explanation in sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trama.compare.aliases import AliasLevel, compare_aliases
from trama.compare.apart import ApartLevel, compare_apart
from trama.compare.births import BirthLevel, compare_births
from trama.compare.documents import DocumentLevel, compare_documents
from trama.compare.given_names import GivenLevel, compare_given_names
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.initials import InitialsLevel, compare_initials
from trama.compare.names import NameLevel, compare_names
from trama.compare.rarity import RarityLevel, compare_rarity
from trama.compare.residences import PlaceLevel, compare_birthplaces, compare_residences
from trama.compare.sentences import Language, Level, sentence, title
from trama.compare.spellings import SpellingLevel, compare_spellings
from trama.compare.traits import (
    NationalityLevel,
    SexLevel,
    compare_nationalities,
    compare_sexes,
)
from trama.core.written_dates import day_text
from trama.core.written_numbers import number_text
from trama.ontology.codelists import code_name
from trama.places.gazetteer import gazetteer
from trama.values.name_shares import Shares


@dataclass(frozen=True, slots=True)
class Comparison:
    """The levels of a pair and its two identities; a field is the name of its comparator."""

    one: ComparedIdentity = field(repr=False)
    other: ComparedIdentity = field(repr=False)
    names: NameLevel
    spellings: SpellingLevel
    given_names: GivenLevel
    initials: InitialsLevel
    documents: DocumentLevel
    births: BirthLevel
    birthplaces: PlaceLevel
    residences: PlaceLevel
    sexes: SexLevel
    nationalities: NationalityLevel
    aliases: AliasLevel
    rarity: RarityLevel
    apart: ApartLevel

    def levels(self) -> Mapping[str, Level]:
        """Return the level of each comparator, by its name."""
        return {name: getattr(self, name) for name in _VALUES}


class Explained(NamedTuple):
    """A line that a person reads: the comparator, its heading, its level and the sentence."""

    comparator: str
    title: str
    level: Level
    sentence: str


def compare(
    one: ComparedIdentity, other: ComparedIdentity, shares: Shares | None = None
) -> Comparison:
    """Return all levels of a pair. ``shares`` replaces the package's shares of names."""
    return Comparison(
        one,
        other,
        names=compare_names(one, other),
        spellings=compare_spellings(one, other),
        given_names=compare_given_names(one, other),
        initials=compare_initials(one, other),
        documents=compare_documents(one, other),
        births=compare_births(one, other),
        birthplaces=compare_birthplaces(one, other),
        residences=compare_residences(one, other),
        sexes=compare_sexes(one, other),
        nationalities=compare_nationalities(one, other),
        aliases=compare_aliases(one, other),
        rarity=compare_rarity(one, other, shares),
        apart=compare_apart(one, other),
    )


def explain(
    comparison: Comparison, lang: Language = "es", *, reveal: bool = False
) -> tuple[Explained, ...]:
    """Return a sentence for each comparator that had something to compare.

    The two values stand in the sentences only if ``reveal``: whoever may not see names reads how
    the records agree, and no name, document, date or place.
    """
    return tuple(
        Explained(
            name,
            title(name, lang),
            level,
            sentence(
                level,
                lang=lang,
                reveal=reveal,
                one=_VALUES[name](comparison.one, lang) if reveal else "",
                other=_VALUES[name](comparison.other, lang) if reveal else "",
            ),
        )
        for name, level in comparison.levels().items()
        if level.name != "NOTHING_TO_COMPARE"
    )


def _surnames(identity: ComparedIdentity) -> str:
    parts = (identity.paternal, identity.maternal, identity.married)
    return " ".join(part for part in parts if part)


def _birth(identity: ComparedIdentity, lang: Language) -> str:
    if identity.birth:
        return day_text(identity.birth.text, lang)
    if identity.age is None:
        return ""
    counted = f" ({day_text(identity.counted_on.text, lang)})" if identity.counted_on else ""
    return f"{number_text(identity.age, lang)}{counted}"


def _place(uid: str | None, lang: Language) -> str:
    place = gazetteer().get(uid) if uid else None
    if place is None:
        return uid or ""
    return f"{place.name_en if lang == 'en' else place.name} ({uid})"


_VALUES: Mapping[str, Callable[[ComparedIdentity, Language], str]] = {
    "names": lambda identity, _: identity.full_name,
    "spellings": lambda identity, _: _surnames(identity),
    "given_names": lambda identity, _: " ".join(identity.given),
    "initials": lambda identity, _: identity.full_name,
    "documents": lambda identity, _: ", ".join((*identity.documents, *identity.unsure_numbers)),
    "births": _birth,
    "birthplaces": lambda identity, lang: _place(identity.birthplace, lang),
    "residences": lambda identity, lang: _place(identity.residence, lang),
    "sexes": lambda identity, lang: code_name("sex", identity.sex or "", lang),
    "nationalities": lambda identity, lang: _place(identity.nationality, lang),
    "aliases": lambda identity, _: ", ".join(identity.aliases) or identity.full_name,
    "rarity": lambda *_: "",
    "apart": lambda *_: "",
}
