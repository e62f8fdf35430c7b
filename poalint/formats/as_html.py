"""Reports as one web page that needs nothing else: no script, no image, no font from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from poalint.formats.checked import Checked, Run
from poalint.formats.shapes import Trouble
from poalint.formats.words import accepted_of, elsewhere, place_of, proof_of, say
from poalint.kinds.base import shorten
from poalint.model import Answer, Finding, Report, Severity

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2330; --paper: #fff; --faint: #5c6473; --line: #d9dde5; --mark: #fff1c9;
  --error: #b3261e; --warning: #8a5a00; --info: #1f5fa8; --good: #1b6e3c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ef; --paper: #14171d; --faint: #9aa3b2; --line: #323846; --mark: #4a3d10;
    --error: #ff8a80; --warning: #f0b95a; --info: #8ab8f0; --good: #7fd6a0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; overflow-wrap: anywhere; } h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
article { border-top: 2px solid var(--line); margin-top: 1.5rem; }
.score { font-size: 1.1rem; font-weight: 600; }
.ready, .answered { color: var(--good); } .revise, .warning { color: var(--warning); }
.not_ready, .error, .missing { color: var(--error); } .undecided, .info { color: var(--info); }
.faint { color: var(--faint); font-size: .875rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; padding: .6rem .8rem; }
li p { margin: .25rem 0; } mark { background: var(--mark); color: inherit; padding: 0 .2em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem;
  text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td:last-child { white-space: nowrap; font-weight: 600; }
@media print { body { max-width: none; padding: 0; } li { break-inside: avoid; } }
"""


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """The page in pieces: its head, an article a draft as each is done, its end."""
    lang = run.lang
    title = escape(say(lang, "report"))
    yield (
        f'<!doctype html>\n<html lang="{"zh-Hans" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    for each in checked:
        if each.trouble is not None:
            yield _trouble(each.trouble, lang)
        elif isinstance(each.result, Report):
            yield _report(each.result, lang)
    yield "</body>\n</html>\n"


def _trouble(trouble: Trouble, lang: str) -> str:
    told = f"{trouble.message}; {trouble.help}" if trouble.help else trouble.message
    return (
        f'<article>\n<h2>{escape(trouble.path)}</h2>\n<p class="score undecided">{escape(say(lang, "not checked"))}</p>\n'
        f"<p>{escape(told)}</p>\n</article>\n"
    )


def _report(report: Report, lang: str) -> str:
    verdict = say(lang, "score", score=report.score, grade=report.grade, verdict=say(lang, report.verdict))
    source = say(lang, report.violation.source)
    answers = say(lang, "answers", kind=report.violation.kind.value, source=source, marketplace=report.marketplace)
    counts = say(lang, "counts", **{severity.value: report.count(severity) for severity in Severity})
    accepted = "".join(f'<p class="faint">{escape(line)}</p>\n' for line in accepted_of(report, lang))
    return (
        f'<article>\n<h2>{escape(report.path)}</h2>\n<p class="score {report.verdict.value}">{escape(verdict)}</p>\n'
        f'<p class="faint">{escape(answers)} · {escape(counts)}</p>\n{accepted}'
        f"{_findings(report, lang)}{_checklist(report, lang)}{_coverage(report, lang)}{_likeness(report, lang)}</article>\n"
    )


def _findings(report: Report, lang: str) -> str:
    if not report.findings:
        return f'<p class="answered">{escape(say(lang, "no findings"))}</p>\n'
    items = "".join(_finding(finding, lang) for finding in report.findings)
    return f"<h3>{escape(say(lang, 'findings'))}</h3>\n<ol>\n{items}</ol>\n"


def _finding(finding: Finding, lang: str) -> str:
    severity = finding.severity.value
    quoted = ""
    if finding.range is not None and finding.excerpt:
        start = finding.range.start
        where = (
            say(lang, "paragraph", paragraph=start.paragraph) if start.paragraph else say(lang, "line", line=start.line)
        )
        quoted = f'<p><span class="faint">{escape(where)}</span> <mark>{escape(finding.excerpt)}</mark></p>\n'
    related = "".join(
        f'<p class="faint">{escape(say(lang, "also") + say(lang, "colon") + note.message)}'
        f" ({escape(say(lang, 'line', line=note.range.start.line))})</p>\n"
        for note in finding.related
    )
    return (
        f'<li>\n<p><strong class="{severity}">{escape(say(lang, finding.severity))}</strong> {escape(finding.message)}</p>\n'
        f"{quoted}<p>{escape(say(lang, 'help') + say(lang, 'colon') + finding.help)}</p>\n{related}"
        f'<p class="faint">{escape(finding.rule)}</p>\n</li>\n'
    )


def _checklist(report: Report, lang: str) -> str:
    if not report.checklist:
        return ""
    rows = "".join(
        f'<tr><td class="faint">{escape(say(lang, "line", line=proof.range.start.line))}</td>'
        f'<td>{escape(shorten(proof.words, 120))}<br><span class="faint">{escape(proof.wanted)}</span></td>'
        f'<td class="{"answered" if proof.mentioned and proof.file else "missing"}">{escape(proof_of(proof, lang))}</td></tr>\n'
        for proof in report.checklist
    )
    return f"<h3>{escape(say(lang, 'checklist'))}</h3>\n<table>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _coverage(report: Report, lang: str) -> str:
    if not report.coverage:
        return ""
    answered = sum(answer.answered for answer in report.coverage)
    title = say(lang, "coverage", answered=answered, count=len(report.coverage))
    keys = ("coverage item", "coverage title", "coverage place")
    heads = "".join(f'<th scope="col">{escape(say(lang, key))}</th>' for key in keys)
    rows = "".join(_answer(answer, lang) for answer in report.coverage)
    return f"<h3>{escape(title)}</h3>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _likeness(report: Report, lang: str) -> str:
    if not report.likeness:
        return ""
    rows = "".join(
        f'<tr><td>{escape(name)}</td><td class="faint">{escape(common)}</td><td>{escape(where)}</td></tr>\n'
        for name, common, where in (elsewhere(each, lang) for each in report.likeness)
    )
    return f"<h3>{escape(say(lang, 'likeness'))}</h3>\n<table>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _answer(answer: Answer, lang: str) -> str:
    words = answer.label if answer.text == answer.label else f"{answer.label} – “{answer.text}”"
    kind = "answered" if answer.answered else "missing"
    return (
        f'<tr><td class="faint">{escape(say(lang, answer.kind))}</td><td>{escape(words)}</td>'
        f'<td class="{kind}">{escape(place_of(answer, lang))}</td></tr>\n'
    )
