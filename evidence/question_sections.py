"""The sections of a report about the questions: how each was asked, what it found, its receipt."""

from collections.abc import Iterator

from trama.core.errors import Language
from trama.evidence.asking_again import AskedAgain
from trama.evidence.investigated import Investigated, file_of
from trama.evidence.report_words import WORDS
from trama.exchange.answer_table import AnswerTable, answer_table
from trama.exchange.understood import asked_in_words, understood_lines
from trama.queries.run import QueryAnswer
from trama.reports.report import Block, Facts, Paragraph, Section, Table, cell
from trama.visualizations.parameter_words import short_title
from trama.visualizations.signs import UNVERIFIED
from trama.visualizations.tables import unverified_note

_MOST_ROWS = 30  # of an answer, in a report
_DIGITS = 16  # of a hash, in a report; the receipts have them whole


def question_sections(found: Investigated, *, packed: bool) -> Iterator[Section]:
    """Yield a section for each question, then those that could not be asked again.

    ``packed`` says whether the report stands beside the data of all rows.
    """
    words = WORDS[found.about.language]
    first = [] if found.asked else [Paragraph(words["no_questions"])]
    yield Section(words["questions"], first)
    for question in found.asked:
        yield _section(question, found, packed=packed)
    if found.not_asked:
        told = [
            [str(one.number), cell(one.title or one.name), one.name, cell(_in(one.why, found))]
            for one in found.not_asked
        ]
        titles = ["", words["question"], words["query"], words["why"]]
        yield Section(words["not_asked"], [Table(titles, told)])


def _section(question: AskedAgain, found: Investigated, *, packed: bool) -> Section:
    language = found.about.language
    words, query, answer = WORDS[language], question.query, question.answer
    rows = words["cut"].format(rows=len(answer.rows)) if answer.truncated else str(len(answer.rows))
    facts = [
        (words["question"], query.header.questions[language]),
        *(
            (short_title(title), cell(text))
            for name, title, text in asked_in_words(query, answer, language, found.numbers)
            if name != "limit"
        ),
        *((words["understood"], line) for line in understood_lines(query, answer, language)),
        (words["searched"], _in(question.sentence, found)),
        (words["found"], rows),
        (words["query"], f"{query.name} v{query.version}"),
        (words["receipt"], _receipt(answer, language)),
    ]
    blocks: list[Block] = [Facts([(title, text) for title, text in facts if text])]
    blocks += [
        Paragraph(f"{words['changed']}: {_in(change, found)}", warning=True)
        for change in question.changed
    ]
    table = answer_table(query, answer, language, found.numbers)
    blocks += _rows(table, question, language, packed=packed)
    if query.header.notes:
        blocks.append(Paragraph(query.header.notes[language], small=True))
    if any(UNVERIFIED in text for row in table.rows[:_MOST_ROWS] for text in row):
        blocks.append(Paragraph(unverified_note(language), small=True))
    title = question.title or query.header.titles[language]
    return Section(f"{question.number}. {title}", blocks, 2)


def _rows(
    table: AnswerTable, question: AskedAgain, language: Language, *, packed: bool
) -> Iterator[Block]:
    words, count = WORDS[language], len(table.rows)
    if not count:
        yield Paragraph(words["no_rows"])
        return
    if table.same:
        told = "; ".join(f"{title}: {text}" for title, text in table.same)
        yield Paragraph(f"{words['same']}: {told}.", small=True)
    note = ""
    if count > _MOST_ROWS:
        form = words["more_rows" if packed else "more_rows_alone"]
        note = form.format(shown=_MOST_ROWS, all=count, file=f"data/{file_of(question)}.csv")
    shown = [[cell(text) for text in row] for row in table.rows[:_MOST_ROWS]]
    yield Table([short_title(title) for title in table.titles], shown, note)


def _receipt(answer: QueryAnswer, language: Language) -> str:
    receipt = answer.receipt
    return WORDS[language]["of_receipt"].format(
        digest=receipt.digest[:_DIGITS],
        text=receipt.text_sha256[:_DIGITS],
        parameters=receipt.parameters_sha256[:_DIGITS],
        role=receipt.role,
        at=receipt.asked_at,
    )


def _in(both: tuple[str, str], found: Investigated) -> str:
    return both[found.about.language == "en"]
