"""SARIF 2.1.0, for code scanning: findings, the rules with their help, safe fixes, what is accepted, and trouble.

Columns count UTF-16 units (`columnKind`), since most readers do so whatever is declared. Paths are relative to where poalint
ran and no folder of the computer is named. In a Word file the line is the paragraph, which is also the logical location.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import poalint
from poalint.draft import Draft
from poalint.formats import dump
from poalint.formats.checked import NOT_CHECKED, Checked, Run, words_of, words_of_trouble
from poalint.formats.columns import Ruler, Unit
from poalint.formats.words import say, troubles_of
from poalint.model import Accepted, AcceptedBy, Applicability, Confidence, Finding, Note, Range, Report, Severity
from poalint.pack.rule import Rule

_Shape = dict[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PACKAGE = "pkg:pypi/poalint"
"""Names the package without naming a place it is had from."""
_BASE = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_PRECISION = {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}
_LANGUAGES = {"en": "en-US", "zh": "zh-CN"}
_KINDS = {AcceptedBy.SIDECAR: "external", AcceptedBy.COMMENT: "inSource"}
_MIME = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_SLOT = re.compile(r"\{\w+\}")
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:/")


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """The whole log with its one run, as one piece."""
    log = _Log(run, {rule.id: at for at, rule in enumerate(run.rules)})
    artifacts: list[_Shape] = []
    results: list[_Shape] = []
    trouble: list[_Shape] = []
    notices: list[_Shape] = []
    for at, each in enumerate(checked):
        artifacts.append(log.artifact(each))
        results += log.results(each, at)
        trouble += log.trouble(each, at)
        notices += _unusable(each)
    invocation: _Shape = {
        "executionSuccessful": not trouble,
        "exitCode": run.exit_code(),
        "toolExecutionNotifications": trouble,
        "toolConfigurationNotifications": notices,
    }
    told: _Shape = {
        "tool": {"driver": _driver(run.rules)},
        "language": _LANGUAGES[run.lang],
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder that poalint was run in."}}},
        "invocations": [invocation],
        "artifacts": artifacts,
        "results": results,
    }
    yield dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [told]}) + "\n"


# --- the rules --------------------------------------------------------------------------------------------------------


def _driver(rules: Sequence[Rule]) -> _Shape:
    return {
        "name": "poalint",
        "fullName": f"poalint {poalint.__version__}",
        "version": poalint.__version__,
        "semanticVersion": poalint.__version__,
        "informationUri": _PACKAGE,
        "language": "en-US",
        "shortDescription": {"text": "The linter for Amazon sellers' Plan of Action letters."},
        "rules": [_rule(rule) for rule in rules],
        "notifications": [
            {
                "id": NOT_CHECKED,
                "name": "NotChecked",
                "shortDescription": {"text": "A draft could not be checked."},
                "fullDescription": {"text": "The file could not be read, or holds no English letter."},
                "help": {"text": "The message says what to do; then check the draft again."},
                "defaultConfiguration": {"level": "error"},
            }
        ],
    }


def _rule(rule: Rule) -> _Shape:
    title, why, advice = (_SLOT.sub("…", text.say("en")) for text in (rule.title, rule.why, rule.help))
    told: _Shape = {
        "id": rule.id,
        "name": _name(rule.id),
        "shortDescription": {"text": _sentence(title)},
        "fullDescription": {"text": _sentence(why)},
        "help": {"text": f"{advice}\n\nWhy: {why}", "markdown": _markdown(rule, why, advice)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.category.value, "plan-of-action"],
            "precision": _PRECISION[rule.confidence],
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }
    pages = (page for page in (rule.url, *(source.url for source in rule.sources)) if page)
    link = next((page for page in pages if page.startswith("http")), None)
    return {**told, "helpUri": link} if link else told


def _name(rule: str) -> str:
    """A rule's name without its category in Pascal case: `PromisedAction`."""
    return "".join(word.capitalize() for word in rule.rpartition("/")[2].split("-"))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”", "。")) else f"{text}."


def _markdown(rule: Rule, why: str, advice: str) -> str:
    first = rule.examples.flagged[0]
    pieces = [advice, f"**Why** {why}", "**Wrong**", _quoted(first.draft)]
    if first.fixed:
        pieces += ["**Right**", _quoted(first.fixed)]
    rows = [f"- [{_plain(each.title)}](<{each.url}>)" for each in rule.sources if each.url.startswith("http")]
    return "\n\n".join([*pieces, *(["**Sources**", "\n".join(rows)] if rows else [])])


def _quoted(draft: str) -> str:
    return f"~~~~text\n{draft.strip()}\n~~~~"


def _plain(title: str) -> str:
    return title.replace("[", "(").replace("]", ")")


# --- the results ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Log:
    """Turns what came of drafts into SARIF's objects; `numbers` are the rules' places in the driver."""

    run: Run
    numbers: Mapping[str, int]

    def artifact(self, checked: Checked) -> _Shape:
        """The draft itself."""
        path, draft = checked.result.path, checked.draft
        told: _Shape = {"location": self._file(path), "roles": ["analysisTarget"]}
        if (mime := _MIME.get(Path(path).suffix.lower())) is not None:
            told["mimeType"] = mime
        if draft is not None and not draft.word_lines:
            told["encoding"] = draft.encoding
        return told

    def results(self, checked: Checked, at: int) -> Iterator[_Shape]:
        """The findings of a draft, the `at`-th of the run, and then those that its writer accepted."""
        places = _Places(checked.draft, self._file(checked.result.path, at), self.run.lang)
        for finding in checked.findings:
            yield {**self._result(finding, places), "suppressions": []}
        if isinstance(checked.result, Report):
            for each in checked.result.accepted:
                yield {**self._result(each.finding, places), "suppressions": [_suppression(each)]}

    def _result(self, finding: Finding, places: _Places) -> _Shape:
        told: _Shape = {"ruleId": finding.rule}
        if finding.rule in self.numbers:
            told["ruleIndex"] = self.numbers[finding.rule]
        told |= {
            "level": _LEVELS[finding.severity],
            "message": {"text": words_of(finding, self.run.lang)},
            "locations": [places.location(finding.range)],
            "partialFingerprints": {"poalintFinding/v1": finding.fingerprint},
            "properties": {"confidence": finding.confidence.value, "points": round(finding.points, 3)},
        }
        if finding.related:
            told["relatedLocations"] = [places.related(note, number) for number, note in enumerate(finding.related, 1)]
        fixes = list(places.fixes(finding))
        return {**told, "fixes": fixes} if fixes else told

    def trouble(self, checked: Checked, at: int) -> Iterator[_Shape]:
        """Why a draft could not be checked."""
        if (trouble := checked.trouble) is not None:
            place = {"physicalLocation": {"artifactLocation": self._file(trouble.path, at)}}
            yield {
                "descriptor": {"id": NOT_CHECKED, "index": 0},
                "level": "error",
                "message": {"text": _sentence(words_of_trouble(trouble, self.run.lang))},
                "locations": [place],
            }

    def _file(self, path: str, at: int | None = None) -> _Shape:
        """Where a file is: relative to the run's folder where it lies there, else by its whole path."""
        uri = _uri(self.run.relative(path))
        told: _Shape = {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _BASE}
        return told if at is None else {**told, "index": at}


class _Places:
    """The places in one draft."""

    def __init__(self, draft: Draft | None, file: _Shape, lang: str) -> None:
        self._draft, self._file, self._lang = draft, file, lang
        self._ruler = Ruler(draft, Unit.UTF16)

    def location(self, where: Range | None) -> _Shape:
        """The file with the region: the first line for the letter as a whole, the paragraph in a Word file."""
        if where is None:
            return self._at({"startLine": 1})
        if where.start.paragraph is not None:
            name = say(self._lang, "paragraph", paragraph=where.start.paragraph)
            place = self._at({"startLine": where.start.paragraph})
            return {**place, "logicalLocations": [{"name": name, "kind": "element"}]}
        region = self._region(where)
        if self._draft is not None and where.end.offset > where.start.offset:
            region["snippet"] = {"text": self._draft.text[where.start.offset : where.end.offset]}
        return self._at(region)

    def _at(self, region: _Shape) -> _Shape:
        return {"physicalLocation": {"artifactLocation": self._file, "region": region}}

    def related(self, note: Note, number: int) -> _Shape:
        """Another place, with what it has to do with the finding."""
        return {"id": number, **self.location(note.range), "message": {"text": note.message}}

    def fixes(self, finding: Finding) -> Iterator[_Shape]:
        """The safe fixes of a text file. A reader applies a fix unasked, so none is told that only the seller can vouch for."""
        for fix in finding.fixes:
            in_word = any(edit.range.start.paragraph is not None for edit in fix.edits)
            if fix.applicability is Applicability.SAFE and not in_word:
                replacements = [
                    {"deletedRegion": self._region(edit.range), "insertedContent": {"text": edit.text}}
                    for edit in fix.edits
                ]
                yield {
                    "description": {"text": fix.title},
                    "artifactChanges": [{"artifactLocation": self._file, "replacements": replacements}],
                }

    def _region(self, where: Range) -> _Shape:
        start, end = where.start, where.end
        return {
            "startLine": start.line,
            "startColumn": self._ruler.column(start),
            "endLine": end.line,
            "endColumn": self._ruler.column(end),
        }


def _suppression(accepted: Accepted) -> _Shape:
    told: _Shape = {"kind": _KINDS[accepted.source], "status": "accepted"}
    return {**told, "justification": accepted.because} if accepted.because else told


def _unusable(checked: Checked) -> Iterator[_Shape]:
    """The acceptances that cannot be used, such as one of a rule that is unknown."""
    if isinstance(checked.result, Report):
        for line in troubles_of(checked.result):
            yield {"level": "warning", "message": {"text": _sentence(line)}}


def _uri(path: str) -> str:
    """A path with slashes as a URI: `file:///…` for a whole one, a relative reference else."""
    encoded = quote(path.encode("utf-8", "surrogateescape"), safe="/~!$&'()*+,;=@")
    if _WINDOWS_DRIVE.match(path):
        return f"file:///{path[:2]}{encoded[4:]}"
    return f"file://{encoded}" if path.startswith("/") else encoded
