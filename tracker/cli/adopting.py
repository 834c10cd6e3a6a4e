"""The command that adopts a newer version of a process."""

from __future__ import annotations

from tracker.cli import options
from tracker.cli.output import columns, say
from tracker.operations import adopting as operation
from tracker.operations.desk import Where
from tracker.operations.processes import find_process
from tracker.views.adopted import adopted


def adopt(
    name: options.ProcessArgument,
    because: options.Because = None,
    on: options.On = None,
    source: options.Source = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Follow a newer version of the process from a day on. Earlier days still read under the earlier version.

    A step that has another key in it says which it had (was = "old-key"), so that what is recorded stays with
    it. A version that could not read something that is recorded is refused.

    Examples:
        tracker process adopt my-process.toml --because "rule 14 was amended"
        tracker process adopt un-observer --on 2024-11-20
    """
    where = Where(db, campaign)
    found = operation.adopt(
        where,
        find_process(where, name),
        on=on,
        because=because,
        source=source,
        visibility=visibility,
        by=by,
    )
    receipt = found.receipt
    say(
        adopted(
            receipt.before,
            receipt.after,
            receipt.written[0],
            found.before,
            found.now,
            found.revision,
            columns(),
        )
    )
    return 0
