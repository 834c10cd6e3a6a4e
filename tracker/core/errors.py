"""The base of every mistake that is the user's, not ours."""


class UserError(Exception):
    """A mistake with one plain sentence: what was wrong, what was kept, what to type instead.

    Each kind is a subclass next to its cause. `exit_code` is what the command ends with:
    1 refused, 2 usage; others are documented where they are defined.
    """

    exit_code = 1
