"""The theme of the laws: it prints every field of every view, so that no stale one stays hidden.

It compiles in no time, and has what a closure can be made of: includes, imports, parents.
"""

MAIN = (
    "article", "policy", "interpretation", "guide", "page", "column", "home_portal",
    "home_department", "home_county", "search", "map", "help", "not_found", "moved",
)  # fmt: skip

PRINTED = """\
{% from "parts/words.html" import words %}
{{ words(page.heading) }}
{{ page }}
"""

LAYOUT = """\
{% extends "parts/frame.html" %}
{% block top %}{{ variant.name }} {{ section }} {{ site }}{% endblock %}
"""

FRAME = """\
<!DOCTYPE html>
<html lang="{{ site.language }}"><head>{{ head }}</head>
<body>{% block top %}{% endblock %}
{% for other in variants %}<a href="{{ other.href }}">{{ other.name }}</a>{% endfor %}
{{ breadcrumbs }}<main>{{ main }}</main></body></html>
"""

MANIFEST = {"name": "small", "styles": ["one.css", "two.css"], "scripts": ["go.js"], "files": []}
"""What ``theme.yaml`` says, to be written as JSON."""

TEMPLATES = {
    **{f"main/{name}.html": PRINTED for name in MAIN},
    **{f"layouts/{name}.html": LAYOUT for name in ("standard", "elder", "accessible")},
    "main/column.html": PRINTED + '{% include "parts/rows.html" %}\n',
    "main/article.html": PRINTED + "{% for item in page.related %}{{ item.href }}{% endfor %}\n",
    "parts/frame.html": FRAME,
    "parts/words.html": "{% macro words(text) %}<h1>{{ text }}</h1>{% endmacro %}\n",
    "parts/rows.html": '{% for item in page["items"] %}<a href="{{ item.href }}">{{ item.title }}'
    "</a>{% endfor %}\n",
    "parts/head.html": '<title>{{ page.title }}</title><link href="{{ site.asset("site.css") }}">',
    "parts/breadcrumbs.html": "{% for crumb in page.breadcrumbs %}{{ crumb.text }}/{% endfor %}\n",
    "files/feed.xml": '<?xml version="1.0"?>\n<feed>{{ feed }}</feed>\n',
    "files/sitemap.xml": '<?xml version="1.0"?>\n<urlset>{{ sitemap }}</urlset>\n',
    "files/robots.txt": "{{ robots }}\n",
}

FILES = {
    **{f"templates/{name}": text for name, text in TEMPLATES.items()},
    "styles/one.css": "a { color: red }\n",
    "styles/two.css": "b { background: url(spare.svg) }\n",
    "assets/go.js": "let go = 1\n",
    "assets/spare.svg": "<svg/>\n",
}
"""Everything but the manifest, by path inside the theme."""
