"""The programs that `tracker` is measured against, each the least that could do a command's work.

They are copied, as they stand, into the environment under test, so that they too are compiled once and use
the same version of typer. `two` starts a program of two commands; `log` opens a database and commits one
row; `status` opens one, reads rows, parses JSON and draws a table.
"""

from __future__ import annotations

TWO = """
import typer

app = typer.Typer()


@app.command()
def log(step: str, note: str = "") -> None:
    print(step, note)


@app.command()
def status() -> None:
    print("status")


def main() -> None:
    app()
"""

LOG = """
import hashlib
import json
import os
import sqlite3
from datetime import datetime, timezone

import typer

app = typer.Typer()


@app.command()
def log(step: str, note: str = "", on: str = "today", status: str = "", db: str = "") -> None:
    connection = sqlite3.connect(os.environ["BASELINE_DB"], isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=EXTRA")
    said = {"step": step, "note": note, "on": on, "status": status}
    said["hash"] = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    body = json.dumps(said, sort_keys=True)
    connection.execute("BEGIN IMMEDIATE")
    now = datetime.now(timezone.utc).isoformat()
    connection.execute("INSERT INTO entry (at, body) VALUES (?, ?)", (now, body))
    connection.execute("COMMIT")
    print(step, status, on)


@app.command()
def status() -> None:
    print("status")


def main() -> None:
    app()
"""

STATUS = """
import json
import os
import sqlite3

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def log(step: str) -> None:
    print(step)


@app.command()
def status(db: str = "", all: bool = False) -> None:
    connection = sqlite3.connect(os.environ["BASELINE_DB"], isolation_level=None)
    rows = connection.execute("SELECT at, body FROM entry ORDER BY n LIMIT 40").fetchall()
    table = Table(box=None)
    for name in ("step", "status", "on"):
        table.add_column(name)
    for _, body in rows:
        told = json.loads(body)
        table.add_row(told["step"], told["status"], told["on"])
    Console().print(table)


def main() -> None:
    app()
"""

PROGRAMS = {"two": TWO, "log": LOG, "status": STATUS}
SCHEMA = "CREATE TABLE entry (n INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL) STRICT"
