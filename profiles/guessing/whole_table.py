"""The guesses of the columns of one table together: whose each is, and which moment it tells of.

A column alone often leaves open whose age or which date it holds. Its neighbours, the name of the
sheet and the rest of the table settle that. An unsettled use stays a doubt, and is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trama.profiles.guessing.cell_tests import COUNTS
from trama.profiles.guessing.columns import LIKELY_AT, NAMES, ColumnGuess, guess_column
from trama.profiles.guessing.headings import Subject, read_heading
from trama.profiles.guessing.surroundings import (
    DEFAULT,
    OF_A_PERSON,
    OF_THE_CASE,
    OPEN,
    PERSON_USES,
    SUSPECT_USES,
    VICTIM_USES,
    Surroundings,
)

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
_LEAST_LINES = 3  # cells that may tell that a column counts the rows
_UNREAD = frozenset({"line", "note"})
_SEVERAL = frozenset({"phones", "accounts", "plates"})  # uses that several columns may fill


def guess_table(
    headings: Sequence[str], cells: Mapping[str, Sequence[str]], about: Subject = ""
) -> list[ColumnGuess]:
    """Return the guess of every column, in the order of the headings.

    1. Guess each column alone.
    2. Say whose each column of a person is: by its heading, its neighbours, ``about``, the rest.
    3. Say which moment each place and date is of.
    4. Among two columns of one use and person keep the surer. Mark what a draft reads.

    ``about`` is the subject that the name of the sheet or the file tells. ``Víctima``, ``Edad``,
    ``Imputado``, ``Alias`` gives the age to the victim and the alias to the suspect.
    """
    guesses = [guess_column(heading, cells.get(heading, ())) for heading in headings]
    guesses = _one_case_number(_without_line_numbers(guesses, cells))
    guesses = _of_one_person_a_row(guesses)
    # «Celular 1» and «Celular 2» are of one person.
    guesses = [replace(g, number=0) if g.use in _SEVERAL else g for g in guesses]
    guesses = Surroundings(guesses, about).settled()
    guesses = _with_moments(guesses)
    guesses = [_kept(guess) for guess in guesses]
    return _counted_once(_each_once(guesses))


def _one_case_number(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses; beside another number of the case, an «Atestado» is the police's."""
    cases = [guess for guess in guesses if guess.use == "case_number" and guess.sure >= LIKELY_AT]
    police = [
        guess.heading
        for guess in cases
        if any(each.use == "police_report" for each in read_heading(guess.heading).candidates)
    ]
    if len(police) == len(cases):
        return list(guesses)
    return [replace(g, use="police_report") if g.heading in police else g for g in guesses]


def _without_line_numbers(
    guesses: Sequence[ColumnGuess], cells: Mapping[str, Sequence[str]]
) -> list[ColumnGuess]:
    """Return the guesses; beside another number of the case, 1, 2, 3 are numbers of lines."""
    cases = [g.heading for g in guesses if g.use == "case_number" and g.sure >= LIKELY_AT]
    lines = [heading for heading in cases if _counts_lines(cells.get(heading, ()))]
    if len(lines) == len(cases):
        return list(guesses)
    es, en = "cuenta las filas: 1, 2, 3…", "counts the rows: 1, 2, 3…"
    return [replace(g, use="line", es=es, en=en) if g.heading in lines else g for g in guesses]


def _counts_lines(column: Sequence[str]) -> bool:
    """Return whether cells are 1, 2, 3 and so on; a row of totals may end them."""
    written = [cell for cell in column if cell]
    last = len(written) - (0 if not written or written[-1].isdigit() else 1)
    return last >= _LEAST_LINES and written[:last] == [str(n + 1) for n in range(last)]


def _of_one_person_a_row(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses; no column says whether a row is a victim if it names a suspect too.

    «Situación» beside «Agraviada» and «Denunciado» holds INVESTIGADO, and hides no victim.
    """
    named = {guess.subject for guess in guesses if guess.use in NAMES}
    if not {"victim", "suspect"} <= named:
        return list(guesses)
    es = "la fila nombra a la víctima y al imputado: no dice cuál de los dos es; no se lee"
    en = "the row names the victim and the suspect: it does not say which of them it is; not read"
    return [replace(g, use="", es=es, en=en) if g.use == "person_kind" else g for g in guesses]


def _with_moments(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses with the moment of each place and date.

    Places side by side are one place: the moment that one of them names is that of all.
    """
    # A doubtful phase makes its dates and places those of no other moment.
    phase = next((g for g in guesses if g.use == "phase"), None)
    phased = phase is not None
    # «Hechos / Fecha» beside «Hechos / Etapa» is the date of the stage.
    group = phase.group if phase else ""
    guesses = [
        replace(g, moment="") if group and (g.moment, g.group) == ("fact", group) else g
        for g in guesses
    ]
    guesses = [_of_premises(guess, at, guesses) for at, guess in enumerate(guesses)]
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
        elif guess.use in ("year", "month"):
            es = "nada dice de qué es: se toma por el del hecho"
            en = "nothing says what it is of: taken as that of the fact"
            settled.append(guess.capped(guess.subject, DEFAULT, es, en))
        else:
            settled.append(guess)
    return settled


def _of_premises(guess: ColumnGuess, at: int, guesses: Sequence[ColumnGuess]) -> ColumnGuess:
    """Return an address that is no home as that of the fact: of a bar, or of a table of raids."""
    if guess.use != "address" or guess.moment or guess.subject not in ("", "victim"):
        return guess
    of_bar = at > 0 and guesses[at - 1].use in ("establishment", "venue")
    if of_bar or not _tells_of_people(guesses):
        return replace(guess, moment="fact", subject="")
    return guess


def _tells_of_people(guesses: Sequence[ColumnGuess]) -> bool:
    return any(each.use in PERSON_USES and each.sure >= LIKELY_AT for each in guesses)


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
        held = guess.capped(guess.subject or subject, 0.9, es, en)
        return replace(held, moment=moment)
    if guess.use == "country":
        return guess.capped(guess.subject, OPEN, "¿qué país?", "the country of what?")
    if phased:
        return replace(guess, moment="stage")
    of_fact = any(each.use in ("agency", "offence", "phase") for each in guesses)
    of_fact = of_fact or any(each.moment in ("fact", *PHASES) for each in guesses)
    if _tells_of_people(guesses) and not of_fact:
        es = "nada dice de qué es el lugar: se toma por el domicilio"
        en = "nothing says what the place is of: taken as the residence"
        return replace(guess.capped("victim", DEFAULT, es, en), moment="residence")
    es = "nada dice de qué es el lugar: se toma por el del hecho"
    en = "nothing says what the place is of: taken as that of the fact"
    return replace(guess.capped(guess.subject, DEFAULT, es, en), moment="fact")


def _dated(guess: ColumnGuess, told: set[str], *, phased: bool) -> ColumnGuess:
    if phased:
        return replace(guess, moment="stage")
    if "registered" in told and "fact" in told:
        return guess.capped(guess.subject, OPEN, "¿fecha de qué?", "the date of what?")
    moment = "fact" if "registered" in told else "registered"
    names = {"fact": ("del hecho", "of the fact"), "registered": ("de registro", "of registration")}
    es, en = names[moment]
    held = guess.capped(
        guess.subject,
        DEFAULT,
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
        return guess.use in VICTIM_USES or guess.moment in OF_A_PERSON
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


def _counted_once(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses; women and men are counted, or else all: nobody is counted twice."""
    read = {guess.use for guess in guesses if guess.read} & set(COUNTS)
    sexes = {"count_women", "count_men"}
    counting = sexes if sexes <= read else {"count"} if "count" in read else read
    es, en = "ya lo cuentan otras columnas: no se lee", "other columns count it: not read"
    return [
        replace(g, read=False, es=f"{g.es}; {es}", en=f"{g.en}; {en}")
        if g.read and g.use in read - counting
        else g
        for g in guesses
    ]
