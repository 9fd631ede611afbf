"""Refusals: each file in `refusals/` holds one mistake, the last few several. The whole message is expected.

A file that can be read at all is the program below with its mistake, so that nothing else can be what is refused.
"""

from pathlib import Path

import pytest

from model.inputs.faults import InputError
from model.inputs.load import load_program, read_program

FILES = Path(__file__).parent / "refusals"

WITHOUT_MISTAKE = """\
schema: 1
name: Small
state: NC
start: 2026-07
months: 12
ladders:
  peer: {steps: [20.00]}
services:
  individual: {session_minutes: 60}
payers:
  medicaid: {client_share: 0.6, services: {individual: {rate: 5.00}}}
positions:
  - {id: peer-1, ladder: peer, hours_per_week: 12, direct_service: true, mix: {individual: 1.0}}
"""

REFUSED = {
    # reading the file
    "empty": ("empty.yaml (line 1): the file is empty.",),
    "only_a_comment": ("only_a_comment.yaml (line 1): the file is empty.",),
    "a_list": ("a_list.yaml: found a list; a program is a mapping.",),
    "a_text": ("a_text.yaml: found 'Harbor Peer Center'; a program is a mapping.",),
    "not_utf8": ("not_utf8.yaml (line 2): the file is not UTF-8 text: save it as UTF-8.",),
    "open_quote": (
        "open_quote.yaml (line 14): this is not YAML: look here or just above for indentation, a missing colon or "
        "an open quote.",
    ),
    "tab_for_indentation": ("tab_for_indentation.yaml (line 9): a tab stands here: indent with spaces.",),
    "two_documents": ("two_documents.yaml (line 14): a second document begins here: keep one to a file.",),
    "repeated_key": ("repeated_key.yaml (line 6): 'months' stands twice in one block, first on line 5.",),
    "repeated_key_inside": (
        "repeated_key_inside.yaml (line 9): 'no_show' stands twice in one block, first on line 9.",
    ),
    "anchor": ("anchor.yaml (line 7): &pay is a reference: write the value out where it is needed.",),
    "alias": (
        "alias.yaml (line 7): &pay is a reference: write the value out where it is needed.",
        "alias.yaml (line 8): *pay is a reference: write the value out where it is needed.",
    ),
    "tag": ("tag.yaml (line 2): !!str is a tag: leave it out, and quote the value if it is text.",),
    "too_deep": ("too_deep.yaml (line 2): blocks are nested more than 40 deep.",),
    "number_as_key": (
        "number_as_key.yaml (line 7): a key must be text, and 1 is not: quote it, or write 1,400 as 1400.",
    ),
    "state_no": (
        "state_no.yaml (line 3): NO is refused: some readers take it for true or false: quote it if it is text.",
    ),
    "yes_for_true": (
        "yes_for_true.yaml (line 13): yes is refused: some readers take it for true or false: quote it if it is text.",
    ),
    "scientific_number": (
        "scientific_number.yaml (line 11): 5e0 is refused: write the number in full, or quote it if it is text.",
    ),
    "number_with_underscore": (
        "number_with_underscore.yaml (line 5): 1_2 is refused: write the number without underscores, or quote it "
        "if it is text.",
    ),
    "number_with_comma": (
        "number_with_comma.yaml: reserve.opening (line 14): found '90,000'; a number is needed (dollars).",
    ),
    "number_with_comma_outside_braces": (
        "number_with_comma_outside_braces.yaml (line 15): 90,000 is refused: write the number without commas, or "
        "quote it if it is text.",
    ),
    "number_with_leading_zero": (
        "number_with_leading_zero.yaml (line 14): 07 is refused: it begins with 0: write 64,000 as 64000, "
        "or quote text.",
    ),
    "number_too_long": (
        "number_too_long.yaml (line 11): 5000000000000000000000000000000000000000 is refused: the number is too "
        "long, or quote it if it is text.",
    ),
    "infinite_number": (
        "infinite_number.yaml (line 11): .inf is refused: it is not a finite number: leave a limit out to have none.",
    ),
    "not_a_number": (
        "not_a_number.yaml (line 11): .nan is refused: it is not a finite number: leave a limit out to have none.",
    ),
    "percent": ("percent.yaml (line 9): 22% is refused: write a share as a fraction, such as 0.15 for 15 %.",),
    "dollar_sign": ("dollar_sign.yaml (line 11): $5.00 is refused: write dollars as a plain number.",),
    # keys
    "misspelt_key": (
        "misspelt_key.yaml: weeks_of_notise (line 14): unknown key 'weeks_of_notise'; known here: schema, name, "
        "state, about, basis, start, months, fiscal_year_starts, weeks_of_notice, materiality, reserve, cash, "
        "receivables, ladders, wage_floor, keep_spread, benefits, leave, staffing, time, supports, services, "
        "client_variation, client_turnover, payers, caps, positions, limits, costs, grants, contracts, "
        "fundraising, requests, when_unfunded, grace_months, wind_down_months, seats, "
        "events, correlations; did you mean 'weeks_of_notice'?",
    ),
    "misspelt_key_inside": (
        "misspelt_key_inside.yaml: services.individual.no_shows (line 9): unknown key 'no_shows'; known here: "
        "session_minutes, session_spread_minutes, no_show, backfill, no_show_time_lost, documentation_minutes, "
        "travel_minutes, miles, sessions_per_client_per_week, group_size; did you mean 'no_show'?",
    ),
    "misplaced_key": (
        "misplaced_key.yaml: ladders.peer.hours_per_week (line 7): unknown key 'hours_per_week'; known here: "
        "steps, months_per_step, annual_increase, differentials, job_code, outside_wage, turnover_reference.",
    ),
    "misplaced_growth": (
        "misplaced_growth.yaml: costs.program_month.rent.growth (line 15): unknown key 'growth'; a dated value "
        "knows value, from, low, high, distribution, annual_change.",
    ),
    "growth_on_one_entry": (
        "growth_on_one_entry.yaml: payers.medicaid.services.individual.rate[0].annual_change (line 11): unknown "
        "key 'annual_change'; growth of a list is written {values: [...], annual_change: ...}.",
    ),
    "missing_key": ("missing_key.yaml: months: nothing is given; `months` may not be left out.",),
    "missing_rate": (
        "missing_rate.yaml: payers.medicaid.services.individual.rate (line 11): nothing is given; `rate` may not "
        "be left out.",
    ),
    "missing_direct_service": (
        "missing_direct_service.yaml: positions[0].direct_service (line 13): nothing is given; `direct_service` "
        "may not be left out.",
    ),
    "schema_2": (
        "schema_2.yaml: schema (line 1): found 2; a later Staying Power wrote this file: update Staying Power to "
        "open it.",
    ),
    # kinds of value
    "number_as_text": (
        "number_as_text.yaml: payers.medicaid.services.individual.rate (line 11): found '5.00'; a number is "
        "needed (dollars).",
    ),
    "number_left_empty": (
        "number_left_empty.yaml: payers.medicaid.services.individual.rate (line 11): found nothing; a number is "
        "needed (dollars).",
    ),
    "boolean_as_number": (
        "boolean_as_number.yaml: positions[0].hours_per_week (line 13): found true; a number is needed (hours a week).",
    ),
    "number_as_boolean": ("number_as_boolean.yaml: keep_spread (line 14): found 1; true or false is needed.",),
    "text_as_list": ("text_as_list.yaml: ladders.peer.steps (line 7): found 20.0; a list is needed.",),
    "list_as_mapping": (
        "list_as_mapping.yaml: ladders (line 6): found a list; a mapping of names to values is needed.",
    ),
    "mapping_as_list": ("mapping_as_list.yaml: grants (line 14): found {id}; a list is needed.",),
    "fraction_of_months": ("fraction_of_months.yaml: months (line 5): found 12.5; a whole number is needed.",),
    "fraction_of_whole_months": (
        "fraction_of_whole_months.yaml: staffing.months_to_bill (line 14): found 1.5; a whole number is needed "
        "(months).",
    ),
    "full_date": ("full_date.yaml: start (line 4): found '2026-07-01'; a month has no day: write 2026-07.",),
    "month_without_zero": (
        "month_without_zero.yaml: start (line 4): found '2026-7'; a month is written YYYY-MM, such as 2027-01.",
    ),
    "year_for_month": (
        "year_for_month.yaml: start (line 4): found 2026; a month is written YYYY-MM, such as 2027-01.",
    ),
    "bare_number_as_id": (
        "bare_number_as_id.yaml: positions[0].id (line 13): found 1; a bare number is not a name; put it in "
        'quotes: "1".',
    ),
    "empty_name": ("empty_name.yaml: name (line 2): found ''; a name in text is needed.",),
    "unknown_word": (
        "unknown_word.yaml: positions[0].filled (line 13): found 'full'; 'filled', 'new' or 'vacant' is needed; "
        "did you mean 'filled'?",
    ),
    "unknown_state": ("unknown_state.yaml: state (line 3): found 'XX'; a state's two letters are needed, such as NC.",),
    "state_in_full": (
        "state_in_full.yaml: state (line 3): found 'North Carolina'; a state's two letters are needed, such as NC.",
    ),
    # values out of bounds
    "no_months": ("no_months.yaml: months (line 5): found 0; a number of at least 1 is needed.",),
    "too_many_months": ("too_many_months.yaml: months (line 5): found 601; a number of at most 600 is needed.",),
    "thirteenth_month": (
        "thirteenth_month.yaml: ladders.peer.annual_increase.month (line 7): found 13; a number of at most 12 is "
        "needed.",
    ),
    "share_above_1": (
        "share_above_1.yaml: services.individual.no_show (line 9): found 22; a number from 0 to 1 is needed (share).",
    ),
    "negative_dollars": (
        "negative_dollars.yaml: payers.medicaid.services.individual.rate (line 11): found -5; a number of at "
        "least 0 is needed (dollars).",
    ),
    "wage_of_zero": (
        "wage_of_zero.yaml: ladders.peer.steps[1] (line 7): found 0; a number above 0 is needed (dollars an hour).",
    ),
    "group_of_zero": (
        "group_of_zero.yaml: services.individual.group_size (line 9): found 0; a number above 0 is needed (count).",
    ),
    "week_of_169_hours": (
        "week_of_169_hours.yaml: positions[0].hours_per_week (line 13): found 169; a number above 0 up to 168 is "
        "needed (hours a week).",
    ),
    "no_hours": (
        "no_hours.yaml: positions[0].hours_per_week (line 13): found 0; a number above 0 up to 168 is needed "
        "(hours a week).",
    ),
    "no_grace": ("no_grace.yaml: grace_months (line 14): found 0; a whole number from 1 to 1200 is needed (months).",),
    "annual_change_as_percent": (
        "annual_change_as_percent.yaml: costs.program_month.rent.annual_change (line 14): found 3; a number from "
        "-0.5 to 1 is needed (share a year).",
    ),
    "group_growth_as_percent": (
        "group_growth_as_percent.yaml: costs.annual_change (line 14): found 3; a number from -0.5 to 1 is needed "
        "(share a year).",
    ),
    "low_above_value": (
        "low_above_value.yaml: payers.medicaid.services.individual.rate.low (line 11): found 6 above the value 5; "
        "low must not exceed the value.",
    ),
    "high_below_value": (
        "high_below_value.yaml: payers.medicaid.services.individual.rate.high (line 11): found 4.5 below the "
        "value 5; high must not be less.",
    ),
    "range_outside_bounds": (
        "range_outside_bounds.yaml: services.individual.no_show (line 9): found 1.2; a number from 0 to 1 is "
        "needed (share).",
    ),
    "empty_steps": ("empty_steps.yaml: ladders.peer.steps (line 7): found an empty list; at least 1 entry is needed.",),
    # dated values
    "dated_list_starts_late": (
        "dated_list_starts_late.yaml: payers.medicaid.services.individual.rate (line 11): the first value is from "
        "2026-10; one is needed from 2026-07.",
    ),
    "dated_list_starts_late_for_a_position": (
        "dated_list_starts_late_for_a_position.yaml: positions[0].hours_per_week (line 13): the first value is "
        "from 2026-09; one is needed from 2026-08.",
    ),
    "dated_months_out_of_order": (
        "dated_months_out_of_order.yaml: payers.medicaid.services.individual.rate (line 11): the months are not "
        "in order; each `from` must be later than the one before it.",
    ),
    "dated_month_twice": (
        "dated_month_twice.yaml: payers.medicaid.services.individual.rate (line 11): the months are not in order; "
        "each `from` must be later than the one before it.",
    ),
    "dated_entry_without_month": (
        "dated_entry_without_month.yaml: payers.medicaid.services.individual.rate[1] (line 11): found {value}; "
        "each entry is {from: YYYY-MM, value: …}.",
    ),
    "dated_entry_without_value": (
        "dated_entry_without_value.yaml: payers.medicaid.services.individual.rate[0] (line 11): found no value; "
        "write {value: …}.",
    ),
    "dated_list_empty": (
        "dated_list_empty.yaml: payers.medicaid.services.individual.rate (line 11): found an empty list; give at "
        "least one {from, value}.",
    ),
    "dated_list_of_numbers": (
        "dated_list_of_numbers.yaml: payers.medicaid.services.individual.rate[0] (line 11): found 5.0; each entry "
        "is {from: YYYY-MM, value: …}.",
        "dated_list_of_numbers.yaml: payers.medicaid.services.individual.rate[1] (line 11): found 6.0; each entry "
        "is {from: YYYY-MM, value: …}.",
    ),
    "dated_fixed_number": (
        "dated_fixed_number.yaml: staffing.months_to_bill (line 14): found a list of values by date; this number "
        "is fixed: give one value.",
    ),
    "dated_entry_with_full_date": (
        "dated_entry_with_full_date.yaml: payers.medicaid.services.individual.rate[0].from (line 11): found "
        "'2026-07-01'; a month has no day: write 2026-07.",
    ),
    # people
    "no_positions": ("no_positions.yaml: positions (line 12): no position is given; a program has at least one.",),
    "unknown_ladder": (
        "unknown_ladder.yaml: positions[0].ladder (line 13): no ladder 'peers'; defined: peer; did you mean 'peer'?",
    ),
    "step_above_the_ladder": (
        "step_above_the_ladder.yaml: positions[0].step (line 13): step 2 of ladder 'peer'; it has 1 step.",
    ),
    "hire_step_above_the_ladder": (
        "hire_step_above_the_ladder.yaml: positions[0].staffing.hire.step (line 13): step 3 of ladder 'peer'; it "
        "has 1 step.",
    ),
    "duplicate_position": (
        "duplicate_position.yaml: positions (line 12): 2 items have the id 'peer-1'; each id may be used once.",
    ),
    "end_before_start": (
        "end_before_start.yaml: positions[0].end (line 13): 2026-08 is before `start`, 2026-09; `end` is the last "
        "month.",
    ),
    "departures_that_cannot_be": (
        "departures_that_cannot_be.yaml: positions[0].departs (line 13): 2 items have the month '2026-09'; each month "
        "may be used once.",
        "departures_that_cannot_be.yaml: positions[1].departs (line 14): 13 months; at most 12 departures of one "
        "seat; turnover is for the rest.",
    ),
    "payment_stopped_twice": (
        "payment_stopped_twice.yaml: payers.medicaid.pays_nothing_in (line 11): 2 items have the month '2026-09'; each "
        "month may be used once.",
    ),
    "job_code_upside_down": (
        "job_code_upside_down.yaml: ladders.peer.job_code (line 7): `min` is above `max`; a job code's least pay "
        "is below its most.",
    ),
    "component_with_both": (
        "component_with_both.yaml: benefits.components[0] (line 14): both `share_of_wages` and `per_month`; a "
        "component is one or the other.",
    ),
    "component_with_neither": (
        "component_with_neither.yaml: benefits.components[0] (line 14): neither `share_of_wages` nor `per_month`; "
        "a component is one or the other.",
    ),
    "wage_base_with_per_month": (
        "wage_base_with_per_month.yaml: benefits.components[0].wage_base (line 14): `wage_base` has no meaning "
        "here; it goes with `share_of_wages`.",
    ),
    "growth_with_share_of_wages": (
        "growth_with_share_of_wages.yaml: benefits.components[0].annual_change (line 14): `annual_change` has no "
        "meaning here; it goes with `per_month`.",
    ),
    "step_and_a_half": (
        "step_and_a_half.yaml: positions[0].step (line 13): found 1.5; a whole number is needed (step).",
    ),
    "rate_without_its_mapping": (
        "rate_without_its_mapping.yaml: payers.medicaid.services.individual (line 11): found 5.0; a mapping of "
        "fields to values is needed.",
    ),
    "turnover_as_percent": (
        "turnover_as_percent.yaml: staffing.annual_turnover (line 14): found 33; a number from 0 to 12 is needed "
        "(separations a seat and year).",
    ),
    "credential_without_month": (
        "credential_without_month.yaml: positions[0].credentials.certified (line 13): found true; a month is "
        "written YYYY-MM, such as 2027-01.",
    ),
    "month_for_months_after_hire": (
        "month_for_months_after_hire.yaml: staffing.hire.credentials.certified (line 14): found '2026-10'; a "
        "number is needed (months).",
    ),
    "wage_floor_starts_late": (
        "wage_floor_starts_late.yaml: wage_floor (line 14): the first value is from 2027-01; one is needed from "
        "2026-07.",
    ),
    "yaml_merge": (
        "yaml_merge.yaml: ladders.peer.steps (line 7): nothing is given; `steps` may not be left out.",
        "yaml_merge.yaml: ladders.peer.<< (line 7): unknown key '<<'; known here: steps, months_per_step, "
        "annual_increase, differentials, job_code, outside_wage, turnover_reference.",
    ),
    "name_too_long": (
        "name_too_long.yaml: name (line 2): found 'Small Small Small Small Small Small Small Small Small Smal…; a "
        "name has at most 200 printable characters.",
    ),
    "position_without_its_time": (
        "position_without_its_time.yaml: positions[0].time.no_service_share (line 13): unknown key "
        "'no_service_share'; known here: non_service_share, supervision_hours_per_week, meeting_hours_per_week, "
        "admin_hours_per_week, training_hours_per_year; did you mean 'non_service_share'?",
    ),
    "ramp_above_1": (
        "ramp_above_1.yaml: staffing.ramp[1] (line 14): found 1.5; a number from 0 to 1 is needed (share).",
    ),
    "covers_as_a_list": (
        "covers_as_a_list.yaml: grants[0].covers (line 15): found a list; a mapping of names to values is needed.",
    ),
    "used_without_wage_base": (
        "used_without_wage_base.yaml: benefits.components[0].used_at_start (line 14): `used_at_start` without "
        "`wage_base`; say what base is used up.",
    ),
    "leave_of_a_whole_year": (
        "leave_of_a_whole_year.yaml: leave (line 14): leave adds up to 2,080 hours a year; a full-time year has "
        "2,080, and some must be worked.",
    ),
    "supports_raise_non_service_time_above_1": (
        "supports_raise_non_service_time_above_1.yaml: positions[0] (line 13): with the supports the non-service "
        "share reaches 1.1; it stays from 0 to 1.",
    ),
    "supports_raise_no_shows_above_1": (
        "supports_raise_no_shows_above_1.yaml: services.individual.no_show (line 9): the supports raise no-shows "
        "above 1; the share missed is at most 1.",
    ),
    # care, payers and caps
    "mix_above_1": ("mix_above_1.yaml: positions[0].mix (line 14): shares add up to 1.15 in 2026-07; 1 is the most.",),
    "mix_above_1_from_a_month": (
        "mix_above_1_from_a_month.yaml: positions[0].mix (line 14): shares add up to 1.1 in 2026-10; 1 is the most.",
    ),
    "unknown_service_in_mix": (
        "unknown_service_in_mix.yaml: positions[0].mix.indivdual (line 13): no service 'indivdual'; defined: "
        "individual; did you mean 'individual'?",
    ),
    "unknown_service_of_payer": (
        "unknown_service_of_payer.yaml: payers.medicaid.services.group (line 11): no service 'group'; defined: "
        "individual.",
    ),
    "client_shares_above_1": (
        "client_shares_above_1.yaml: payers (line 10): client shares add up to 1.1 in 2026-07; 1 is the most.",
    ),
    "payment_lag_below_1": (
        "payment_lag_below_1.yaml: payers.medicaid.payment_lag (line 11): shares add up to 0.9; they must add up to 1.",
    ),
    "minimum_sessions_by_unit": (
        "minimum_sessions_by_unit.yaml: payers.medicaid.services.individual.minimum_sessions (line 11): "
        "`minimum_sessions` with `per: unit`; it goes with `per: client_month`.",
    ),
    "spread_longer_than_session": (
        "spread_longer_than_session.yaml: services.individual.session_spread_minutes (line 9): the spread is "
        "longer than the session; it is at most as long.",
    ),
    "cap_of_unknown_payer": (
        "cap_of_unknown_payer.yaml: caps[0].payers[0] (line 15): no payer 'medicad'; defined: medicaid; did you "
        "mean 'medicaid'?",
    ),
    "cap_of_unknown_service": (
        "cap_of_unknown_service.yaml: caps[0].services[0] (line 15): no service 'group'; defined: individual.",
    ),
    "cap_of_no_payer": (
        "cap_of_no_payer.yaml: caps[0].payers (line 15): an empty list; name at least one of the payers, or leave "
        "`payers` out for all.",
    ),
    "cap_that_lists_a_payer_twice": (
        "cap_that_lists_a_payer_twice.yaml: caps[0].payers (line 15): 'medicaid' stands twice; name each of the "
        "payers once.",
    ),
    "cap_that_lists_a_service_twice": (
        "cap_that_lists_a_service_twice.yaml: caps[0].services (line 15): 'individual' stands twice; name each of "
        "the services once.",
    ),
    "cap_per_worker_and_day": (
        "cap_per_worker_and_day.yaml: caps[0].period (line 15): a cap per worker and day; allowed: week, month, year.",
    ),
    "cap_per_worker_and_quarter": (
        "cap_per_worker_and_quarter.yaml: caps[0].period (line 15): a cap per worker and quarter; allowed: week, "
        "month, year.",
    ),
    "cap_per_program_and_day": (
        "cap_per_program_and_day.yaml: caps[0].period (line 15): a cap per program and day; allowed: week, month, "
        "quarter, half, year.",
    ),
    "cap_per_family": (
        "cap_per_family.yaml: caps[0].per (line 15): found 'family'; 'client', 'worker' or 'program' is needed.",
    ),
    "rolling_cap_per_program": (
        "rolling_cap_per_program.yaml: caps[0].window (line 15): a rolling cap per program; caps per program have "
        "fixed windows.",
    ),
    "program_cap_without_starts": (
        "program_cap_without_starts.yaml: caps[0].starts (line 15): no calendar month is given; `starts` says "
        "when the window begins anew.",
    ),
    "fixed_window_without_starts": (
        "fixed_window_without_starts.yaml: caps[0].starts (line 15): no calendar month is given; `starts` says "
        "when the window begins anew.",
    ),
    "starts_of_a_rolling_window": (
        "starts_of_a_rolling_window.yaml: caps[0].starts (line 15): `starts` without a fixed window; it goes with "
        "`window: fixed`.",
    ),
    "used_at_start_of_a_rolling_window": (
        "used_at_start_of_a_rolling_window.yaml: caps[0].used_at_start (line 15): `used_at_start` without a fixed "
        "window; it goes with `window: fixed`.",
    ),
    "window_of_a_day": (
        "window_of_a_day.yaml: caps[0].window (line 15): a window for a cap per client and day; leave it out.",
        "window_of_a_day.yaml: caps[0].starts (line 15): `starts` for a cap per client and day; leave it out.",
    ),
    "window_per_worker": (
        "window_per_worker.yaml: caps[0].window (line 15): a window for a cap per worker and year; leave it out.",
        "window_per_worker.yaml: caps[0].starts (line 15): `starts` for a cap per worker and year; leave it out.",
    ),
    "dollars_per_client": (
        "dollars_per_client.yaml: caps[0].unit (line 15): dollars in a cap per client; only a cap per program is "
        "in dollars.",
    ),
    "approval_beyond_per_worker": (
        "approval_beyond_per_worker.yaml: caps[0].approved_beyond (line 15): approval beyond a cap per worker; it "
        "goes with caps per client.",
    ),
    "cap_until_before_from": (
        "cap_until_before_from.yaml: caps[0].until (line 15): 2026-10 is before `from`, 2027-01; `until` is the "
        "last month.",
    ),
    "no_caseload_for_demand": (
        "no_caseload_for_demand.yaml: positions[0].caseload (line 13): no caseload is given; it is needed for the "
        "demand for 'individual'.",
    ),
    "no_caseload_for_cap": (
        "no_caseload_for_cap.yaml: positions[0].caseload (line 13): no caseload is given; it is needed for the "
        "cap 'limit'.",
    ),
    "no_caseload_for_client_month": (
        "no_caseload_for_client_month.yaml: positions[0].caseload (line 13): no caseload is given; it is needed "
        "for payment of 'individual' by client and month.",
    ),
    "caseload_of_zero": (
        "caseload_of_zero.yaml: positions[0].caseload (line 13): a caseload of 0; it is needed for payment of "
        "'individual' by client and month.",
    ),
    # money
    "award_list_too_short": (
        "award_list_too_short.yaml: grants[0].award (line 15): 1 award for 2 budget years, 2026-07 to 2028-06; "
        "give one for each year from the grant's start, or one number for each.",
    ),
    "award_list_too_long": (
        "award_list_too_long.yaml: grants[0].award (line 15): 2 awards for 1 budget year, 2026-07 to 2027-06; "
        "give one for each year from the grant's start, or one number for each.",
    ),
    "growth_inside_a_group_of_lines": (
        "growth_inside_a_group_of_lines.yaml: costs.program_month.annual_change (line 15): a line called "
        "'annual_change'; growth of the three groups stands at costs.annual_change.",
    ),
    "position_named_as_the_program_row": (
        "position_named_as_the_program_row.yaml: positions[0].id (line 13): found '(program)'; that names the "
        "program's own row.",
    ),
    "two_caps_of_one_name": (
        "two_caps_of_one_name.yaml: caps (line 14): two items are called 'weekly'; each name may be used once "
        "at a time.",
    ),
    "faults_of_fields_and_between_fields": (
        "faults_of_fields_and_between_fields.yaml: payers.medicaid.client_share (line 11): nothing is given; "
        "`client_share` may not be left out.",
        "faults_of_fields_and_between_fields.yaml: payers.medicaid.client_shear (line 11): unknown key "
        "'client_shear'; known "
        "here: client_share, start, end, requires, unit_minutes, unit_rounding, denial, denial_recovery, "
        "payment_lag, pays_nothing_in, services; "
        "did you mean 'client_share'?",
        "faults_of_fields_and_between_fields.yaml: positions[0].ladder (line 13): no ladder 'pear'; defined: "
        "peer; did you "
        "mean 'peer'?",
    ),
    "award_as_a_text": (
        "award_as_a_text.yaml: grants[0].award (line 15): found 'fifty thousand'; a number is needed (dollars).",
    ),
    "spent_before_the_grant_starts": (
        "spent_before_the_grant_starts.yaml: grants[0].spent_at_start (line 15): `spent_at_start` for a grant "
        "that is not under way in 2026-07; leave it out.",
    ),
    "carried_into_a_grant_that_starts_later": (
        "carried_into_a_grant_that_starts_later.yaml: grants[0].carried_in (line 15): `carried_in` for a grant "
        "that is not under way in 2026-07; leave it out.",
    ),
    "spent_more_than_awarded": (
        "spent_more_than_awarded.yaml: grants[0].spent_at_start (line 15): 52,000 dollars spent of 51,000; no "
        "more than the budget year's award and what was carried in.",
    ),
    "covers_unknown_position": (
        "covers_unknown_position.yaml: grants[0].covers.peer-2 (line 15): no position 'peer-2'; take it out "
        "of `covers`; "
        "did you mean 'peer-1'?",
    ),
    "grant_shares_above_1": (
        "grant_shares_above_1.yaml: grants (line 14): shares of position 'peer-1' add up to 1.2 in 2026-10; 1 is "
        "the most.",
    ),
    "program_cost_shares_above_1": (
        "program_cost_shares_above_1.yaml: grants (line 14): shares of program costs add up to 1.2 in 2026-10; 1 "
        "is the most.",
    ),
    "grant_indirect_above_the_programs": (
        "grant_indirect_above_the_programs.yaml: grants[0].indirect_rate (line 16): 0.15 is above the program's "
        "indirect rate; a grant pays no more indirect than `costs.indirect_rate`.",
    ),
    "match_of_everything": (
        "match_of_everything.yaml: grants[0].match_rate (line 15): a match of the whole project; the non-federal "
        "share is below 1.",
    ),
    "grant_without_end": (
        "grant_without_end.yaml: grants[0].end (line 15): nothing is given; `end` may not be left out.",
    ),
    "grant_that_ends_before_it_starts": (
        "grant_that_ends_before_it_starts.yaml: grants[0].end (line 15): 2026-06 is before `start`, 2026-07; "
        "`end` is the last month.",
    ),
    "duplicate_grant": (
        "duplicate_grant.yaml: grants (line 14): 2 items have the id 'bridge'; each id may be used once.",
    ),
    "grant_payment_lag_above_1": (
        "grant_payment_lag_above_1.yaml: grants[0].payment_lag (line 15): shares add up to 1.1; they must add up to 1.",
    ),
    "unknown_program_income": (
        "unknown_program_income.yaml: grants[0].program_income (line 15): found 'deduct'; 'deductive', "
        "'additive', 'matching' or 'not_billed' is needed; did you mean 'deductive'?",
    ),
    "contract_covers_the_lead": (
        "contract_covers_the_lead.yaml: contracts[0].covers[0] (line 16): 'lead' sees no clients; a contract "
        "covers direct-service positions.",
    ),
    "contract_covers_unknown_position": (
        "contract_covers_unknown_position.yaml: contracts[0].covers[0] (line 15): no direct-service position "
        "'peer-2'; defined: peer-1; did you mean 'peer-1'?",
    ),
    "contract_covers_nobody": (
        "contract_covers_nobody.yaml: contracts[0].covers (line 15): an empty list; name a position, or leave "
        "`covers` out for any row.",
    ),
    "duplicate_contract": (
        "duplicate_contract.yaml: contracts (line 14): 2 items have the id 'county'; each id may be used once.",
    ),
    "unknown_line_without_indirect": (
        "unknown_line_without_indirect.yaml: costs.indirect_excludes[0] (line 14): no cost line 'rents'; defined: "
        "rent; did you mean 'rent'?",
    ),
    "negative_receivable": (
        "negative_receivable.yaml: receivables[1] (line 14): found -4000; a number of at least 0 is needed (dollars).",
    ),
    # several mistakes at once: all of them are reported
    "several_faults_of_fields": (
        'several_faults_of_fields.yaml: state (line 3): found 37; a bare number is not a name; put it in quotes: "37".',
        "several_faults_of_fields.yaml: months (line 5): found 'twelve'; a whole number is needed.",
        "several_faults_of_fields.yaml: keep_spread (line 14): found 1; true or false is needed.",
        "several_faults_of_fields.yaml: payers.medicaid.services.individual.rate (line 11): found -5; a number of "
        "at least 0 is needed (dollars).",
        "several_faults_of_fields.yaml: positions[0].hours_per_week (line 13): nothing is given; `hours_per_week` "
        "may not be left out.",
        "several_faults_of_fields.yaml: positions[0].hour_per_week (line 13): unknown key 'hour_per_week'; known "
        "here: id, title, ladder, step, months_in_step, hours_per_week, start, end, filled, credentials, "
        "departs, direct_service, caseload, mix, priority, time, staffing; did you mean 'hours_per_week'?",
    ),
    "several_faults_of_writing": (
        "several_faults_of_writing.yaml (line 3): NO is refused: some readers take it for true or false: quote it "
        "if it is text.",
        "several_faults_of_writing.yaml (line 6): 'months' stands twice in one block, first on line 5.",
        "several_faults_of_writing.yaml (line 8): &pay is a reference: write the value out where it is needed.",
        "several_faults_of_writing.yaml (line 12): $5.00 is refused: write dollars as a plain number.",
    ),
    "several_faults_of_writing_and_fields": (
        "several_faults_of_writing_and_fields.yaml (line 3): NO is refused: some readers take it for true or "
        "false: quote it if it is text.",
        "several_faults_of_writing_and_fields.yaml (line 11): $5.00 is refused: write dollars as a plain number.",
        "several_faults_of_writing_and_fields.yaml: positions[0].hours_per_week (line 13): found 200; a number "
        "above 0 up to 168 is needed (hours a week).",
        "several_faults_of_writing_and_fields.yaml: weeks_of_notise (line 14): unknown key 'weeks_of_notise'; "
        "known here: schema, name, state, about, basis, start, months, fiscal_year_starts, weeks_of_notice, "
        "materiality, reserve, cash, receivables, ladders, wage_floor, keep_spread, benefits, leave, staffing, "
        "time, supports, services, client_variation, client_turnover, payers, caps, positions, limits, costs, "
        "grants, contracts, fundraising, requests, when_unfunded, grace_months, wind_down_months, seats, "
        "events, correlations; did you mean 'weeks_of_notice'?",
    ),
    "several_faults_together": (
        "several_faults_together.yaml: state (line 3): found 'ZZ'; a state's two letters are needed, such as NC.",
        "several_faults_together.yaml: positions[0].ladder (line 13): no ladder 'pier'; defined: peer; did you "
        "mean 'peer'?",
        "several_faults_together.yaml: positions[0].mix.group (line 13): no service 'group'; defined: individual.",
        "several_faults_together.yaml: positions[0].mix (line 13): shares add up to 1.1 in 2026-07; 1 is the most.",
        "several_faults_together.yaml: services.individual.session_spread_minutes (line 9): the spread is longer "
        "than the session; it is at most as long.",
        "several_faults_together.yaml: caps[0].period (line 15): a cap per worker and day; allowed: week, month, year.",
        "several_faults_together.yaml: grants[0].covers.peer-2 (line 17): no position 'peer-2'; take it out "
        "of `covers`; "
        "did you mean 'peer-1'?",
        "several_faults_together.yaml: grants[0].award (line 17): 1 award for 2 budget years, 2026-07 to 2028-06; "
        "give one for each year from the grant's start, or one number for each.",
    ),
}


def faults_of(name):
    """What is wrong with a file."""
    with pytest.raises(InputError) as refused:
        load_program(FILES / f"{name}.yaml")
    return refused.value.faults


@pytest.mark.parametrize("name", REFUSED)
def test_the_file_is_refused_with_a_sentence_for_each_mistake(name):
    assert REFUSED[name] == tuple(fault.sentence for fault in faults_of(name))


def test_without_its_mistake_the_program_is_accepted():
    assert "Small" == read_program(WITHOUT_MISTAKE, "small.yaml").program.name


def test_every_file_is_expected_and_every_expectation_has_its_file():
    assert set(REFUSED) == {path.stem for path in FILES.glob("*.yaml")}


@pytest.mark.parametrize("name", REFUSED)
def test_every_sentence_names_its_file_and_ends_as_a_sentence(name):
    for sentence in REFUSED[name]:
        assert sentence.startswith(f"{name}.yaml")
        assert sentence.endswith((".", "?"))


def test_a_fault_says_where_what_was_found_and_what_would_be_right():
    (fault,) = faults_of("share_above_1")
    assert "share_above_1.yaml" == fault.file
    assert "services.individual.no_show" == fault.path
    assert 9 == fault.line
    assert "found 22" == fault.found
    assert "a number from 0 to 1 is needed (share)" == fault.wanted


def test_the_message_of_the_error_is_all_sentences_line_by_line():
    with pytest.raises(InputError) as refused:
        load_program(FILES / "several_faults_together.yaml")
    assert "\n".join(REFUSED["several_faults_together"]) == str(refused.value)


def test_a_file_that_is_not_there_is_refused():
    with pytest.raises(InputError, match=r"^nowhere\.yaml .*cannot be read: no such file or directory\.$"):
        load_program(FILES / "nowhere.yaml")


def test_a_file_of_more_than_a_megabyte_is_refused():
    with pytest.raises(InputError, match=r"^large\.yaml .*the file is larger than 1 MB\.$"):
        read_program(WITHOUT_MISTAKE + "#" * 1_000_001, "large.yaml")
