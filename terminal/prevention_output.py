"""Recommendations in a terminal: the sections of the page, one after the other."""

from trama.prevention.teller import Document
from trama.prevention.telling import sections_of
from trama.terminal.session import Session


def show(session: Session, document: Document) -> None:
    """Draw the table of each section, with its paragraphs."""
    for section in sections_of(document, session.language):
        for text in section.before:
            session.line(text)
        session.table(section.title, section.titles, section.rows)
        for text in section.after:
            session.line(text)
        session.line("")
    session.line(
        session.say("Sigue:", "Next:")
        + " trama recommend --page "
        + session.say("lugares.html", "places.html")
    )
