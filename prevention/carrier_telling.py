"""The sections of transport companies and of terminals, in words."""

from trama.prevention.teller import Document, Section, Teller, ranked_table


def company_section(document: Document, teller: Teller) -> list[Section]:
    """Return the section of the transport companies; none if no stage names any."""
    say, told = teller.say, document["companies"]
    title = say("Empresas de transporte", "Transport companies")
    written = say(
        "Empresas escritas en las etapas de las víctimas. Figurar no acusa a nadie: quien más "
        "pasajeros lleva, más víctimas lleva.",
        "Companies written at stages of victims. To stand here accuses nobody: who carries most "
        "passengers carries most victims.",
    )
    few = say("empresas", "companies")
    return _carriers(told, title, ("company", say("empresa", "company")), (written, few), teller)


def terminal_section(document: Document, teller: Teller) -> list[Section]:
    """Return the section of the terminals; none if no stage names any."""
    say, number, told = teller.say, teller.number, document["terminals"]
    title = say("Terminales, puertos y controles", "Terminals, ports and gates")
    victims = document["basis"]["victims"]
    written = say(
        f"Terminales escritos en las etapas: los tienen {number(told['victims'])} de "
        f"{number(victims)} víctimas. Solo SISTRA tiene dónde escribirlos (HECHOS · "
        "establecimiento); de las demás no se sabe, y nada se adivina.",
        f"Terminals written at stages: {number(told['victims'])} of {number(victims)} victims have "
        "one. SISTRA alone has a field for them (HECHOS · establecimiento); of the others it is "
        "not known, and nothing is guessed.",
    )
    named = [
        {**row, "terminal": " · ".join(filter(None, (row["terminal"], row["place_name"])))}
        for row in told["rows"]
    ]
    key, few = ("terminal", "terminal"), say("terminales", "terminals")
    return _carriers({**told, "rows": named}, title, key, (written, few), teller)


def _carriers(
    told: Document, title: str, key: tuple[str, str], words: tuple[str, str], teller: Teller
) -> list[Section]:
    """Return the section of carriers.

    ``key`` has the key of their names and its title, ``words`` what is said of all, and their name.
    """
    if not told["victims"]:
        return []
    lines = [words[0]]
    if told["few"]:
        few = teller.number(told["few"])
        lines.append(
            teller.say(
                f"Con menos de diez víctimas, sin nombrar: {few} {words[1]}.",
                f"Of fewer than ten victims, not named: {few} {words[1]}.",
            )
        )
    table = ranked_table(told["rows"], key[0], key[1], teller)
    return [Section(title, *table, lines)]
