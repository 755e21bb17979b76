"""The check that the libraries of the study are installed."""

from trama.core.extras import require_libraries

_LIBRARIES = ("scipy", "libpysal", "esda", "spreg", "statsmodels", "resvg_py", "reportlab")


def require_extra() -> None:
    """Check that a study can be made and written.

    Raises:
        MissingPart: the extra ``study`` is not installed.
    """
    require_libraries(_LIBRARIES, "study", "hace el estudio de riesgo", "makes the risk study")
