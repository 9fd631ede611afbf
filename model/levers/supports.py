"""Levers of supports: what helps people stay or frees their time."""

from model.levers.lever import SUPPORTS, Ask, Lever

EFFECT = "1 is no effect; below 1 fewer people leave. No effect is assumed without a number."


def _of_support(key: str, label: str, help_: str, unit: str = "") -> Lever:
    return Lever(
        key=f"support_{key}", label=label, help=help_, group=SUPPORTS, places=(f"supports.*.{key}",), unit=unit
    )


SUPPORT_LEVERS = (
    Lever(
        key="support_added",
        label="Add a support",
        help="Reflective supervision, a case aide, a bonus for staying: what it costs and what you expect of it.",
        group=SUPPORTS,
        places=("supports",),
        action="add",
        form="item",
        asks=(
            Ask(key="name", label="What it is called", form="text", default="New support"),
            Ask(
                key="per_position_month",
                label="Dollars a position and month",
                place="supports.*.per_position_month",
                default=0.0,
            ),
            Ask(key="hours_per_week", label="Hours a week it takes", place="supports.*.hours_per_week", default=0.0),
            Ask(
                key="turnover_multiplier",
                label="Turnover times",
                place="supports.*.turnover_multiplier",
                default=1.0,
                unit="1 is no effect",
            ),
            Ask(
                key="no_show_multiplier",
                label="No-shows times",
                place="supports.*.no_show_multiplier",
                default=1.0,
                unit="1 is no effect",
            ),
            Ask(
                key="non_service_share_change",
                label="Change of time that is not service",
                place="supports.*.non_service_share_change",
                default=0.0,
                unit="below 0 it frees time",
            ),
        ),
    ),
    _of_support("per_position_month", "A support's cost", "Dollars a position and month.", "a position and month"),
    _of_support("hours_per_week", "Hours a support takes", "Hours a week of each worker."),
    _of_support("turnover_multiplier", "What a support does to turnover", EFFECT),
    _of_support("no_show_multiplier", "What a support does to no-shows", "1 is no effect; below 1 more clients come."),
    _of_support(
        "non_service_share_change",
        "Time a support frees",
        "Change of the share of time that is not service; below 0 it frees time for clients.",
    ),
    Lever(
        key="support_ended",
        label="End a support",
        help="From that month on it costs nothing and does nothing; without a month, it is never there.",
        group=SUPPORTS,
        places=("supports.*",),
        action="remove",
        form="nothing",
    ),
)
