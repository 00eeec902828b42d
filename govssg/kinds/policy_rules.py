"""Rules of policy documents (国办公开办函〔2019〕61号; formats tested in ``docs/checks``)."""

import re
from collections.abc import Callable
from typing import Any

from govssg.model.document import Document
from govssg.model.finding import Finding, Severity, Span, finding

Place = Callable[[str], Span]

DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fa5]{2,12}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
INDEX_NUMBER = re.compile(r"(?:\d{9}|\d{7,8}-[\dX]|[0-9A-Z]{18})/(?:19|20)\d{2}-\d{5}")


def document_number(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G101: 文号 has six-cornered brackets, a year and a serial without leading zero."""
    number = fields.doc_number
    if not number or DOCUMENT_NUMBER.fullmatch(number):
        return ()
    return (finding("G101", place("docNumber"), value=number),)


def index_number(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G102: 索引号 is organ code / year-serial."""
    number = fields.index_number
    if not number or INDEX_NUMBER.fullmatch(number):
        return ()
    return (finding("G102", place("indexNumber"), value=number),)


def issued_before_published(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G103: 成文日期 is not after 发布日期."""
    if not fields.issued_date or not fields.date or fields.issued_date <= fields.date[:10]:
        return ()
    return (finding("G103", place("issuedDate"), issued=fields.issued_date, date=fields.date[:10]),)


def ended_names_successor(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G104: a repealed document should name what replaces it."""
    if fields.validity != "废止" or fields.replaced_by:
        return ()
    return (finding("G104", place("validity"), Severity.NOTE),)


POLICY_RULES = (document_number, index_number, issued_before_published, ended_names_successor)
