"""What a browser can tell of a page: axe, reflow, targets, clipping, focus, inline code."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AAA = ("wcag2aaa", "wcag21aaa", "wcag22aaa")

_AXE = """async ([tags, unsure]) => {
  const result = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations", "incomplete"],
    iframes: false, preload: {assets: ["cssom"], timeout: 2000}});
  const doubts = result.incomplete.filter((rule) => rule.id.startsWith("color-contrast"));
  return [...result.violations, ...(unsure ? doubts : [])].flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary || ""}`));
}"""

_STATIC = """() => {
  const all = [...document.querySelectorAll("*")], found = [];
  if (document.querySelector("style, [style]")) found.push("inline style");
  if ([...document.scripts].some((s) => !s.src)) found.push("inline script");
  if (all.some((e) => [...e.attributes].some((a) => /^on/i.test(a.name)))) found.push("handler");
  if (!/^zh/.test(document.documentElement.lang)) found.push("lang");
  if (document.querySelectorAll("h1").length !== 1) found.push("h1");
  const ids = all.map((e) => e.id).filter(Boolean);
  if (new Set(ids).size !== ids.length) found.push("duplicate id");
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) found.push(link.hash);
  return found;
}"""

_REFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width + 1) return [];
  return [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width && box.right > width + 1 && !e.closest(".table-scroll, .skips");
  }).slice(0, 5).map((e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 20)}`);
}"""

_TARGETS = """(least) => {
  const controls = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  return [...document.querySelectorAll(controls)].flatMap((e) => {
    if (!e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) return [];
    const label = /radio|checkbox/.test(e.type || "") && e.closest("label");
    const box = (label || e).getBoundingClientRect();
    const inText = getComputedStyle(e).display === "inline"
      && (e.closest("p, li, td, dd") || e).textContent.trim() !== e.textContent.trim();
    if (!box.width || box.right < 0 || inText) return [];
    if (box.width >= least - .5 && box.height >= least - .5) return [];
    const size = `${Math.round(box.width)}x${Math.round(box.height)}`;
    return [`${e.tagName} ${e.textContent.trim().slice(0, 16)} ${size}`];
  });
}"""

_CLIPPED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* {line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important} p {margin-block-end: 2em !important}`);
  document.adoptedStyleSheets = [sheet];
  const hides = (value) => value === "hidden" || value === "clip";
  const found = [...document.querySelectorAll("body *")].filter((e) => {
    const style = getComputedStyle(e);
    if (style.position === "absolute" || !e.textContent.trim() || !e.clientHeight) return false;
    return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
  }).map((e) => `${e.tagName}.${e.className}`);
  document.adoptedStyleSheets = [];
  return found;
}"""

_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  window.__order ||= new Map();
  const seen = window.__order.has(e);
  window.__order.set(e, true);
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const x = box.left + Math.min(box.width / 2, 20), y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  return {seen, ring, name: `${e.tagName} ${e.textContent.trim().slice(0, 16)}`,
    href: e.getAttribute("href") || "", visible: box.width > 0 && box.right > 0,
    covered: !!hit && !e.contains(hit) && !hit.contains(e)};
}"""


@cache
def axe_source() -> str:
    package = Path(axe_playwright_python.__file__).parent
    return next(package.rglob("axe.min.js")).read_text()


def watch(page: Page, base: str) -> list[str]:
    """Gather console and CSP errors and requests to other hosts from now on."""
    events: list[str] = []
    page.on("console", lambda m: events.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: events.append(str(error)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((base, "data:")) else events.append(f"asked {r.url}"),
    )
    return events


def axe(page: Page, *, unsure: bool = True) -> list[str]:
    """Give axe's violations and, if asked, the contrasts it could not decide."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe_source())
    found: list[str] = page.evaluate(_AXE, [[*AA, *AAA], unsure])
    return found


def open_all(page: Page) -> None:
    """Open every details element, or axe does not look inside."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")


def static(page: Page) -> list[str]:
    return list(page.evaluate(_STATIC))


def targets(page: Page, least: int) -> list[str]:
    return list(page.evaluate(_TARGETS, least))


def clipped(page: Page) -> list[str]:
    """Give elements that cut their text under the spacing of WCAG 1.4.12."""
    return list(page.evaluate(_CLIPPED))


def overflow(page: Page, width: int, percent: int) -> list[str]:
    """Give what stands out of a window of that width at that text size."""
    page.set_viewport_size({"width": width, "height": 800})
    zoom = "(p) => document.documentElement.style.setProperty('font-size', p, 'important')"
    page.evaluate(zoom, f"{percent}%")
    found = list(page.evaluate(_REFLOW))
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


def first_stop(page: Page) -> str:
    """Give the address of the first Tab stop."""
    page.keyboard.press("Tab")
    return str((page.evaluate(_FOCUS) or {}).get("href", ""))


def keyboard_walk(page: Page, limit: int = 300) -> list[str]:
    """Tab through the page; give the stops that are invisible, unmarked or covered."""
    found: list[str] = []
    for _stop in range(limit):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(_FOCUS)
        if stop is None or stop["seen"]:
            return found
        faults = [key for key in ("ring", "visible") if not stop[key]]
        faults += ["covered"] if stop["covered"] else []
        found += [f"{stop['name']}: {fault}" for fault in faults]
    return [*found, "Tab does not leave the page"]
