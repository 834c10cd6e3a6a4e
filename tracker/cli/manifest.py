"""The commands: where each one lies, and the line by which help names it.

The program imports one command module per call; everything that is shown about the others stands here.
A public function of a command module, with an `Examples:` paragraph in its docstring, is a command: a
test keeps this list and the modules equal.
"""

from __future__ import annotations

from collections.abc import Mapping

WRITING, READING, FILES = "Writing", "Reading", "Files"


class Command:
    """One command: the function that runs it, or the commands of a group (then `module` is empty)."""

    __slots__ = ("commands", "examples", "function", "help", "module", "panel")

    def __init__(
        self,
        panel: str,
        module: str,
        function: str,
        help: str,
        commands: Mapping[str, Command] | None = None,
        examples: str = "",
    ) -> None:
        self.panel = panel
        self.module = module
        self.function = function
        self.help = help
        self.commands = commands
        self.examples = examples  # of a group; a command's stand in its docstring


_PROCESS = {
    "list": Command(
        "Commands", "tracker.cli.processes", "list_processes", "The processes that can be followed."
    ),
    "show": Command("Commands", "tracker.cli.processes", "show", "Milestones, steps and date rules of one."),
    "check": Command("Commands", "tracker.cli.processes", "check", "Whether a process file is right."),
    "adopt": Command("Commands", "tracker.cli.adopting", "adopt", "Follow a newer version of the process."),
}

COMMANDS: Mapping[str, Command] = {
    "new": Command(WRITING, "tracker.cli.campaigns", "new", "Start a campaign."),
    "log": Command(WRITING, "tracker.cli.writing", "log", "Report what happened on a step."),
    "done": Command(
        WRITING, "tracker.cli.writing", "done", "Report that a step is achieved, or close a to-do."
    ),
    "plan": Command(WRITING, "tracker.cli.writing", "plan", "Say when a step is planned, and who owns it."),
    "position": Command(
        WRITING, "tracker.cli.people", "position", "Record where a State stands, or its role."
    ),
    "contact": Command(WRITING, "tracker.cli.people", "contact", "Record a meeting, call or note."),
    "mission": Command(WRITING, "tracker.cli.people", "mission", "Record an outreach mission."),
    "todo": Command(WRITING, "tracker.cli.people", "todo", "Note what is to be done."),
    "target": Command(WRITING, "tracker.cli.campaigns", "target", "Aim at another session."),
    "session": Command(WRITING, "tracker.cli.sessions", "session", "Show a session, or move its opening."),
    "mark": Command(WRITING, "tracker.cli.campaigns", "mark", "Name a moment to compare with later."),
    "undo": Command(WRITING, "tracker.cli.correcting", "undo", "Take back an entry."),
    "correct": Command(WRITING, "tracker.cli.correcting", "correct", "Replace an entry by a right one."),
    "redact": Command(WRITING, "tracker.cli.correcting", "redact", "Blank the text of an entry for good."),
    "use": Command(WRITING, "tracker.cli.campaigns", "use", "Choose the campaign that commands mean."),
    "status": Command(READING, "tracker.cli.reading", "status", "The whole campaign on one screen."),
    "timeline": Command(READING, "tracker.cli.reading", "timeline", "Milestones and steps along time."),
    "next": Command(READING, "tracker.cli.looking", "next_steps", "What must and what may be done now."),
    "why": Command(READING, "tracker.cli.looking", "why", "The rule and the arithmetic behind a date."),
    "show": Command(READING, "tracker.cli.looking", "show", "Everything recorded about a step or a State."),
    "history": Command(READING, "tracker.cli.looking", "history", "The journal, newest first."),
    "changes": Command(
        READING,
        "tracker.cli.changing",
        "changes",
        "What changed since a mark; how dates moved.",
    ),
    "brief": Command(
        READING, "tracker.cli.briefing", "brief", "One page to read two minutes before a meeting."
    ),
    "states": Command(READING, "tracker.cli.states", "states", "Where the 193 States stand."),
    "outlook": Command(
        READING, "tracker.cli.states", "outlook", "Who could block, and what a vote would give."
    ),
    "documents": Command(READING, "tracker.cli.briefing", "documents", "Every document symbol, by date."),
    "list": Command(READING, "tracker.cli.looking", "list_campaigns", "The campaigns in the database."),
    "process": Command(
        READING,
        "",
        "",
        "The procedures that campaigns follow.",
        _PROCESS,
        "tracker process list\ntracker process show un-observer\ntracker process check my-process.toml\n"
        "tracker process adopt my-process.toml",
    ),
    "export": Command(FILES, "tracker.cli.files", "export", "Write the campaign to a file."),
    "import": Command(FILES, "tracker.cli.files", "import_file", "Read a campaign from a file."),
    "demo": Command(FILES, "tracker.cli.files", "demo", "Show the sample campaign, apart from yours."),
}
