"""Where the files that ship with the program lie: processes, and the sample campaign."""

from __future__ import annotations

from os import path

_PACKAGE = path.dirname(path.dirname(path.abspath(__file__)))


def folder() -> str:
    """The folder of the shipped data: `tracker/data` when installed, `data` beside the package in a checkout.

    An editable install runs from the checkout, whose data must win over nothing: the wheel's folder
    does not exist there.
    """
    inside = path.join(_PACKAGE, "data")
    return inside if path.isdir(inside) else path.join(path.dirname(_PACKAGE), "data")
