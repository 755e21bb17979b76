"""The parameters of a question as a reader sees them: short titles, and values in words."""

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.cypher.header import Parameter, ParameterType
from trama.cypher.vocabulary import vocabulary
from trama.visualizations.signs import code_text, label_text, level_text, truth_text


def short_title(title: str) -> str:
    """Return a title without the brackets that explain it; a unit stays."""
    return title if title.endswith("(%)") else title.partition(" (")[0]


def value_text(parameter: Parameter, value: object, language: Language) -> str:
    """Return the value of a parameter in words: ``provincia``, ``03/2020``, ``sí``."""
    if isinstance(value, list | tuple):
        return ", ".join(value_text(parameter, item, language) for item in value)
    if isinstance(value, bool):
        return truth_text(value, language)
    text = str(value)
    if text in parameter.words:
        return parameter.words[text].title(language)
    if parameter.type is ParameterType.LEVEL:
        return level_text(text, language)
    if parameter.type is ParameterType.CODE and parameter.of:
        return code_text(parameter.of, text, language)
    if parameter.type is ParameterType.PARTIAL_DATE:
        return day_text(text, language)
    if parameter.type is ParameterType.PROPERTIES:
        declared = vocabulary().property(f"{parameter.of}.{text}")
        return (declared.es if language == "es" else declared.en) if declared else text
    return label_text(text, language) if text in vocabulary().labels else text
