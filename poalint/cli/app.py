"""The commands and their options. Exit status: 0 fine, 1 something to mend, 2 something could not be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

import poalint
from poalint.formats import FORMATS
from poalint.model import PoalintError, Severity, ViolationKind

app = typer.Typer(
    help="The linter for Amazon sellers' Plan of Action drafts. Runs on your machine and sends nothing anywhere.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_SCHEMAS = ("check", "inspect", "rule", "config")
_TOPICS = ("carriers", "figures", "forms")


def _one_of(*allowed: str) -> Callable[[str | None], str | None]:
    """A check that an option is one of a few words; the message says which."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in allowed:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(allowed)}")
        return value

    return check


def _complete(*allowed: str) -> Callable[[str], list[str]]:
    """Shell completion by a few words. Typer passes the word begun by this very parameter name."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in allowed if word.startswith(incomplete)]

    return complete


def _choice(flag: str, text: str, *allowed: str) -> Any:
    return typer.Option(
        flag,
        help=f"{text}: {', '.join(allowed)}.",
        callback=_one_of(*allowed),
        autocompletion=_complete(*allowed),
        metavar="WORD",
    )


Drafts = Annotated[
    list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", show_default=False)
]
StdinName = Annotated[
    str, typer.Option("--stdin-filename", help="The name, and so the format, of standard input.", metavar="NAME")
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="The configuration, instead of the one found upwards.", metavar="FILE")
]
Packs = Annotated[
    list[str] | None, typer.Option("--rules", help="A folder with rules of your own; may be repeated.", metavar="DIR")
]
Select = Annotated[list[str] | None, typer.Option("--select", help="Only these rules or categories.", metavar="RULE")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", help="Not these rules or categories.", metavar="RULE")]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile", help="A named way to weigh the rules: strict, first-letter, or your own.", metavar="NAME"
    ),
]
Lang = Annotated[str | None, _choice("--lang", "The language of the messages", "en", "zh")]
ViolationOption = Annotated[
    str | None, _choice("--violation", "What the letter answers", *(kind.value for kind in ViolationKind))
]
MarketplaceOption = Annotated[
    str | None, typer.Option("--marketplace", help="The marketplace, such as US or DE.", metavar="XX")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of the screen.", metavar="FILE")
]


Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to this file; FORMAT:FILE in a format of its own, FORMAT on the screen; may be repeated.",
        metavar="[FORMAT:]FILE",
        show_default=False,
    ),
]


NoticeFile = Annotated[
    Path | None,
    typer.Option("--notice", help="Amazon's notice, as text or Word: every item must be answered.", metavar="FILE"),
]
OrderFiles = Annotated[
    list[Path] | None,
    typer.Option("--orders", help="Your order report from Seller Central; may be repeated.", metavar="FILE"),
]
AttachmentFolder = Annotated[
    Path | None, typer.Option("--attachments", help="The folder with the files you attach.", metavar="DIR")
]
PastFolder = Annotated[
    Path | None,
    typer.Option("--against", help="The folder with your earlier letters: what is taken from them.", metavar="DIR"),
]
AcceptedFile = Annotated[
    Path | None,
    typer.Option(
        "--accepted", help="The list of what is accepted, instead of the one beside the draft.", metavar="FILE"
    ),
]


@contextmanager
def _told() -> Iterator[None]:
    """Our own errors as lines on standard error and exit status 2."""
    try:
        yield
    except PoalintError as error:
        for line in str(error).splitlines():
            typer.echo(f"poalint: {line}", err=True)
        raise typer.Exit(2) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"poalint {poalint.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """The linter for Amazon sellers' Plan of Action drafts. Runs on your machine and sends nothing anywhere."""


@app.command()
def check(
    drafts: Drafts,
    output_format: Annotated[
        str | None, _choice("--format", "How to print; text where nothing is said", *FORMATS)
    ] = None,
    output: Outputs = None,
    select: Select = None,
    ignore: Ignore = None,
    min_severity: Annotated[str | None, _choice("--min-severity", "Show nothing below", *Severity)] = None,
    fail_on: Annotated[
        str | None, _choice("--fail-on", "The severity that makes the exit status 1", *Severity, "never")
    ] = None,
    fail_under: Annotated[
        int | None,
        typer.Option("--fail-under", help="Exit status 1 for a score below this.", min=0, max=100, metavar="SCORE"),
    ] = None,
    profile: Profile = None,
    violation: ViolationOption = None,
    marketplace: MarketplaceOption = None,
    notice: NoticeFile = None,
    orders: OrderFiles = None,
    attachments: AttachmentFolder = None,
    against: PastFolder = None,
    lang: Lang = None,
    rules: Packs = None,
    config: ConfigFile = None,
    stdin_filename: StdinName = "draft.txt",
    accepted: AcceptedFile = None,
    no_accepted: Annotated[
        bool, typer.Option("--no-accepted", help="Show also what is accepted.", show_default=False)
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Mend what can be mended safely, and check what then stands.", show_default=False),
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help="Show rewrites that only you can know to be true, and ask.", show_default=False
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change and write nothing.", show_default=False)
    ] = False,
) -> None:
    """Check drafts: what is wrong, why, what to write, and a score.

    Exit status: 0 nothing at or above --fail-on and no score under --fail-under; 1 otherwise; 2 something could not be
    checked.
    """
    from poalint.cli import checking, settings
    from poalint.cli.accepting import Accepts
    from poalint.cli.beside import Beside
    from poalint.cli.fixing import Wanted
    from poalint.cli.outputs import outputs_of

    with _told():
        outputs = outputs_of(output or (), output_format)
        given = settings.Given(
            rules,
            select,
            ignore,
            violation,
            marketplace,
            lang,
            min_severity=min_severity,
            fail_on=fail_on,
            fail_under=fail_under,
            profile=profile,
        )
        beside = Beside(notice, orders or (), attachments, against).materials()
        wanted = Wanted(fix, unsafe_fixes, diff)
        accepts = Accepts(accepted, no_accepted)
        settled = settings.settle(config, given)
        raise typer.Exit(checking.run(drafts, settled, outputs, stdin_filename, beside, wanted, accepts))


@app.command()
def accept(
    draft: Annotated[str, typer.Argument(help="The draft, or - for standard input.", show_default=False)],
    rule: Annotated[
        list[str] | None,
        typer.Option("--rule", help="Accept the findings of this rule or category; may be repeated.", metavar="RULE"),
    ] = None,
    line: Annotated[
        list[int] | None,
        typer.Option(
            "--line", help="Accept the findings on this line (Word: paragraph); may be repeated.", min=1, metavar="N"
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Accept all that is found now.", show_default=False)
    ] = False,
    because: Annotated[str | None, typer.Option("--because", help="Why, for the record.", metavar="TEXT")] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show what is accepted.", show_default=False)] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Drop what is no longer found.", show_default=False)] = False,
    accepted: AcceptedFile = None,
    profile: Profile = None,
    violation: ViolationOption = None,
    marketplace: MarketplaceOption = None,
    notice: NoticeFile = None,
    orders: OrderFiles = None,
    attachments: AttachmentFolder = None,
    against: PastFolder = None,
    lang: Lang = None,
    rules: Packs = None,
    config: ConfigFile = None,
    stdin_filename: StdinName = "draft.txt",
) -> None:
    """Accept findings: check leaves them out from now on.

    Each stays accepted as long as its sentence stays as it is. They are listed beside the draft, in DRAFT.accepted.yml;
    the draft itself is left as it is. With --rule and --line together, the findings of these rules on these lines. Give
    --notice, --orders, --attachments and --against as you give them to check.
    """
    if not (rule or line or everything or listing or prune):
        raise typer.BadParameter(
            "say which findings: --rule, --line or --all; or --list, --prune", param_hint="--rule, --line, --all"
        )
    if ((listing or everything) and (rule or line)) or (listing and (everything or prune)):
        raise typer.BadParameter(
            "goes with no other choice; give it by itself", param_hint="--list" if listing else "--all"
        )
    from poalint.api import Linter
    from poalint.cli import settings
    from poalint.cli.accepting import Chosen, job
    from poalint.cli.beside import Beside

    with _told():
        given = settings.Given(rules, (), (), violation, marketplace, lang, profile=profile)
        settled = settings.settle(config, given)
        task = job(draft, stdin_filename, accepted, settled.lang or "en")
        linter, beside = Linter(settled), Beside(notice, orders or (), attachments, against).materials()
        chosen = Chosen(rule or (), line or ()) if rule or line or everything else None
        for told in task.listed(linter, beside) if listing else task.accept(linter, beside, chosen, because):
            typer.echo(told)


@app.command()
def inspect(
    drafts: Drafts,
    output_format: Annotated[str, _choice("--format", "How to print", "text", "json")] = "text",
    output: Output = None,
    violation: ViolationOption = None,
    marketplace: MarketplaceOption = None,
    notice: NoticeFile = None,
    orders: OrderFiles = None,
    attachments: AttachmentFolder = None,
    config: ConfigFile = None,
    stdin_filename: StdinName = "draft.txt",
) -> None:
    """Show what poalint understood: parts, actions done or not, facts."""
    from poalint.cli import inspecting, settings
    from poalint.cli.beside import Beside

    with _told():
        given = settings.Given(violation=violation, marketplace=marketplace)
        beside = Beside(notice, orders or (), attachments).materials()
        raise typer.Exit(
            inspecting.run(drafts, settings.settle(config, given), output_format, output, stdin_filename, beside)
        )


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="The rule's id, such as tense/promised-action.")],
    lang: Lang = None,
    rules: Packs = None,
    config: ConfigFile = None,
) -> None:
    """Explain a rule: what it asks, why, and examples."""
    from poalint.cli import ruling

    with _told():
        typer.echo(ruling.explain(rule, ruling.open_book(rules, config, lang)), nl=False)


@app.command("rules")
def list_rules(
    output_format: Annotated[str, _choice("--format", "How to print", "text", "json")] = "text",
    category: Annotated[
        list[str] | None, typer.Option("--category", help="Only these categories.", metavar="WORD")
    ] = None,
    severity: Annotated[str | None, _choice("--severity", "Only this severity", *Severity)] = None,
    violation: ViolationOption = None,
    lang: Lang = None,
    rules: Packs = None,
    config: ConfigFile = None,
) -> None:
    """List the rules."""
    from poalint.cli import ruling

    with _told():
        wanted = ruling.Wanted(category or [], severity, violation)
        typer.echo(ruling.listing(ruling.open_book(rules, config, lang), output_format, wanted), nl=False)


@app.command()
def test(
    folder: Annotated[
        Path | None, typer.Argument(help="A pack of your own; the built-in one by default.", show_default=False)
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Also list the rules that no letter breaks.", show_default=False)
    ] = False,
    letters: Annotated[
        list[Path] | None,
        typer.Option(
            "--letters", help="Letters for --coverage, instead of the fixtures beside the pack.", metavar="PATH"
        ),
    ] = None,
) -> None:
    """Run the examples of a pack's rules."""
    from poalint.cli import proving

    with _told():
        proof = proving.prove(folder, (letters or []) if coverage or letters else None)
        typer.echo(proof.told, nl=False)
        raise typer.Exit(0 if proof.passed else 1)


@app.command("facts")
def show_facts(
    topic: Annotated[
        str | None,
        typer.Argument(
            help="One of carriers, figures, forms; all by default.",
            callback=_one_of(*_TOPICS),
            autocompletion=_complete(*_TOPICS),
            show_default=False,
        ),
    ] = None,
    marketplace: MarketplaceOption = None,
    output_format: Annotated[str, _choice("--format", "How to print", "text", "json")] = "text",
) -> None:
    """Print the carriers, figures and forms, with source and age."""
    from poalint.cli import knowing

    with _told():
        told, warnings = knowing.facts(topic, marketplace, output_format)
        typer.echo(told, nl=False)
        for warning in warnings:
            typer.echo(f"poalint: {warning}", err=True)


@app.command()
def init() -> None:
    """Write a commented .poalint.yml into this folder."""
    from poalint.configfile import NAMES, TEMPLATE

    path = Path(NAMES[0])
    with _told():
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(TEMPLATE)
        except FileExistsError:
            raise PoalintError(f"{path}: is already here and was left as it is; edit it") from None
        except OSError as error:
            raise PoalintError(f"{path}: cannot be written ({error.strerror}); try another folder") from None
    typer.echo(f"wrote {path}")


@app.command()
def lsp(
    stdio: Annotated[
        bool, typer.Option("--stdio", help="For editors that add it; there is no other way.", hidden=True)
    ] = True,
) -> None:
    """Be the language server that an editor starts.

    It speaks the language server protocol over standard input and output.
    """
    from poalint.cli import serving

    del stdio
    with _told():
        serving.run()


@app.command()
def schema(
    shape: Annotated[
        str,
        typer.Argument(
            help=f"One of {', '.join(_SCHEMAS)}.", callback=_one_of(*_SCHEMAS), autocompletion=_complete(*_SCHEMAS)
        ),
    ],
) -> None:
    """Print a JSON Schema, for editors and for scripts.

    It is that of the output of check or inspect, of a rule file, or of the configuration.
    """
    from poalint.config import config_schema
    from poalint.formats import dump, shapes
    from poalint.pack.rule import rule_schema

    schemas = {
        "check": shapes.check_schema,
        "inspect": shapes.inspect_schema,
        "rule": rule_schema,
        "config": config_schema,
    }
    typer.echo(dump(schemas[shape](), indent=2))
