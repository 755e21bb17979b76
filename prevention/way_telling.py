"""The sections of the institutions' tasks and of a victim's way through the State, in words."""

from trama.prevention.institutions import tasks
from trama.prevention.teller import SHOWN, Document, Section, Teller
from trama.prevention.telling_words import GROUPS, REFERRALS, ROLES, SURE


def task_section(document: Document, teller: Teller) -> Section:
    """Return the section of the tasks that fit the roles of the places shown."""
    say = teller.say
    wanted = {task for row in document["places"][:SHOWN] for task in row["tasks"]}
    rows, links = [], []
    for task in tasks():
        if task.id in wanted:
            roles = " · ".join(ROLES[role][teller.language] for role in task.roles)
            said = task.en if teller.language == "en" else task.es
            sure = SURE[task.sure][teller.language]
            rows.append([roles, task.institution, said, f"{task.source}. {sure}"])
            links.append(task.url)
    return Section(
        say("Qué puede hacer cada institución", "What each institution can do"),
        titles=[
            say("en lugares de", "at places of"),
            say("institución", "institution"),
            say("qué", "what"),
            say("fuente", "source"),
        ],
        rows=rows,
        links=links,
        after=[
            say(
                "Solo lo que tiene fuente; compruebe la norma antes de citarla.",
                "Only what has a source; check the rule before you cite it.",
            )
        ],
    )


def way_section(way: Document, teller: Teller) -> Section:
    """Return the section of the steps, the gaps in days and the targets."""
    say = teller.say
    no_data = say("sin dato", "no data")
    referred = [
        [REFERRALS[kind][teller.language], _few(count, teller)]
        for kind, count in way["referred"].items()
    ]
    plan, none = way["assisted"]["assisted"], way["assisted"]["no_data"]
    rows = [
        [say("identificadas", "identified"), _few(way["identified"], teller)],
        *referred,
        [
            say("asistidas, con un plan de apoyo escrito", "assisted, with a support plan"),
            _few(plan, teller),
        ],
        [say("asistidas", "assisted") + f": {no_data}", _few(none, teller)],
        [
            say("reintegradas", "reintegrated") + f": {no_data}",
            _few(way["reintegrated"]["no_data"], teller),
        ],
    ]
    return Section(
        say("El camino de la víctima por el Estado", "A victim's way through the State"),
        titles=[say("paso", "step"), say("episodios", "episodes")],
        rows=rows,
        after=[
            say("Desde diez, en decenas.", "From ten up, in tens."),
            say(
                "Reintegradas: ni RETA ni SISTRA tienen un campo que lo diga; en HTCDS, el fin de "
                "un plan de apoyo no dice que la víctima se reintegró.",
                "Reintegrated: neither RETA nor SISTRA has a field for it; in HTCDS the end of a "
                "support plan does not say that the victim was reintegrated.",
            ),
            *_gap_lines(way, teller),
            *_target_lines(way, teller),
        ],
    )


def _gap_lines(way: Document, teller: Teller) -> list[str]:
    say, number = teller.say, teller.number
    names = {
        "identified": say("Del hecho al primer registro", "From the fact to the first record"),
        "referred": say("De RETA a la carpeta", "From RETA to the carpeta"),
        "service": say("Del registro a la derivación (HTCDS)", "From record to referral (HTCDS)"),
    }
    return [
        f"{names[gap['gap']]}: "
        + (
            say(
                f"mediana {number(gap['median'])} días (la mitad central, de {number(gap['low'])} "
                f"a {number(gap['high'])}) en {number(gap['known'])} episodios con ambas fechas.",
                f"median {number(gap['median'])} days (the middle half, {number(gap['low'])} to "
                f"{number(gap['high'])}) in {number(gap['known'])} episodes with both dates.",
            )
            if gap["median"] is not None
            else say("sin dato.", "no data.")
        )
        for gap in way["gaps"]
    ]


def _target_lines(way: Document, teller: Teller) -> list[str]:
    say = teller.say
    return [
        say(
            f"Meta de la Política al 2030, {GROUPS[one['group']]['es']} asistidas y reintegradas: "
            f"{teller.percent(one['target'])}. En todos los años, de "
            f"{_few(one['victims'], teller)} víctimas, {_few(one['with_plan'], teller)} con plan "
            "escrito; de las demás, sin dato: la parte no se puede calcular.",
            f"Target of the Policy to 2030, {GROUPS[one['group']]['en']} assisted and "
            f"reintegrated: {teller.percent(one['target'])}. In all years, of "
            f"{_few(one['victims'], teller)} victims, {_few(one['with_plan'], teller)} with a "
            "written plan; of the others, no data: the share cannot be computed.",
        )
        for one in way["targets"]
    ]


def _few(count: int | None, teller: Teller) -> str:
    return "<10" if count is None else teller.number(count)
