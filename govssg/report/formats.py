"""The formats findings can be written in, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from govssg.report.findings import Findings
from govssg.report.github import github_report
from govssg.report.gitlab import gitlab_report
from govssg.report.json_report import json_report
from govssg.report.junit import junit_report
from govssg.report.sarif import sarif_report
from govssg.report.text import text_report

FORMATS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {
        "text": text_report,
        "json": json_report,
        "sarif": sarif_report,
        "junit": junit_report,
        "github": github_report,
        "gitlab": gitlab_report,
    }
)
