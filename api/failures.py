"""The place of an unexpected error: the only part of it that may be shown."""


def where_raised(error: BaseException) -> str:
    """Return file and line at which ``error`` was raised.

    The message of an unexpected error, and the values in its stack, may hold a person's name. So
    neither is shown nor logged.
    """
    trace = error.__traceback__
    place = "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
