"""Rules of service guides (检查指标 V6; GB/T 36114-2018; 实施清单)."""

import re
from collections.abc import Callable
from typing import Any

from govssg.model.document import Document
from govssg.model.finding import Finding, Severity, Span, finding

Place = Callable[[str], Span]

_VAGUE = re.compile(r"其他(?:相关|有关|必要)?(?:材料|资料|证明)|法律法规规定的其他")
_FORM = re.compile(r"(?:申请|登记|备案|申报|审批)(?:表|书)$")


def promise_within_limit(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G201: the promised time is not longer than the legal one."""
    if not fields.anticipate_day or fields.promise_day <= fields.anticipate_day:
        return ()
    promise, limit = fields.promise_day, fields.anticipate_day
    return (finding("G201", place("promiseDay"), promise=promise, limit=limit),)


def no_visit_needs_link(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G202: zero visits is only possible online, with an address."""
    if fields.visits > 0 or (fields.is_online and fields.online_url):
        return ()
    return (finding("G202", place("visits")),)


def fee_has_basis(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G203: each fee has a standard and a basis."""
    return tuple(
        finding("G203", place("fees"), name=fee.name)
        for fee in fields.fees
        if not (fee.standard and fee.by_law)
    )


def no_vague_material(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G204: no catch-all material such as 其他材料."""
    return tuple(
        finding("G204", place("materials"), name=material.name)
        for material in fields.materials
        if _VAGUE.search(material.name)
    )


def form_can_be_had(_document: Document, fields: Any, place: Place) -> tuple[Finding, ...]:  # noqa: ANN401
    """G205: a form to fill in is offered as a blank, or says where to get it."""
    return tuple(
        finding("G205", place("materials"), Severity.WARNING, name=material.name)
        for material in fields.materials
        if _FORM.search(material.name) and not (material.blank or material.source)
    )


GUIDE_RULES = (
    promise_within_limit,
    no_visit_needs_link,
    fee_has_basis,
    no_vague_material,
    form_can_be_had,
)
