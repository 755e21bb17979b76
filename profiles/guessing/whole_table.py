"""The guesses of the columns of one table together: whose each is, and which moment it tells of.

A column alone often leaves open whose age or which date it holds. Its neighbours, the name of the
sheet and the rest of the table settle that. What they do not settle stays a doubt, and is told.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from trama.profiles.guessing.columns import LIKELY_AT, ColumnGuess, guess_column
from trama.profiles.guessing.headings import Subject

PERSON_USES = frozenset(
    {
        "name",
        "surnames",
        "paternal",
        "maternal",
        "given",
        "given_2",
        "initials",
        "document",
        "document_type",
        "sex",
        "age",
        "nationality",
        "nickname",
        "person_code",
    }
)
VICTIM_USES = frozenset(
    {
        "education",
        "marital_status",
        "occupation",
        "vulnerability",
        "bond",
        "identity_reserved",
        "recruitment",
        "means",
        "purposes",
        "address",
        "count",
    }
)
# Facts of a case that stand in a victim's record, whoever the heading names besides.
OF_THE_CASE = frozenset({"bond", "recruitment", "means", "purposes", "vulnerability"})
SUSPECT_USES = frozenset({"role", "situation", "phones", "accounts"})
PLACE_USES = frozenset({"department", "province", "district", "ubigeo", "country", "place_text"})
CASE_USES = frozenset(
    {
        "case_number",
        "police_report",
        "agency",
        "fiscal_district",
        "offence",
        "provision",
        "aggravating",
        "procedural_stage",
        "procedural_status",
        "entry_form",
    }
)
STAGE_USES = frozenset({"phase", "hour", "venue", "establishment", "transport"})
PHASES = ("CAPTACION", "TRANSPORTE", "RECEPCION", "RETENCION", "EXPLOTACION")
_UNREAD = frozenset({"line", "note"})
_OF_A_PERSON = frozenset({"birth", "residence"})
_SEVERAL = frozenset({"phones", "accounts", "plates"})  # uses that several columns may fill
_NEIGHBOUR = 0.8  # most surety of a person's column that only its neighbours settle
_DEFAULT = 0.65  # most surety of what only the rest of the table settles
_OPEN = 0.45  # surety of what nothing settles


def guess_table(
    headings: Sequence[str], cells: Mapping[str, Sequence[str]], about: Subject = ""
) -> list[ColumnGuess]:
    """Return the guess of every column, in the order of the headings.

    1. Guess each column alone.
    2. Say whose each column of a person is: by its heading, its neighbours, ``about``, the rest.
    3. Say which moment each place and date is of.
    4. Of two columns of one use and person keep the surer. Mark what a draft reads.

    ``about`` is the subject that the name of the sheet or the file tells. ``Víctima``, ``Edad``,
    ``Imputado``, ``Alias`` gives the age to the victim and the alias to the suspect.
    """
    guesses = [guess_column(heading, cells.get(heading, ())) for heading in headings]
    guesses = _with_subjects(guesses, about)
    guesses = _with_moments(guesses)
    guesses = [_kept(guess) for guess in guesses]
    return _each_once(guesses)


def _with_subjects(guesses: Sequence[ColumnGuess], about: Subject) -> list[ColumnGuess]:
    named: set[Subject] = {g.subject for g in guesses if g.subject in ("victim", "suspect")}
    if any(guess.use == "person_kind" and guess.sure >= LIKELY_AT for guess in guesses):
        return list(guesses)  # the row says whose its columns are
    settled: list[ColumnGuess] = []
    before: Subject = ""
    for guess in guesses:
        before = guess.subject or before
        settled.append(_with_subject(guess, settled, before, named, about, guesses))
    return settled


def _with_subject(
    guess: ColumnGuess,
    settled: Sequence[ColumnGuess],
    before: Subject,
    named: Collection[Subject],
    about: Subject,
    guesses: Sequence[ColumnGuess],
) -> ColumnGuess:
    """Return a guess with its subject; ``before`` is that of the last column that names one."""
    if guess.subject:
        return guess
    if guess.use in PERSON_USES:
        return _whose(guess, settled, before, named, about, guesses)
    if guess.use in VICTIM_USES:
        return replace(guess, subject="victim")
    if guess.use in SUSPECT_USES:
        return _of_suspect(guess, before, named, about)
    if guess.moment in _OF_A_PERSON:
        return replace(guess, subject=before or about or "victim")
    return guess


def _whose(
    guess: ColumnGuess,
    settled: Sequence[ColumnGuess],
    before: Subject,
    named: Collection[Subject],
    about: Subject,
    guesses: Sequence[ColumnGuess],
) -> ColumnGuess:
    """Return a person's column with the subject that its surroundings tell."""
    if len(named) == 1 and (about in named or not about or before):
        return replace(guess, subject=next(iter(named)))
    if not named:
        if about in ("victim", "suspect"):
            return replace(guess, subject=about)
        if any(each.use in ("role", "situation") for each in guesses):
            return _capped(
                guess, "suspect", _DEFAULT, "por las demás columnas", "by the other columns"
            )
        es = "nada dice de quién: se toma por víctima"
        en = "nothing says whose: taken as the victim's"
        return _capped(guess, "victim", _DEFAULT + 0.1, es, en)
    taken = any(each.use == guess.use and each.subject == "victim" for each in settled)
    if before == "victim":
        return _capped(guess, "victim", _NEIGHBOUR, "sigue a la víctima", "follows the victim")
    if before == "suspect" and (taken or guess.use == "nickname"):
        return _capped(guess, "suspect", _NEIGHBOUR, "sigue al imputado", "follows the suspect")
    if not before and about in ("victim", "suspect"):
        return _capped(guess, about, _NEIGHBOUR, "por el nombre de la hoja", "by the sheet's name")
    es, en = "¿de la víctima o del imputado?", "of the victim or of the suspect?"
    return _capped(guess, "", _OPEN, es, en)


def _of_suspect(
    guess: ColumnGuess, before: Subject, named: Collection[Subject], about: Subject
) -> ColumnGuess:
    """Return a column of means or role with its subject: a suspect's, unless victims alone stand.

    A telephone after a victim's columns is hers, whoever else the table names.
    """
    may_be_hers = guess.use in ("phones", "accounts") and (before or about) != "suspect"
    hers = "victim" in (before, about) or "suspect" not in named
    return replace(guess, subject="victim" if may_be_hers and hers else "suspect")


def _capped(guess: ColumnGuess, subject: Subject, most: float, es: str, en: str) -> ColumnGuess:
    return replace(
        guess,
        subject=subject,
        sure=min(guess.sure, most),
        es=f"{guess.es}; {es}",
        en=f"{guess.en}; {en}",
    )


def _with_moments(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses with the moment of each place and date.

    Places side by side are one place: the moment that one of them names is that of all.
    """
    phased = any(guess.use == "phase" and guess.sure >= LIKELY_AT for guess in guesses)
    told = {guess.moment for guess in guesses if guess.use == "date"}
    settled: list[ColumnGuess] = []
    for at, guess in enumerate(guesses):
        if guess.moment:
            settled.append(guess)
        elif guess.use in PLACE_USES:
            settled.append(_placed(guess, _moment_beside(guesses, at), guesses, phased=phased))
        elif guess.use == "address":
            settled.append(replace(guess, moment="residence"))
        elif guess.use == "date":
            settled.append(_dated(guess, told, phased=phased))
        else:
            settled.append(guess)
    return settled


def _moment_beside(guesses: Sequence[ColumnGuess], at: int) -> tuple[str, Subject]:
    """Return the moment and the subject of the run of places around a place, '' if none tells."""
    run = [guesses[at]]
    for step in (-1, 1):
        beside = at + step
        uses = {guesses[at].use}
        while 0 <= beside < len(guesses):
            other = guesses[beside]
            if other.use not in PLACE_USES | {"address"} or other.use in uses:
                break
            uses.add(other.use)
            run.append(other)
            beside += step
    for other in run:
        if other.moment:
            return other.moment, other.subject
        if other.use == "address":
            return "residence", other.subject
    return "", ""


def _placed(
    guess: ColumnGuess,
    beside: tuple[str, Subject],
    guesses: Sequence[ColumnGuess],
    *,
    phased: bool,
) -> ColumnGuess:
    """Return a place without a moment with the moment that its neighbours or the table tell."""
    moment, subject = beside
    if moment:
        es, en = "sigue a otra columna del mismo lugar", "stands beside a column of the same place"
        held = _capped(guess, guess.subject or subject, 0.9, es, en)
        return replace(held, moment=moment)
    if guess.use == "country":
        return _capped(guess, guess.subject, _OPEN, "¿qué país?", "the country of what?")
    if phased:
        return replace(guess, moment="stage")
    of_fact = any(each.use in ("agency", "offence", "phase") for each in guesses)
    of_fact = of_fact or any(each.moment in ("fact", *PHASES) for each in guesses)
    of_person = any(each.use in PERSON_USES and each.sure >= LIKELY_AT for each in guesses)
    if of_person and not of_fact:
        es = "nada dice de qué es el lugar: se toma por el domicilio"
        en = "nothing says what the place is of: taken as the residence"
        return replace(_capped(guess, "victim", _DEFAULT, es, en), moment="residence")
    es = "nada dice de qué es el lugar: se toma por el del hecho"
    en = "nothing says what the place is of: taken as that of the fact"
    return replace(_capped(guess, guess.subject, _DEFAULT, es, en), moment="fact")


def _dated(guess: ColumnGuess, told: set[str], *, phased: bool) -> ColumnGuess:
    if phased:
        return replace(guess, moment="stage")
    if "registered" in told and "fact" in told:
        return _capped(guess, guess.subject, _OPEN, "¿fecha de qué?", "the date of what?")
    moment = "fact" if "registered" in told else "registered"
    names = {"fact": ("del hecho", "of the fact"), "registered": ("de registro", "of registration")}
    es, en = names[moment]
    held = _capped(
        guess,
        guess.subject,
        _DEFAULT,
        f"nada dice de qué es la fecha: se toma por la {es}",
        f"nothing says what the date is of: taken as that {en}",
    )
    return replace(held, moment=moment)


def _kept(guess: ColumnGuess) -> ColumnGuess:
    """Return the guess with whether a draft reads it: a doubt is not read, nor what Trama lacks."""
    if guess.use in _UNREAD or not guess.use:
        return guess
    if guess.use not in OF_THE_CASE and _has_no_place(guess):
        es = "Trama no guarda este dato de un imputado"
        en = "Trama keeps no such fact of a suspect"
        if guess.subject == "victim":
            es = "Trama no guarda este dato de una víctima"
            en = "Trama keeps no such fact of a victim"
        return replace(guess, es=f"{guess.es}; {es}", en=f"{guess.en}; {en}")
    if guess.sure >= LIKELY_AT:
        return replace(guess, read=True)
    return replace(guess, es=f"{guess.es}; no se lee", en=f"{guess.en}; not read")


def _has_no_place(guess: ColumnGuess) -> bool:
    if guess.subject == "victim":
        return guess.use in SUSPECT_USES
    if guess.subject == "suspect":
        return guess.use in VICTIM_USES or guess.moment in _OF_A_PERSON
    return False


def _each_once(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses; of two that fill one field the surer is read, the first of equals."""
    best: dict[tuple[str, str, str, int], ColumnGuess] = {}
    for guess in guesses:
        if guess.read and guess.use not in _SEVERAL:
            slot = (guess.use, guess.moment, guess.subject, guess.number)
            if slot not in best or guess.sure > best[slot].sure:
                best[slot] = guess
    settled = []
    for guess in guesses:
        first = best.get((guess.use, guess.moment, guess.subject, guess.number))
        if not guess.read or first is None or first.heading == guess.heading:
            settled.append(guess)
            continue
        es = f"{guess.es}; ya lo da «{first.heading}»: no se lee"
        en = f"{guess.en}; “{first.heading}” gives it already: not read"
        settled.append(replace(guess, read=False, es=es, en=en))
    return settled
