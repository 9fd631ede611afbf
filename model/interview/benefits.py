"""What is paid on top of wages, and leave."""

from model.inputs.months import MONTHS_PER_YEAR, Month
from model.interview.builder import Builder, Tree, payroll_rows
from model.interview.choices import named

WEEKS_PER_YEAR = 52


def benefits(made: Builder) -> Tree:
    """Payroll taxes, health cover, retirement and paid leave; cover and retirement of 0 are left out."""
    a, at = made.answers, "benefits.components[name={}].{}"
    fica = made.default(at.format("FICA", "share_of_wages"), "benefits.fica")
    compensation = made.default(at.format("Workers compensation", "share_of_wages"), "benefits.workers_compensation")
    components = [{"name": "FICA", "share_of_wages": fica}, *_unemployment(made)]
    components.append({"name": "Workers compensation", "share_of_wages": compensation})
    if a.health is None or a.health > 0:
        health = made.given_or(at.format("Health", "per_month"), a.health, "benefits.health_single")
        take_up = made.default(at.format("Health", "take_up"), "benefits.health_take_up")
        growth = made.default(at.format("Health", "annual_change"), "benefits.health_growth")
        cover = {"per_month": health, "eligible_only": True, "take_up": take_up, "annual_change": growth}
        components.append({"name": "Health", **cover})
    if a.retirement is None or a.retirement > 0:
        share = made.given_or(at.format("Retirement", "share_of_wages"), a.retirement, "benefits.retirement")
        components.append({"name": "Retirement", "share_of_wages": share})
    made.own("leave")
    return {"benefits": {"components": components}, "leave": {"all paid leave": a.leave_hours}}


def _unemployment(made: Builder) -> list[Tree]:
    """The state's tax on new employers, up to its base; none where the table has no rate for the state.

    Of the base, what a peer earned since January is used up in the first month.
    """
    a, at = made.answers, "benefits.components[name=State unemployment].{}"
    rates = payroll_rows("unemployment_rate", a.state, made)
    bases = payroll_rows("unemployment_wage_base", a.state, made)
    if not rates:
        return []
    made.basis[at.format("share_of_wages")] = named("payroll", rates[0], made.assumptions)
    component: Tree = {"name": "State unemployment", "share_of_wages": rates[0].value}
    if bases:
        made.basis[at.format("wage_base")] = named("payroll", bases[0], made.assumptions)
        made.basis[at.format("used_at_start")] = "computed: the pay of a peer since January"
        months = Month.of(a.start).calendar_month - 1
        earned = a.entry_pay * a.peer_hours * WEEKS_PER_YEAR / MONTHS_PER_YEAR * months
        component |= {"wage_base": bases[0].value, "used_at_start": round(min(earned, bases[0].value), 2)}
    return [component]
