"""Names of the invented people of foreign registries: stocks by region, and how they are misheard.

SINTETICO. A stock has its commonest names first. Nothing here was taken from ``trama.twin``.
"""

import re
from random import Random

SURNAMES = {
    "andean": (
        "QUISPE MAMANI HUAMAN CCORI ROJAS CCOPA HUANCA SULLCA CHAVEZ PALOMINO CURI ÑAUPARI ÑAHUI"
        " CCENTE YUPANQUI TAIPE HUARCAYA POMA RICRA AYALA INGA CHILLCCE ROMANI SOTO TORVISCO"
        " CONDORI HUAYTA PUMA RAMOS LLACTA ASTO VENTURA CASTRO ESPINOZA QUIÑONES TTITO"
    ),
    "aymara": (
        "MAMANI CONDORI FLORES CHOQUE APAZA TICONA CALLATA CUTIPA CHAMBI JAHUIRA ARUQUIPA LIMACHI"
        " PACOMPIA CHAMBILLA ATENCIO CALISAYA COAQUIRA HUALLPA YUJRA LARICO NINA VILCA"
    ),
    "amazonian": (
        "SHUPINGAHUA TAPULLIMA AMASIFUEN PIZANGO SANGAMA TUANAMA SINARAHUA FASABI TANANTA CACHIQUE"
        " TANGOA PIÑA MURAYARI AHUANARI CANAYO INUMA MANIHUARI YUYARIMA RENGIFO PINEDO VASQUEZ"
        " RIOS SABOYA DAHUA GRANDEZ PANDURO WAJAJAY TSAMAREN"
    ),
    "coast": (
        "GARCIA RODRIGUEZ SANCHEZ FLORES RAMIREZ CRUZ DIAZ TORRES CASTILLO VARGAS FERNANDEZ"
        " GONZALES MENDOZA PALACIOS SILVA CHUNGA BENITES ECHE RUIZ PAIVA SANDOVAL BANCAYAN CHERO"
        " YARLEQUE ZAPATA SIPION LLONTOP MECHAN BURGA REQUEJO UCAÑAN AZABACHE"
    ),
    "afro": (
        "BALLUMBROSIO CAMPOS ZEGARRA MINA CARTAGENA LURITA FARFAN COBOS PEÑA MOLINA ARIZAGA"
        " GUADALUPE CORNEJO VILELA MANZANARES JAUREGUI"
    ),
    "tusan": "WONG CHANG LAU CHIU SIU KOO LEE CHAN TAM FUNG YI HO LOO CHEN",
    "venezuelan": (
        "GONZALEZ RODRIGUEZ PEREZ HERNANDEZ GARCIA BRICEÑO URDANETA CHIRINOS COLMENARES PEROZO"
        " VILLASMIL MONTILLA GUTIERREZ BRACHO LEAL ZAMBRANO ECHENIQUE RONDON YEPEZ BLANCO"
    ),
    "compound": (
        "DE LA CRUZ|DEL CASTILLO|DE LA TORRE|DEL AGUILA|PONCE DE LEON|DE LOS SANTOS|SAN MARTIN"
        "|LA ROSA|DE LA VEGA|DEL CARPIO|LA MADRID|DE LOS RIOS"
    ),
}

GIVEN = {
    "F": (
        "MARIA ROSA MILAGROS LUZ YULIANA FLOR KATHERINE LISBETH ANALI SHIRLEY DEYSI NOEMI ROXANA"
        " BRIGIT YESENIA SOLEDAD MARISOL ELVA YENY NAYELI DAYANA CARMEN JULIA ANGELA FIORELLA ELSA"
        " GUADALUPE VILMA JHOSELIN LEYLA ESTEFANI KIARA MELISSA NORMA GLADYS HILDA VANESSA SONIA"
        " RUTH EDITH BERTHA XIMENA JANETH KELLY MIRIAM OLGA PAOLA ALISON DANIELA YAMILETH"
    ),
    "M": (
        "JOSE LUIS JUAN CARLOS JHON BRAYAN WILMER EDWIN MIGUEL ANGEL VICTOR JAIME PERCY ROGER ELMER"
        " FREDY JESUS KEVIN ANTHONY HENRRY ALEX WALTER FELIX ISAIAS TEOFILO MARCELINO YHONATAN"
        " CRISTHIAN ALDAIR NILTON SEGUNDO SANTOS HECTOR OSCAR MARIO ABEL RUBEN GILBERTO FRANKLIN"
    ),
}

SHORT = {
    "MARIA": "MARI",
    "ROSA": "ROSITA",
    "JOSE": "PEPE",
    "JESUS": "CHUCHO",
    "GUADALUPE": "LUPE",
    "CARMEN": "CARMENCITA",
    "MIGUEL": "MIKI",
    "SOLEDAD": "SOLE",
    "MILAGROS": "MILI",
    "KATHERINE": "KATY",
    "VANESSA": "VANE",
    "DANIELA": "DANI",
    "ISABEL": "CHABELA",
    "LUIS": "LUCHO",
}

ALIASES = (
    "CHATO GORDO CHINO NEGRA TIA FLACO LOCO MORENO COLOCHO PELUCA CHARAPA ZURDO CAUSA PATRONA"
    " RUSO CABEZON MOSCA PANTERA GATA MELLIZO PROFE COJO MONO VENECO BEBA CUCHILLO MADRINA"
)

# How a clerk writes what he hears: a pattern of the folded name, and what stands there then.
_HEARD = (
    ("V", "B"),
    ("B", "V"),
    ("Z", "S"),
    ("S(?=[AEIO])", "Z"),
    ("C(?=[EI])", "S"),
    ("LL", "Y"),
    ("Y(?=[AEIOU])", "LL"),
    ("^H", ""),
    ("G(?=[EI])", "J"),
    ("J(?=[EI])", "G"),
    ("QU(?=[EI])", "K"),
    ("CC", "C"),
    ("K", "C"),
    ("HUA", "GUA"),
    ("HU(?=[AE])", "W"),
    ("Y$", "I"),
    ("I$", "Y"),
    ("TH", "T"),
    ("JH", "J"),
    ("YH", "Y"),
    ("SH", "CH"),
    ("NN", "N"),
    ("RR", "R"),
    ("Ñ", "N"),
    ("TT", "T"),
    ("X", "J"),
    ("U(?=.*[AEIO])", "O"),
    ("E(?=.*[AOIU])", "I"),
    ("LL", "L"),
    ("SS", "S"),
)
_KEYS = ("QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM")


def surname(rng: Random, region: str) -> str:
    """Return a surname of the region; one in fifteen is a compound."""
    if rng.random() < 1 / 15:
        return rng.choice(SURNAMES["compound"].split("|"))
    return common_first(rng, SURNAMES[region].split())


def common_first(rng: Random, names: list[str]) -> str:
    """Return a name, the first ones far oftener than the last."""
    return rng.choices(names, [1 / (place + 3) ** 0.9 for place in range(len(names))])[0]


def misheard(rng: Random, word: str) -> str:
    """Return the word as a clerk heard it, or as it is if nothing in it can be misheard."""
    able = [(pattern, heard) for pattern, heard in _HEARD if re.search(pattern, word)]
    if not able:
        return word
    pattern, heard = rng.choice(able)
    return re.sub(pattern, heard, word, count=1) or word


def mistyped(rng: Random, word: str) -> str:
    """Return the word with one slip of the fingers."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    match rng.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            row = next((keys for keys in _KEYS if word[at] in keys), word[at])
            near = row[max(row.find(word[at]) - 1, 0)]
            return word[:at] + near + word[at + 1 :]
