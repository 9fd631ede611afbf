"""Words for the screen: text from files shown as typed, never as markup."""

import re

PUNCTUATION = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&=^@/])")
# A word joiner shows nothing and keeps a pair of characters from being read as one sign.
JOINER = "\u2060"
NO_BREAK, MAY_BREAK = "\u00a0", "\u200b"
# So many characters without a space may be wider than a narrow page.
LONG_WORD = re.compile(r"\S{30}(?=\S)")
# Signs that are read after escapes are resolved: emoji codes, addresses, arrows and dashes.
LATE_SIGNS = (
    (re.compile(r":(?=\S)"), f":{JOINER}"),
    (re.compile(r"@(?=\w)"), f"@{JOINER}"),
    (re.compile(r"(www)(?=\.)", re.IGNORECASE), rf"\1{JOINER}"),
    (re.compile(r"(?<=[-<>=~])(?=[-<>=~])"), JOINER),
)


def plain(text: object) -> str:
    """A text escaped so that Markdown shows it as typed, on one line."""
    result = " ".join(str(text).split()).replace(" %", NO_BREAK + "%")
    result = LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", result)
    for sign, apart in LATE_SIGNS:
        result = sign.sub(apart, result)
    return PUNCTUATION.sub(r"\\\1", result)


def link(text: str, address: str | None) -> str:
    """A text that leads to an address of ours; without one, the text."""
    return f"[{plain(text)}]({address})" if address and re.fullmatch(r"https?://[^\s()<>]+", address) else plain(text)


def breakable(place: str) -> str:
    """A place in a file that may break across lines after its dots."""
    return f"\\.{MAY_BREAK}".join(plain(part) for part in place.split("."))


def file_stem(name: str) -> str:
    """A name as part of a file's name: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "program"
