"""The program: finds the one command that runs, imports it, and turns mistakes into one line.

Commands are not registered: the group reads them from the manifest, so that help and completion name
them all and a call imports one. Command functions are plain, with `Annotated` options; what they return
is the exit code (None is 0).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from inspect import get_annotations, getdoc
from typing import Annotated, Any, ClassVar

import typer
from typer._click.core import Command as AnyCommand
from typer._click.core import Context
from typer._click.exceptions import UsageError
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer._click.parser import _OptionParser, _ParsingState
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command, get_params_convertors_ctx_param_name_from_function

from tracker import __version__
from tracker.cli.manifest import COMMANDS, Command
from tracker.core.errors import UserError

PROGRAM = "tracker"
COMPLETE_VARIABLE = "_TRACKER_COMPLETE"

EXAMPLES = """\
tracker new kaiciid --organization "International Dialogue Centre (KAICIID)" --session 82
tracker log soundings "positive feedback" -o "July 2024" -s in-progress
tracker done mandate "renewed its support" -o "13 Sep 2024"
tracker status
tracker demo"""


class _Parser(_OptionParser):
    """Reads as text what begins with a dash and cannot be an option.

    That is `- they liked it`, `-they liked it` and `-- all of them` (a blank in the word, before any `=`
    of a long option) and `-3d` (no option begins with a digit). The value of an option is never asked
    here: `-o -3d` gives `-o` what follows it, whatever that is. A word without a blank, such as `-good`,
    is an option; after ` -- ` everything is text.
    """

    def _process_opts(self, arg: str, state: _ParsingState) -> None:
        head = arg.partition("=")[0] if arg.startswith("--") else arg
        if arg[1:2].isdigit() or any(letter.isspace() for letter in head):
            state.largs.append(arg)
        else:
            super()._process_opts(arg, state)


class Line(TyperCommand):
    """A command: its help ends with the examples of its docstring, as they were typed."""

    def make_parser(self, ctx: Context) -> _OptionParser:
        parser = _Parser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(parser, ctx)
        return parser

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # the parser forgets it where an option lacks its value
            raise

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        prose, examples = split_examples(self.help or "")
        _write_help(self, ctx, formatter, prose, examples)


class Group(TyperGroup):
    """Commands by name, of which only the one that runs is imported."""

    entries: Mapping[str, Command] = COMMANDS
    examples: str = EXAMPLES
    default: ClassVar[str] = "status"  # runs when no command is named

    def list_commands(self, ctx: Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:
        entry = self.entries.get(cmd_name)
        return None if entry is None else load(cmd_name, entry)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing and (not args or self._is_foreign_option(ctx, args)):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _is_foreign_option(self, ctx: Context, args: list[str]) -> bool:
        """Whether the first word is an option of the default command; refused when a command follows."""
        if not args[0].startswith("-") or args[0] == "-":
            return False
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if args[0].partition("=")[0] in own:
            return False
        previous = ""
        for word in args:
            if word in self.entries and (previous == "--json" or not previous.startswith("-")):
                option = args[0].partition("=")[0]
                ctx.fail(f"Options come after the command: {ctx.command_path} {word} {option} ...")
            previous = word
        return True

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(name, self.entries, n=1, cutoff=0.5)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No command {name!r}.{hint}")
        return (name if command else None), command, args[1:]

    def shell_complete(self, ctx: Context, incomplete: str) -> list[Any]:
        from typer._click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return AnyCommand.shell_complete(self, ctx, incomplete)
        found = [item for item in self.entries.items() if item[0].startswith(incomplete)]
        return [CompletionItem(name, help=entry.help) for name, entry in found]

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _write_help(self, ctx, formatter, self.help or "", self.examples)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        panels: dict[str, list[tuple[str, str]]] = {}
        for name, entry in self.entries.items():
            panels.setdefault(entry.panel, []).append((name, entry.help))
        widest = max(map(len, self.entries))
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl([(name.ljust(widest), text) for name, text in rows])


class SubGroup(Group):
    """A group within the program; alone, it lists."""

    default: ClassVar[str] = "list"


def load(name: str, entry: Command) -> AnyCommand:
    """The command that a manifest entry names; its module is imported here."""
    if entry.commands is not None:
        group = SubGroup(name=name, help=entry.help, rich_markup_mode=None)
        group.entries, group.examples = entry.commands, entry.examples
        return group
    function = getattr(import_module(entry.module), entry.function)
    # Evaluated once here, not again by each of typer's looks at them. Building the command without
    # typer's get_command_from_info, which reads the signature twice, saves 3 % of `log`.
    function.__annotations__ = get_annotations(function, eval_str=True)
    params, convertors, context = get_params_convertors_ctx_param_name_from_function(function)

    def call(**values: Any) -> Any:
        for name, convert in convertors.items():
            values[name] = convert(values[name])
        if context is not None:
            values[context] = get_current_context()
        return function(**values)

    line = Line(name, callback=call, help=getdoc(function), rich_markup_mode=None)
    line.params.extend(params)
    return line


def split_examples(text: str) -> tuple[str, str]:
    """The prose of a docstring, and the lines of its `Examples:` paragraph without their indent."""
    from textwrap import dedent

    prose, _, examples = text.partition("\nExamples:\n")
    return prose.strip(), dedent(examples.strip("\n")).rstrip()


def _write_help(
    command: Line | Group, ctx: Context, formatter: HelpFormatter, prose: str, examples: str
) -> None:
    command.format_usage(ctx, formatter)
    if prose:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(prose)
    command.format_options(ctx, formatter)
    if examples:
        with formatter.section("Examples"):
            for line in examples.splitlines():
                formatter.write(f"{'':{formatter.current_indent}}{line}".rstrip() + "\n")


app = typer.Typer(
    name=PROGRAM,
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        print(f"{PROGRAM} {__version__}")
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Carry an organization through the process for observer status in the General Assembly.

    Everything reported is a dated entry in a journal; everything shown is computed from it.
    Without a command: status. `tracker COMMAND --help` shows a command's options and examples.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's own) and return its exit code.

    0 done, 1 refused, 2 wrong usage, 130 interrupted; a mistake prints one line on stderr.
    """
    _never_fail_to_encode()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        _complain("stopped.")
        return 130
    except Exception as error:
        line = explain(error)
        if line is None:
            raise
        _complain(line)
        return int(getattr(error, "exit_code", 1))


def _run(args: list[str]) -> int:
    command = get_command(app)
    if os.environ.get(COMPLETE_VARIABLE):
        from tracker.cli.completion import answer

        return answer(command, PROGRAM, COMPLETE_VARIABLE)
    try:
        with command.make_context(PROGRAM, args) as ctx:
            result = command.invoke(ctx)
    except typer.Exit as end:
        return end.exit_code
    return result if isinstance(result, int) else 0


def explain(error: Exception) -> str | None:
    """One line about a mistake or trouble with a file; None for a fault of ours, which shall be seen."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, TyperException):
        message = error.format_message().strip()
        ctx: Context | None = getattr(error, "ctx", None)
        hint = f" Try '{ctx.command_path} --help'." if ctx is not None else ""
        end = "" if message.endswith(("?", ".")) else "."
        return message[:1].lower() + message[1:] + end + hint
    sqlite3 = sys.modules.get("sqlite3")  # if it was never imported, the error is not its
    if sqlite3 is not None and isinstance(error, sqlite3.Error):
        return f"the database does not answer as it should: {error}."
    if isinstance(error, OSError):
        place = "" if error.filename is None else f"{error.filename}: "
        return f"{place}{error.strerror or error}."
    return None


def _complain(line: str) -> None:
    from tracker.core.text import escape

    line = escape(line)
    if line[:1].isupper() and line[1:2].islower():
        line = line[0].lower() + line[1:]
    print(f"{PROGRAM}: {line if line.endswith(('.', '?')) else line + '.'}", file=sys.stderr)


def _never_fail_to_encode() -> None:
    """Print a replacement for what the terminal's encoding lacks (or for a broken byte of an argument)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _forget_stdout() -> None:
    """The reader has gone: what is still buffered must not raise again when Python closes stdout."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    os.close(sink)
