"""The choice of a media type by the header Accept (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence


def preferred(accepted: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that Accept prefers. Return None if it accepts none.

    The first offered wins among equally welcome types. The most specific range of Accept decides on
    a type. For example, ``text/*;q=0.5, */*;q=0.1`` prefers text/csv to application/json.
    """
    ranges = [_range(part) for part in accepted.split(",") if part.strip()]
    welcome = [_quality(media_type, ranges) for media_type in offered]
    best = max(welcome, default=0.0)
    return offered[welcome.index(best)] if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    media_range, *options = (word.strip().lower() for word in part.split(";"))
    for option in options:
        name, _, value = option.partition("=")
        if name.strip() == "q":
            try:
                return media_range, float(value)
            except ValueError:
                return media_range, 0.0
    return media_range, 1.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        for media_range, quality in ranges:
            if media_range == name:
                return quality
    return 0.0
