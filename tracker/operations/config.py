"""What a command is told by its options, the environment and the user's config, in that order."""

from __future__ import annotations

import os
from typing import Any

from tracker.core.errors import UserError
from tracker.core.text import clean, quoted


class BadConfig(UserError):
    """The user's config file cannot be read or written."""


def _folder(variable: str, fallback: str) -> str:
    """An XDG base directory; a relative one is ignored, as its specification says."""
    path = os.environ.get(variable, "")
    return path if os.path.isabs(path) else os.path.join(os.path.expanduser("~"), *fallback.split("/"))


def database(option: str | None) -> str:
    """The path of the database: --db, TRACKER_DB, else `$XDG_DATA_HOME/tracker/tracker.db`."""
    said = option or os.environ.get("TRACKER_DB")
    return said or os.path.join(_folder("XDG_DATA_HOME", ".local/share"), "tracker", "tracker.db")


def config_file() -> str:
    """The path of the user's config: TRACKER_CONFIG, else `$XDG_CONFIG_HOME/tracker/config.toml`."""
    said = os.environ.get("TRACKER_CONFIG")
    return said or os.path.join(_folder("XDG_CONFIG_HOME", ".config"), "tracker", "config.toml")


def read() -> dict[str, Any]:
    """The config (`campaign`, `by`, `office`), empty where there is none."""
    path = config_file()
    if not os.path.exists(path):
        return {}
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(
            f"The config {quoted(path)} cannot be read ({error}): mend it or move it away."
        ) from None


def text(config: dict[str, Any], key: str) -> str | None:
    """A text of the config, or None; anything else there is refused."""
    value = config.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise BadConfig(f"In {quoted(config_file())}, {key} must be a text in quotes.")


def write(key: str, value: str) -> None:
    """Set a text of the config, by a new file that takes the old one's place."""
    import tomli_w

    config = read() | {key: value}
    path = config_file()
    new = f"{path}.new"
    try:
        os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            tomli_w.dump(config, file)
        os.replace(new, path)
    except OSError as error:
        reason = error.strerror or "refused"
        raise BadConfig(f"The config {quoted(path)} cannot be written ({reason}): nothing changed.") from None


def author(option: str | None) -> str:
    """Who writes: --by, TRACKER_BY, the config, else the login name."""
    said = option or os.environ.get("TRACKER_BY") or text(read(), "by")
    return clean(said or _login_name()).strip() or "unknown"


def _login_name() -> str:
    """The login name, as getpass.getuser finds it, without what that module loads to read passwords."""
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if name := os.environ.get(variable):
            return name
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError, AttributeError):
        return ""


def campaign(option: str | None) -> tuple[str | None, bool]:
    """(the campaign named, whether it must exist): --campaign, TRACKER_CAMPAIGN, else `tracker use`'s.

    What `use` remembers is a preference: in a file that does not hold that campaign it counts for nothing.
    """
    said = option or os.environ.get("TRACKER_CAMPAIGN")
    if said:
        return said, True
    return text(read(), "campaign"), False
