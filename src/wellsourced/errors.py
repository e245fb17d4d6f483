"""The errors that a user can meet, each with what to do about it."""


class WellsourcedError(Exception):
    """Something that the caller can put right.

    `hint` says how; `exit_code` is what the command line ends with.
    """

    exit_code = 2

    def __init__(self, problem: str, *, hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.problem} ({self.hint})" if self.hint else self.problem


class InputError(WellsourcedError):
    """A page, a row or an argument that cannot be used."""


class SettingsError(WellsourcedError):
    """A settings file that does not say what it should."""


class PluginError(WellsourcedError):
    """A plug-in that is missing, named twice or does not keep its contract."""


class StoreError(WellsourcedError):
    """A case folder that cannot be read or written."""


class UnwrittenError(StoreError):
    """A file that could not be written: the disk is full, or does not let itself be written."""


class BusyError(StoreError):
    """Somebody else is at work on the case."""


class NotYetError(StoreError):
    """Something that is being made: it can be asked for again in a while."""


class IntegrityError(StoreError):
    """What is stored is not what was stored: a hash or a span no longer holds."""

    exit_code = 4


class BrokenRecordError(Exception):
    """A rule of the records themselves is broken: a bug of ours, let it crash."""
