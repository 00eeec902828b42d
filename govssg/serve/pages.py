"""The server's own pages: errors with carets, all findings, nothing found."""

from html import escape

from govssg.report.width import cells
from govssg.serve.shown import ShownFinding
from govssg.serve.words import say

_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"


def error_page(
    findings: tuple[ShownFinding, ...], language: str, *, title: str = "broken", detail: str = ""
) -> bytes:
    """Give the page that stands in for one that cannot be shown.

    Args:
        findings: what has to be mended.
        language: language of the words.
        title: ``broken``, ``trouble``, ``crash`` or ``missing``.
        detail: text below the findings, such as what the system said.
    """
    lead = "crash_lead" if title == "crash" else "broken_lead"
    lead = "missing_lead" if title == "missing" else lead
    parts = [f"<p>{escape(say(lead, language))}</p>", _list(findings, language)]
    if detail:
        parts.append(f"<pre>{escape(detail)}</pre>")
    link = escape(say("all_title", language))
    parts.append(f'<p><a href="/_govssg/findings">{link}</a></p>')
    return _page(say(f"{title}_title", language), "".join(parts), language)


def findings_page(findings: tuple[ShownFinding, ...], language: str) -> bytes:
    """Give the page that lists every finding."""
    body = _list(findings, language) or f"<p>{escape(say('none', language))}</p>"
    count = f"（{len(findings)}）" if language != "en" else f" ({len(findings)})"
    return _page(say("all_title", language) + count, body, language)


def _page(title: str, body: str, language: str) -> bytes:
    lang = "en" if language == "en" else "zh-CN"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n"
        '<link rel="stylesheet" href="/_govssg/live.css">\n</head>\n'
        f'<body class="govssg-page">\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n'
        "</body>\n</html>\n"
    ).encode()


def _list(findings: tuple[ShownFinding, ...], language: str) -> str:
    items = "\n".join(_item(found, language) for found in findings)
    return f'<ol class="govssg-findings">\n{items}\n</ol>' if items else ""


def _item(found: ShownFinding, language: str) -> str:
    advice = f"<p>{escape(say('hint', language) + found.hint)}</p>" if found.hint else ""
    return (
        f'<li class="govssg-{found.severity}"><p><strong>{escape(found.label)} {found.code}'
        f"</strong> {escape(found.message)}</p><p><code>{escape(found.place)}</code></p>"
        f"{_source(found)}{advice}</li>"
    )


def _source(found: ShownFinding) -> str:
    """Give source line and carets; the invisible text before them aligns them in any font."""
    if not found.line:
        return ""
    number = f"{found.line} | "
    carets = "^" * cells(found.marked)
    return (
        f"<pre>{number}{escape(found.before)}<mark>{escape(found.marked)}</mark>"
        f'{escape(found.after)}\n<span class="govssg-ghost">{number}{escape(found.before)}</span>'
        f'<span class="govssg-carets">{carets}</span></pre>'
    )
