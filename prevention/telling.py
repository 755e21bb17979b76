"""The sections of recommendations in words, as the terminal and the page show them."""

from trama.core.errors import Language
from trama.core.written_dates import MONTHS
from trama.prevention.carrier_telling import company_section, terminal_section
from trama.prevention.episodes import PlaceRole
from trama.prevention.held_out import FEWEST_CLUSTERS
from trama.prevention.teller import SHOWN, Document, Section, Teller, ranked_table
from trama.prevention.telling_words import ROLES
from trama.prevention.way_telling import task_section, way_section

_REASONS = (
    "El porqué es de todos los años y papeles, desde diez víctimas y en decenas.",
    "The reasons are of all years and roles, from ten victims up and in tens.",
)
_THREE = (PlaceRole.ORIGIN, PlaceRole.TRANSIT, PlaceRole.DESTINATION)


def sections_of(document: Document, language: Language) -> list[Section]:
    """Return the sections of an answer."""
    teller = Teller(language)
    return [
        _places(document, teller),
        _checks(document, teller),
        *company_section(document, teller),
        *terminal_section(document, teller),
        _months(document["months"], teller),
        task_section(document, teller),
        way_section(document["way"], teller),
    ]


def _places(document: Document, teller: Teller) -> Section:
    say, rows = teller.say, document["places"]
    asked = document["question"]
    titles = [
        say("grupo", "tier"),
        say("lugar", "place"),
        say("víctimas", "victims"),
        say("casos", "cases"),
        say("por 100\N{NO-BREAK SPACE}000 hab.", "per 100,000 inh."),
        *(ROLES[role][teller.language] for role in _THREE),
        say("puesto", "rank"),
        say(f"entre los primeros {asked['most']}", f"among the first {asked['most']}"),
        say("por qué", "why"),
    ]
    role = ROLES[PlaceRole(asked["role"])][teller.language]
    level = asked["level_name"].lower()
    where = f" · {asked['within_name']}" if asked["within_name"] else ""
    return Section(
        say("Dónde poner la prevención", "Where to put prevention") + f" ({level}, {role}{where})",
        titles=titles,
        rows=[_place_row(row, teller) for row in rows[:SHOWN]],
        after=_under_places(document, teller),
    )


def _place_row(row: Document, teller: Teller) -> list[str]:
    return [
        teller.number(row["tier"]),
        row["place_name"],
        teller.number(row["victims"]),
        teller.number(row["cases"]),
        teller.number(row["rate"], 1),
        *(teller.number(row[role]) for role in _THREE),
        teller.ranks(row),
        teller.percent(row["first"]),
        _why(row, teller),
    ]


def _why(row: Document, teller: Teller) -> str:
    say, reasons = teller.say, []
    if told := row["recruitment"]:
        part, of = teller.number(told["victims"]), teller.number(told["of"])
        reasons.append(
            say(
                f"{told['name'].lower()}: {part} o más de {of} captadas aquí",
                f"{told['name'].lower()}: {part} or more of {of} captured here",
            )
        )
    if told := row["minors"]:
        part, of = teller.number(told["victims"]), teller.number(told["of"])
        reasons.append(
            say(
                f"menores de 18: {part} o más de {of} de edad conocida",
                f"under 18: {part} or more of {of} of a known age",
            )
        )
    return "; ".join(reasons)


def _under_places(document: Document, teller: Teller) -> list[str]:
    say, number, basis = teller.say, teller.number, document["basis"]
    more = len(document["places"]) - SHOWN
    lines = []
    if more > 0:
        lines.append(say(f"Y {number(more)} lugares más.", f"And {number(more)} more places."))
    asked = document["question"]
    if basis["clusters"] < FEWEST_CLUSTERS:
        lines.append(
            say(
                f"Solo {number(basis['clusters'])} grupos de casos sin personas en común: los "
                "intervalos dicen menos de lo que parece.",
                f"Only {number(basis['clusters'])} groups of cases without people in common: the "
                "intervals say less than they seem to.",
            )
        )
    lines += [
        say(
            f"{number(basis['victims'])} víctimas (personas) en {number(basis['cases'])} casos. "
            "Dos lugares del mismo grupo no se distinguen: su orden puede ser azar. «Puesto» es el "
            f"intervalo del 90 % en {number(asked['draws'])} sorteos de casos; los casos que "
            "une una persona se sortean juntos.",
            f"{number(basis['victims'])} victims (people) in {number(basis['cases'])} cases. Two "
            "places of one tier cannot be told apart: their order may be chance. “Rank” is the "
            f"90% interval over {number(asked['draws'])} draws of cases; cases joined by a person "
            "are drawn together.",
        ),
        say(*_REASONS),
        say(
            "Solo lo observado: donde no se registra, no se ve. El lugar dice dónde ocurrió, no "
            "cómo es su gente; ningún dato personal entra en el orden.",
            "Only what was observed: where nobody registers, nothing is seen. A place says where "
            "it happened, not what its people are like; no personal datum enters the order.",
        ),
    ]
    if told := _unplaced(basis, teller):
        lines.append(told)
    return lines


def _unplaced(basis: Document, teller: Teller) -> str:
    """Return how many episodes no place of the ranking has; an empty text for none."""
    say = teller.say
    out = [
        (basis["abroad"], "con un lugar fuera del Perú", "with a place outside Peru"),
        (basis["coarser"], "con un lugar conocido solo más grueso", "with a place known coarser"),
        (basis["without_place"], "sin lugar con ese papel", "without a place in that role"),
    ]
    told = [f"{teller.number(count)} {say(es, en)}" for count, es, en in out if count]
    if not told:
        return ""
    opening = say("Episodios (víctima en un caso) ", "Episodes (a victim in a case) ")
    return f"{opening}{' · '.join(told)}."


def _checks(document: Document, teller: Teller) -> Section:
    say, number, checks = teller.say, teller.number, document["checks"]
    title = say(
        "Dónde los controles cruzarían más recorridos", "Where checks would meet most routes"
    )
    if not checks["routes"]:
        none = say(
            "Ningún recorrido entre dos lugares de este nivel: pida un nivel más fino.",
            "No route between two places of this level: ask for a finer level.",
        )
        return Section(title, [none])
    proof = (
        say("Ninguna otra elección cruza más.", "No other choice meets more.")
        if checks["exact"]
        else say(
            f"Ninguna elección cruza más de {number(checks['bound'])}.",
            f"No choice meets more than {number(checks['bound'])}.",
        )
    )
    return Section(
        title,
        titles=[
            say("lugar", "place"),
            say("recorridos que agrega", "routes added"),
            say("juntos", "together"),
        ],
        rows=[
            [row["place_name"], number(row["added"]), teller.percent(row["share"])]
            for row in checks["places"]
        ],
        after=[
            say(
                f"{number(checks['met'])} de {number(checks['routes'])} recorridos observados (una "
                f"víctima en un caso, entre dos lugares o más). {proof} Entre dos lugares "
                "observados no se adivina el camino.",
                f"{number(checks['met'])} of {number(checks['routes'])} observed routes (a victim "
                f"in a case, between two places or more). {proof} The road between two observed "
                "places is not guessed.",
            ),
            _tested(checks["test"], len(checks["places"]), teller),
        ],
    )


def _tested(test: Document | None, most: int, teller: Teller) -> str:
    say, percent = teller.say, teller.percent
    if test is None:
        return say(
            "Sin prueba: ningún año tiene 30 recorridos y otros 30 antes.",
            "Not tested: no year has 30 routes and another 30 before it.",
        )
    years = f"{test['years'][0]}–{test['years'][-1]}"
    gain = _points(test["over_largest"], teller)
    chance = _points(test["over_random"], teller)
    verdict = (
        say("La elección ayuda.", "The choice helps.")
        if test["helps"]
        else say(
            "No se ve ganancia: elegir así no es mejor que poner los controles en los lugares más "
            "poblados.",
            "No gain is seen: choosing so is no better than checks at the most populous places.",
        )
    )
    return say(
        f"Prueba con años no vistos ({years}): elegidos con los años anteriores, cruzan el "
        f"{percent(test['met'])}; los {most} más poblados, el {percent(test['largest'])} (ganancia "
        f"{gain}); {most} al azar según su población, el {percent(test['random'])} (ganancia "
        f"{chance}). {verdict}",
        f"Test on unseen years ({years}): chosen on the years before, they meet "
        f"{percent(test['met'])}; the {most} most populous, {percent(test['largest'])} (gain "
        f"{gain}); {most} at random by population, {percent(test['random'])} (gain {chance}). "
        f"{verdict}",
    )


def _points(gain: Document, teller: Teller) -> str:
    """Return a gain in points of a hundred with its interval: ``11,1 puntos (8,0 a 14,7)``."""
    share, low, high = (teller.number(100 * gain[name], 1) for name in ("share", "low", "high"))
    return teller.say(f"{share} puntos, {low} a {high}", f"{share} points, {low} to {high}")


def _months(months: Document, teller: Teller) -> Section:
    say, number = teller.say, teller.number
    named = [
        {**row, "month": MONTHS[teller.language][int(row["month"]) - 1]} for row in months["rows"]
    ]
    out = ", ".join(f"{one['registry']} {one['year']}" for one in months["left_out"])
    lines = [
        say(
            f"Solo hechos de mes conocido; {number(months['without'])} episodios no lo tienen.",
            f"Only facts of a known month; {number(months['without'])} episodes have none.",
        )
    ]
    if out:
        lines.append(
            say(
                f"Años escritos en un solo mes, que no cuentan: {out}.",
                f"Years written in one month, which do not count: {out}.",
            )
        )
    table = ranked_table(named, "month", say("mes", "month"), teller)
    return Section(say("Meses del hecho", "Months of the fact"), *table, lines)
