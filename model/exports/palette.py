"""Colours: ordered scales for statuses, for what binds billing and for hours by fate, each with a letter as second cue.

Security runs from deep blue to deep red. Colours of a scale stay apart under the three kinds of colour blindness, which
a test simulates; the letter serves whoever prints in grey.
"""

from dataclasses import dataclass

LIGHT_INK, DARK_INK = "#ffffff", "#1a1a1a"


@dataclass(frozen=True, kw_only=True)
class Tone:
    """How one status or bound looks: what it is called, its letter, its fill and the ink on that fill."""

    name: str
    label: str
    letter: str
    fill: str
    ink: str

    @property
    def legend(self) -> str:
        """The letter and the label, as a legend shows them."""
        return f"{self.letter} {self.label}"


STATUS_TONES = (
    Tone(name="earned", label="Billing", letter="B", fill="#1c5a9e", ink=LIGHT_INK),
    Tone(name="contract", label="Contract", letter="C", fill="#56a3d6", ink=DARK_INK),
    Tone(name="grant", label="Grant", letter="G", fill="#bfe3f4", ink=DARK_INK),
    Tone(name="fundraising", label="Fundraising", letter="F", fill="#f7e27e", ink=DARK_INK),
    Tone(name="reserve", label="Reserve", letter="R", fill="#ee8f2e", ink=DARK_INK),
    Tone(name="gap", label="Nobody pays", letter="N", fill="#a3241a", ink=LIGHT_INK),
)
INACTIVE = Tone(name="inactive", label="Not there", letter="", fill="#ffffff", ink=DARK_INK)

BIND_TONES = (
    Tone(name="hours", label="Hours", letter="H", fill="#ebe5f3", ink=DARK_INK),
    Tone(name="demand", label="Demand", letter="D", fill="#c6b8de", ink=DARK_INK),
    Tone(name="client_cap", label="Client cap", letter="C", fill="#9f83c4", ink=DARK_INK),
    Tone(name="worker_cap", label="Worker cap", letter="W", fill="#7a52a8", ink=LIGHT_INK),
    Tone(name="program_cap", label="Program cap", letter="P", fill="#552380", ink=LIGHT_INK),
)

# Blue is paid for in some way; causes nobody pays for darken in the order in which they are decided.
FATE_TONES = (
    Tone(name="paid", label="Paid", letter="P", fill="#1c5a9e", ink=LIGHT_INK),
    Tone(name="not_billed", label="A grant forbids billing", letter="G", fill="#9fd0ee", ink=DARK_INK),
    Tone(name="no_payer", label="No payer", letter="N", fill="#feeabf", ink=DARK_INK),
    Tone(name="not_qualified", label="Worker could not bill yet", letter="Q", fill="#f1c07f", ink=DARK_INK),
    Tone(name="over_client_cap", label="Over a client cap", letter="C", fill="#f8953f", ink=DARK_INK),
    Tone(name="over_worker_cap", label="Over a worker cap", letter="W", fill="#d72c36", ink=LIGHT_INK),
    Tone(name="over_program_cap", label="Over a program cap", letter="A", fill="#ab2b59", ink=LIGHT_INK),
    Tone(name="denied", label="Denied", letter="D", fill="#811661", ink=LIGHT_INK),
)

# Lines and bars must be read on a white and on a dark page alike.
LINE, LINE_BEFORE, LINE_LIMIT, NOT_POSSIBLE = "#3d86c6", "#8a8f98", "#d9702b", "#8a8f98"

# Outcomes side by side: the first is the file as it stands. Letters and dashes are the second cue.
SIDE_TONES = (
    Tone(name="baseline", label="As the file says", letter="A", fill="#8a8f98", ink=DARK_INK),
    Tone(name="first", label="First beside it", letter="B", fill="#3d86c6", ink=DARK_INK),
    Tone(name="second", label="Second beside it", letter="C", fill="#d9702b", ink=DARK_INK),
    Tone(name="third", label="Third beside it", letter="D", fill="#9c42f5", ink=LIGHT_INK),
)
SIDE_DASHES = ((1, 0), (7, 3), (2, 3), (9, 3, 2, 3))


def status_tone(name: str) -> Tone:
    """The tone of a status."""
    return {tone.name: tone for tone in (*STATUS_TONES, INACTIVE)}[name]


def bind_tone(name: str) -> Tone:
    """The tone of what binds billing."""
    return {tone.name: tone for tone in BIND_TONES}[name]


def fate_tone(name: str) -> Tone:
    """The tone of what becomes of an hour."""
    return {tone.name: tone for tone in FATE_TONES}[name]
