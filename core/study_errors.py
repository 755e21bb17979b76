"""The exceptions of the risk study.

UsageError
├── BadCovariates       a file of measures with unknown codes, gaps or no numbers
├── NothingToStudy      a period or a graph without victims whose place is known  (HTTP 404)
└── StudyChanged        a study that its receipt does not reproduce
"""

from trama.core.errors import UsageError


class BadCovariates(UsageError):
    """A file of measures that does not fit the places."""

    code = "bad_covariates"
    es = "{file}: {why_es}. El estudio se puede hacer sin el archivo, con las medidas incluidas."
    en = "{file}: {why_en}. The study can be made without the file, with the shipped measures."


class NothingToStudy(UsageError):
    """A period or a graph with too few victims whose place is known."""

    code = "nothing_to_study"
    status = 404
    es = "No hay con qué hacer el estudio: {why_es}. Se puede: {instead_es}."
    en = "There is nothing to study: {why_en}. What can be had: {instead_en}."


class StudyChanged(UsageError):
    """A study whose figures are not those that its receipt gives today."""

    code = "study_changed"
    exit_code = 1
    es = "El recibo no reproduce el estudio: {why_es}."
    en = "The receipt does not reproduce the study: {why_en}."
