"""Where an unexpected error was raised: all that may be said of it outside."""


def where_raised(error: BaseException) -> str:
    """Return file and line at which ``error`` was raised.

    Messages of unexpected errors and the values in their stacks may hold a person's name, so
    neither is shown nor logged.
    """
    trace = error.__traceback__
    place = "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
