"""The rates of a twin's defects: in cells, and in what its registries omit or file twice."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class DirtRates:
    """The rate of each defect of the real exports; no other module holds a rate.

    Every rate is a share, 0 to 1, of the things that its line names: rows, people, cases. Rates
    follow the real RETA file where it shows them: 61 % of its place triples match no gazetteer
    entry as written; 9 % of the education cells are NO ESPECIFICA. Defects of identities are of the
    kinds that the registries' reports name; their rates are cautious guesses. The cases that a
    registry leaves out or files twice follow from the causes that the reports give for the
    registries' different totals. Clean registries file each case once, with all its people.
    """

    place_spelling: float = 0.22
    """Places with an abbreviation, an old spelling, a town for its district or a wrong parent."""
    accents_lost: float = 0.45
    """RETA registrations typed without accents and Ñ."""
    mojibake: float = 0.02
    """Texts with Ñ or accents read in a wrong code page (MUÃ‘OZ, MU¥OZ)."""
    ubigeo_zero_lost: float = 0.10
    """UBIGEO cells with a leading zero that a spreadsheet turned into a number: 80101."""
    ubigeo_missing: float = 0.04
    """UBIGEO cells left empty; names still give the place."""
    document_zero_lost: float = 0.60
    """Documents with a leading zero, written without the zero."""
    document_missing: float = 0.2
    """People whose document a registry did not write down: an empty cell or a word for unknown."""
    document_missing_minor: float = 0.45
    """The same for victims under 18."""
    document_missing_planted: float = 0.06
    """The same for planted people, whom both registries know well."""
    document_typo: float = 0.03
    """Documents with two digits transposed or one digit wrong."""
    document_other: float = 0.20
    """Foreigners whom a registry knows by another document: PTP and not cédula, passport not CE."""
    document_hidden: float = 0.15
    """SISTRA victims whose number is hidden. The type stays: it gives the scheme of the places."""
    name_typo: float = 0.05
    """People with a typo of one letter in their name in one registry."""
    name_misheard: float = 0.04
    """People with one name written as it sounds in Spanish: SALAZAR as ZALASAR, YESENIA as
    LLESENIA."""
    name_spelling: float = 0.15
    """People with a surname that has competing spellings, one of them chosen: QUISPE, KISPE."""
    name_short: float = 0.03
    """People under the short form of a given name: CHARO for ROSARIO."""
    surnames_swapped: float = 0.03
    """People whose two surnames are swapped."""
    surname_dropped: float = 0.05
    """People without their second surname."""
    surname_married: float = 0.06
    """Women of 20 years and more with a husband's surname for their second surname: DE SOTO."""
    given_name_dropped: float = 0.15
    """People with only one of their given names in one registry, mostly the first."""
    given_names_swapped: float = 0.04
    """People whose given names are swapped."""
    initials_for_minors: float = 0.15
    """RETA victims under 18 with initials for their names."""
    initials_given_first: float = 0.25
    """SISTRA victims whose initials begin with the given names."""
    initials_short: float = 0.2
    """SISTRA victims whose initials lack the second given name or the second surname."""
    reserved_minor: float = 0.3
    """SISTRA victims under 18 with only initials, sex and age: the reserve of identity of minors
    leaves no document, birth date or place."""
    reserved_adult: float = 0.06
    """The same for adults with a reserved identity."""
    known_by_alias: float = 0.06
    """RETA suspects of whom the victim knew only the nickname or one given name."""
    age_off: float = 0.10
    """Ages that are a year too high or too low: told, or counted on another day."""
    age_rounded: float = 0.05
    """Ages of 20 years and more rounded to five: estimated by sight."""
    birth_date_missing: float = 0.1
    """Birth dates that a registry leaves out beyond those that it never asks; the age stays."""
    birth_date_wrong: float = 0.04
    """Birth dates with day and month swapped, a day off or a year off."""
    home_elsewhere: float = 0.10
    """RETA victims whose address is the place where they were found."""
    origin_missing: float = 0.1
    """SISTRA victims without the codes of birthplace and residence."""
    date_style: float = 0.20
    """Dates written in another style than their column: 05-MAR-17, a serial, 5 de marzo de 2017."""
    date_vague: float = 0.06
    """Dates of facts that give the month or the year alone."""
    date_unknown: float = 0.03
    """Dates of facts that are empty or a word for unknown."""
    dates_differ: float = 0.2
    """Cases in both registries whose fact dates differ, by one to six days."""
    dates_far: float = 0.06
    """Cases whose fact date is 20 to 200 days early: the police ask when the journey was agreed."""
    district_of_unit: float = 0.06
    """RETA registrations under another district of the province: that of the police unit."""
    district_missing: float = 0.04
    """RETA registrations that name the province of the fact and no district."""
    victim_omitted: float = 0.06
    """Victims of several in a case whom one registry does not name."""
    suspect_omitted: float = 0.08
    """Suspects whom one registry does not name: identified later, or not charged."""
    registered_twice: float = 0.03
    """RETA cases with a second registration: a comisaría and the specialised unit both file it."""
    carpeta_split: float = 0.04
    """SISTRA cases with a second carpeta: another office opens it, or one carpeta is split."""
    filing_parted: float = 0.3
    """Second filings that hold victims of their own: units share an operation out, or a carpeta is
    parted."""
    suspects_apart: float = 0.04
    """Cases of which each registry names other suspects. The police caught the keeper, the
    prosecutor charges the owner."""
    case_reserved: float = 0.12
    """Cases of minors alone of whom both registries write nothing but initials, sex and age."""
    fact_of_report: float = 0.06
    """RETA registrations with the day of the complaint as the day of the fact."""
    ages_worded: float = 0.08
    """Ages of one year and more that are written with their unit: 15 AÑOS."""
    value_unknown: float = 0.04
    """Optional values of closed lists (bond, marital status, occupation) written as unknown."""
    value_respelt: float = 0.06
    """Values of closed lists in another case, without accents or with extra blanks."""
    place_unknown: float = 0.02
    """Places of capture written as unknown."""
    several_values: float = 0.03
    """RETA cells of the means (MEDIO_EMPLEADO) with two values joined by a slash."""
    law_outdated: float = 0.06
    """Cases since 31 March 2021 that cite the article by its former number."""
    report_respelt: float = 0.25
    """SISTRA's police report numbers with another dash, with blanks or in lower case."""
    line_break: float = 0.004
    """RETA addresses with a line break inside the cell."""
    repeated_row: float = 0.010
    """Rows followed by an exact copy."""
    header_repeated: float = 0.0006
    """Rows followed by the header again."""
    blank_row: float = 0.004
    """Rows followed by a blank row."""
    keyless_row: float = 0.003
    """Rows followed by a copy without its case key."""
    orphan_row: float = 0.003
    """SISTRA child rows followed by a copy under the number of an unknown carpeta."""
    ragged_row: float = 0.002
    """RETA rows followed by a copy with more cells than the header has columns."""
    layout: float = 1.0
    """A switch. Above 0: another order and case of columns, an extra column, a hidden sheet, TOTAL
    rows."""

    @classmethod
    def none(cls) -> "DirtRates":
        """Return the rates of a clean export."""
        return cls(**{rate.name: 0.0 for rate in fields(cls)})

    def scaled(self, factor: float) -> "DirtRates":
        """Return these rates times ``factor``, each at most 1."""
        return DirtRates(
            **{rate.name: min(1.0, getattr(self, rate.name) * factor) for rate in fields(self)}
        )
