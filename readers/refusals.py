"""Errors with which a file is refused: what happened, where, and what to do."""

from trama.core.errors import InputError
from trama.readers import limits


def refused(name: str, spanish: str, english: str) -> InputError:
    """Return the error of the file ``name``, with the reason in Spanish and in English."""
    return InputError(file=name, why_es=spanish, why_en=english)


def damaged(name: str) -> InputError:
    """Return the error of a file of which nothing can be read."""
    return refused(
        name,
        "está dañado o incompleto; pida otra copia",
        "it is damaged or incomplete; ask for another copy",
    )


def damaged_sheet(name: str, sheet: str) -> InputError:
    """Return the error of a workbook's sheet that cannot be read."""
    return refused(
        name,
        f"la hoja {sheet} está dañada; pida otra copia",
        f"sheet {sheet} is damaged; ask for another copy",
    )


def cut_at(name: str, line: int) -> InputError:
    """Return the error of a file that could be read only up to ``line``."""
    return refused(
        name,
        f"está cortado o dañado desde la línea {line}; pida otra copia y cárguela entera",
        f"it is cut or damaged from line {line} on; ask for another copy and load it whole",
    )


def protected(name: str) -> InputError:
    """Return the error of a file that asks for a password."""
    return refused(
        name,
        "pide contraseña; ábralo con ella y guarde una copia sin contraseña",
        "it asks for a password; open it with the password and save a copy without one",
    )


def bomb(name: str) -> InputError:
    """Return the error of an archive that unpacks into more than the limits allow."""
    ratio = limits.MOST_UNPACKED_RATIO
    return refused(
        name,
        f"se descomprime a más de {ratio} veces su tamaño; descomprímalo usted si confía en él",
        f"it unpacks to more than {ratio} times its size; unpack it yourself if you trust it",
    )


def too_much_text(name: str) -> InputError:
    """Return the error of a workbook that repeats its texts beyond the limits."""
    return refused(
        name,
        "repite textos hasta ocupar más memoria de la que una tabla necesita; guárdelo como CSV",
        "it repeats texts up to more memory than a table needs; save it as CSV",
    )


def too_many_members(name: str) -> InputError:
    """Return the error of an archive of more than MOST_MEMBERS members."""
    return refused(
        name,
        f"tiene más de {limits.MOST_MEMBERS} archivos; descomprímalo en una carpeta",
        f"it holds more than {limits.MOST_MEMBERS} files; unpack it into a folder",
    )


def no_table(name: str, spanish: str, english: str) -> InputError:
    """Return the error of a file of a kind that no reader reads."""
    return refused(
        name,
        f"{spanish}; ábralo con su programa y guárdelo como CSV o XLSX",
        f"{english}; open it with its program and save it as CSV or XLSX",
    )
