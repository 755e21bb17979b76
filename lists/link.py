"""Two lists of people linked, or one list freed of repetitions: records in, explained links out."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.compare.names import NameLevel
from trama.compare.sentences import Language
from trama.linkage.joint.scored import KEEP_AT, KEEP_BITS
from trama.linkage.model.shipped import shipped_model
from trama.linkage.model.weights import Model
from trama.linkage.pairs.lost import LostLinks, lost_links
from trama.lists.blocks import ListPairs
from trama.lists.choosing import GUARDS, Choice, grouped, one_to_one
from trama.lists.columns import People, read_people
from trama.lists.distinct import Codes
from trama.lists.learning import Candidates, learn
from trama.lists.levels import (
    ENUMS,
    CheapLevels,
    cheap_levels,
    key_levels,
)
from trama.lists.list_engine import THIS_MACHINE, ListEngine
from trama.lists.list_rules import RULES
from trama.lists.name_bounds import NameBounds
from trama.lists.name_keys import NameKeys
from trama.lists.name_levels import name_levels
from trama.lists.patterns import Patterns, patterns_of
from trama.values.name_shares import Shares, package_shares

_ALWAYS = frozenset({"documents", "births", "sexes"})  # comparators that count in each pair
_SAMPLE = 15_000  # candidate pairs that weights are learned from
_LEAST_LEARNED = 500  # candidate pairs; of fewer nothing is learned, and the shipped model weighs
_SEED = 20_170
_LEAST_PEOPLE = 1_000  # records; two sisters in a list of ten do not make their surnames common


class ListStep(StrEnum):
    """A step that takes long."""

    BLOCKING = "blocking"
    COMPARING = "comparing"
    DECIDING = "deciding"


def _nobody(_step: ListStep, _size: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class ListLinks:
    """The pairs of lists that are or may be one person, and what they cost.

    ``pairs`` is an Arrow table: ``one`` and ``other`` (uids), ``probability``, ``verdict`` (SAME,
    UNSURE), ``reason`` (the guard that stopped the pair, or '') and ``explanation``, a line for
    each comparator. ``groups`` has ``uid`` and ``person``, the uid of the group's first record; a
    record without a link is a person of its own. ``lost`` estimates what blocking lost,
    ``candidates`` counts the pairs that it found, and ``skipped`` the records by rule whose key too
    many others have.
    """

    pairs: pa.Table
    groups: pa.Table
    model: Model
    candidates: int
    lost: LostLinks
    skipped: dict[str, int]


@dataclass(frozen=True, slots=True)
class ListOptions:
    """The options of a run.

    ``relatives`` says that lists may hold siblings, twins, or a parent and child of one name, as
    lists of people do. It is False for a sample that was drawn without relatives; then no pair is
    stopped by what relatives have in common. ``watch`` receives each step, and its records or
    pairs. ``same_at`` and ``ask_at`` stand in the place of the model's thresholds. ``engine`` finds
    pairs and compares names. ``lang`` is the language of explanations.
    """

    lang: Language = "es"
    relatives: bool = True
    watch: Callable[[ListStep, int], None] = _nobody
    same_at: float | None = None
    ask_at: float | None = None
    engine: ListEngine = THIS_MACHINE

    def with_thresholds(self, model: Model) -> Model:
        """Return the model with the thresholds that the options give."""
        same_at = model.same_at if self.same_at is None else self.same_at
        ask_at = model.ask_at if self.ask_at is None else self.ask_at
        return replace(model, same_at=same_at, ask_at=ask_at)


USUAL = ListOptions()


def link_lists(
    one: pa.Table,
    other: pa.Table,
    *,
    model: Model | None = None,
    options: ListOptions = USUAL,
) -> ListLinks:
    """Return the people who stand in two lists, in each at most once.

    The columns of a list are those of ``columns.COLUMNS``. Without a ``model`` the weights are
    learned from the lists, or are those of the shipped model if the lists are short.

    Raises:
        BadParameter: a list has no uids, no names, or a uid twice; thresholds are out of order.
    """
    return _linked(read_people(one, other), model, options)


def dedupe(
    people: pa.Table, *, model: Model | None = None, options: ListOptions = USUAL
) -> ListLinks:
    """Return the groups of records of one list that are one person.

    Raises:
        BadParameter: the list has no uids, no names, or a uid twice.
    """
    return _linked(read_people(people), model, options)


def _linked(people: People, model: Model | None, options: ListOptions) -> ListLinks:
    """Return the links of people.

    1. Find the candidate pairs. Leave out those that documents and births set apart for certain.
    2. Learn the weights from a sample of the others, whose names are compared too.
    3. Leave out pairs that cannot reach ``KEEP_AT``, whatever their names say.
    4. Compare the names of the others, weigh them, and choose.
    """
    options.watch(ListStep.BLOCKING, len(people))
    found = options.engine.pairs(people)
    named = NameKeys(people, shares_of(people))
    keys = key_levels(people, found.one, found.other)
    apart = keys.surely_apart() & options.relatives
    possible = np.flatnonzero(~apart)
    one, other = found.one[possible], found.other[possible]
    cheap = cheap_levels(people, keys.of(possible), one, other)

    def with_names(places: NDArray[np.intp]) -> Patterns:
        names = name_levels(options.engine.names(named, one[places], other[places]))
        return patterns_of(cheap.of(places), names)

    if model is None:
        model = _learned(named, found, len(possible), with_names)
    model = options.with_thresholds(model)
    bounds, unusual = NameBounds(named), people.unusual
    best = _best_bits(model, cheap, bounds.rarest(one, other), bounds.surnames(one, other))
    kept = np.flatnonzero((best >= KEEP_BITS) | unusual[one] | unusual[other])
    options.watch(ListStep.COMPARING, len(kept))
    patterns = with_names(kept)
    ends, bits = (one[kept], other[kept]), patterns.bits(model)[patterns.of_pair]
    options.watch(ListStep.DECIDING, len(bits))
    stops = patterns.vetoed(relatives=options.relatives), patterns.weak()
    vetoed, weak = (stop[patterns.of_pair] for stop in stops)
    if people.two_lists:
        choice = one_to_one(*ends, bits, vetoed, model.same_at, weak=weak)
        groups = dict(zip(*(end[choice.linked].tolist() for end in ends[::-1]), strict=True))
    else:
        # A vetoed pair may still be one person, but not siblings, nor one with more against it.
        against = vetoed & (patterns.siblings()[patterns.of_pair] | (bits < 0))
        never = found.one[apart], found.other[apart]
        here, there = (np.concatenate([ends[n][against], never[n]]) for n in (0, 1))
        choice, groups = grouped(*ends, bits, vetoed, (here, there), model.same_at, weak=weak)
    return ListLinks(
        _explained_pairs(people, ends, patterns, choice, model, options.lang),
        _people_of_groups(people, groups),
        model,
        len(found),
        _lost(found, possible[kept], choice),
        dict(found.skipped),
    )


def _people_of_groups(people: People, groups: Mapping[int, int]) -> pa.Table:
    """Return the uid of each record with that of its group's first record, or its own."""
    person = np.arange(len(people))
    person[list(groups)] = list(groups.values())
    return pa.table({"uid": people.uids, "person": people.uids.take(pa.array(person))})


def _learned(
    named: NameKeys,
    found: ListPairs,
    pairs: int,
    with_names: Callable[[NDArray[np.intp]], Patterns],
) -> Model:
    """Return the model of the lists, learned from a sample of the pairs that may be one person.

    Return the shipped model if the pairs are few.
    """
    if pairs < _LEAST_LEARNED:
        return shipped_model()
    people, places = named.people, np.arange(pairs)
    if pairs > _SAMPLE:
        places = np.sort(np.random.default_rng(_SEED).choice(pairs, _SAMPLE, replace=False))
    if people.two_lists:
        every = float(people.first) * (len(people) - people.first)
    else:
        every = len(people) * (len(people) - 1) / 2
    sample = Candidates(with_names(places), pairs / max(len(places), 1), every, found)
    model = learn(named, sample, f"{len(people)} records, {pairs} candidate pairs")
    return replace(model, ask_at=0.5)


def shares_of(people: People) -> Shares:
    """Return the shares of names: those of the lists or of the package, whichever is greater.

    A name that is common where the lists come from is no evidence.
    """
    known = package_shares()
    surnames = _shares([word.sound for word in people.surnames], [people.paternal, people.maternal])
    given = [people.given_at[people.given][:, place] for place in range(people.given_at.shape[1])]
    givens = _shares([word.sound for word in people.givens], given)
    return Shares(_greater(surnames, known.surnames), _greater(givens, known.given_names))


def _shares(sounds: Sequence[str], columns: Sequence[Codes]) -> dict[str, float]:
    """Return the share of other records that have each sound, of a pair that agrees on it.

    The pair itself is left out: it may be one person, who makes no name common. A short list counts
    as ``_LEAST_PEOPLE``.

    Example: 3 of 10 records have QUISPE. A pair of them has one other record beside it: 0.001.
    """
    counts: Counter[str] = Counter()
    for codes in columns:
        seen = np.bincount(codes[codes >= 0], minlength=len(sounds))
        for place in np.flatnonzero(seen).tolist():
            counts[sounds[place]] += int(seen[place])
    people = max(len(columns[0]), _LEAST_PEOPLE)
    return {sound: (count - 2) / people for sound, count in counts.items() if count > 2}


def _greater(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {**one, **{sound: max(share, one.get(sound, 0.0)) for sound, share in other.items()}}


def _best_bits(
    model: Model, cheap: CheapLevels, rarest: NDArray[np.int8], surnames: NDArray[np.int8]
) -> NDArray[np.float64]:
    """Return the bits that each pair has at most, whatever its names say.

    ``rarest`` and ``surnames`` bound the names (see `NameBounds`). A place or a nationality that
    speaks against one person may not count, as siblings share it.
    """
    weights = {
        name: np.array([0.0, *(model.weight(name, level) for level in ENUMS[name])])
        for name in (*cheap.levels, "names", "rarity")
    }
    best = np.full(len(cheap.generation), model.start)
    none, single = (
        model.weight("names", level)
        for level in (NameLevel.DIFFERENT, NameLevel.ONE_SURNAME_DIFFERS)
    )
    agreeing = weights["names"].max() + weights["rarity"][rarest]
    best += np.choose(surnames, (none, max(none, single), agreeing))
    for name, levels in cheap.levels.items():
        weight = weights[name] if name in _ALWAYS else np.maximum(weights[name], 0.0)
        best += weight[levels]
    return best


def _lost(found: ListPairs, kept: NDArray[np.intp], choice: Choice) -> LostLinks:
    """Return the estimate of what blocking lost, from the rules that found each pair."""
    bits = found.found_by[kept]
    by_rule = np.column_stack([(bits >> place) & 1 for place in range(len(RULES))]).astype(bool)
    return lost_links(by_rule, np.where(choice.linked, choice.probability, 0.0))


def _explained_pairs(
    people: People,
    ends: tuple[NDArray[np.int64], NDArray[np.int64]],
    patterns: Patterns,
    choice: Choice,
    model: Model,
    lang: Language,
) -> pa.Table:
    """Return the table of the pairs that are links, or may be. Its texts stand in dictionaries."""
    told = np.flatnonzero(choice.linked | (choice.probability >= KEEP_AT))
    one, other = (people.uids.take(pa.array(end[told])) for end in ends)
    verdict = pa.array(choice.linked[told].astype(np.int8))
    reasons = pa.array([guard.value if guard else "" for guard in GUARDS])
    used, of_pair = np.unique(patterns.of_pair[told], return_inverse=True)
    texts = pa.array(patterns.explanations(model, used, lang), pa.string())
    return pa.table(
        {
            "one": one,
            "other": other,
            "probability": np.round(choice.probability[told], 4),
            "verdict": pa.DictionaryArray.from_arrays(verdict, ["UNSURE", "SAME"]),
            "reason": pa.DictionaryArray.from_arrays(pa.array(choice.guard[told]), reasons),
            "explanation": pa.DictionaryArray.from_arrays(
                pa.array(of_pair.astype(np.int32)), texts
            ),
        }
    )
