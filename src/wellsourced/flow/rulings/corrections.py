"""What a slot of a claim can be corrected to."""

from datetime import date

from wellsourced.errors import InputError
from wellsourced.model import ClaimType, Polarity, Slot


def corrected_value(slot: Slot, value: str | None) -> str | date | None:
    """Give what a slot is corrected to; raises InputError for what cannot stand in it."""
    try:
        match slot:
            case Slot.TYPE:
                return ClaimType((value or "").upper())
            case Slot.POLARITY:
                return Polarity(value or "")
            case Slot.EARLIEST | Slot.LATEST:
                return date.fromisoformat(value) if value else None
            case Slot.TEXT:
                return value or ""
            case _:
                return value or None
    except ValueError as error:
        raise InputError(f"{value!r} is no {slot}", hint=_FORMS.get(slot, "")) from error


_FORMS = {
    Slot.TYPE: f"one of {', '.join(ClaimType)}",
    Slot.POLARITY: "+ it holds, - it does not",
    Slot.EARLIEST: "a day as 2007-02-16",
    Slot.LATEST: "a day as 2007-02-16",
}
