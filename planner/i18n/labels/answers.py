"""Words of questions about a plan and their answers: dispatch, decisions, simulation."""

from __future__ import annotations

from planner.i18n import N_

ANSWERS: dict[str, str] = {
    "web_dispatch": N_("Who can be there"),
    "web_dispatch_about": N_(
        "Units are taken to be where the plan has them at the moment, or where they report to be. Nothing that is "
        "asked here is stored, live positions serve the one question only, and the program keeps the last answers "
        "until it ends."
    ),
    "web_sets_out_at": N_("Sets out at"),
    "web_closed_at": N_("Closed at"),
    "web_fled_ready": N_("Minutes until a junction is closed"),
    "web_positions": N_("Live positions (optional)"),
    "web_positions_text": N_("JSON in the form patrol-positions/1: units, where they are and what they do; no person"),
    "web_positions_file": N_("or read it from a file"),
    "web_positions_rest": N_("Units that do not report"),
    "web_positions_hint": N_(
        "With them the time may lie outside the plan. They serve this one question and are kept nowhere; paste them "
        "again for the next."
    ),
    "web_positions_live": N_("live positions:"),
    "web_positions_plan": N_("positions by the plan"),
    "web_map_live": N_("A ring about a sign: a live position; a broken ring: of a unit that is not in the plan."),
    "web_busy": N_("The answer is being worked out; this can take 10 s and more."),
    "positions_rest_away": N_("are not out"),
    "positions_rest_plan": N_("stand where the plan has them"),
    "source_plan": N_("□ by the plan"),
    "source_live": N_("◉ live"),
    "source_stranger": N_("◌ live, not in the plan"),
    "place_map": N_("Map to choose a place on"),
    "place_map_open": N_("Choose on the map"),
    "place_map_close": N_("Close the map"),
    "place_map_hint": N_(
        "Click a place. By keyboard: arrows move the map, + and - zoom, Enter takes its middle, Escape closes it."
    ),
    "place_map_chosen": N_("Chosen:"),
    "web_number": N_("No."),
    "web_in_minutes": N_("In min"),
    "web_there_at": N_("There at"),
    "web_way_km": N_("Way, km"),
    "web_leaves": N_("Leaves"),
    "web_acts_alone": N_("May act alone"),
    "web_along": N_("Along"),
    "web_yes": N_("yes"),
    "web_no": N_("no"),
    "web_nobody_comes": N_("Nobody is on the street then who can get there."),
    "web_drones_come": N_("Drones that can come, stay 10 min and be back"),
    "web_breaks_off": N_("Breaks off round"),
    "web_lands_with": N_("Charge left at landing"),
    "web_they_from": N_("They can be there from"),
    "web_margin": N_("Margin, min"),
    "web_never": N_("not at all"),
    "web_junction": N_("Junction"),
    "web_left_open": N_("They can still get out by these exits"),
    "web_close_by": N_("to be closed by"),
    "web_map_numbers": N_("Numbers on the map are those of the table; ways are coloured by force."),
    "web_map_rings": N_("Violet: streets where they can be, the sooner the darker and wider."),
    "web_ask_at": N_("At what time"),
    "web_ask_count": N_("How many"),
    "web_ask_who": N_("Who"),
    "web_ask_ground": N_("Forces that keep to some ground"),
    "web_ask_go": N_("Find"),
    "web_fled_ago": N_("Minutes since they left"),
    "web_fled_mode": N_("They move by"),
    "web_fled_speed": N_("Top speed, km/h"),
    "web_fled_speed_usual": N_("usual for it"),
    "web_fled_within": N_("Out of reach after, min of flight"),
    "web_fled_cordon": N_("Which junctions"),
    "dispatch_nearest": N_("Who can be there first"),
    "dispatch_fled": N_("Who closes what"),
    "dispatch_ask_nearest": N_("Who can be at a place first?"),
    "dispatch_ask_fled": N_("Somebody has fled: who closes which junctions?"),
    "dispatch_hint_nearest": N_(
        "By the time along the streets, with one-way streets, banned turns and slow hours. A unit at a required visit "
        "or a meal is named first only if it is more than 5 min sooner than a free one."
    ),
    "dispatch_hint_fled": N_(
        "A place, a time and a way of moving; who they are is not asked. They may go against one-way streets and above "
        "limits. Usual top speeds: 10 km/h on foot, 20 by bike, 60 by car. The search takes up to 10 s."
    ),
    "leaves_break": N_("a meal break"),
    "leaves_base": N_("the handover at its base"),
    "ask_count_3": N_("the first 3"),
    "ask_count_5": N_("the first 5"),
    "ask_count_10": N_("the first 10"),
    "ask_who_all": N_("every unit"),
    "ask_who_police": N_("only units that may act alone"),
    "ask_ground_keep": N_("stay on it"),
    "ask_ground_leave": N_("may leave it"),
    "fled_cordon_chosen": N_("chosen for the quickest cordon"),
    "fled_cordon_border": N_("every way out of reach"),
    "answer_map": N_("Map of the answer; the same stands in the table above it"),
    "cordon_out": N_("They may be out of reach already: no number of units that set out at {at} shuts them in."),
    "cordon_shut": N_("Shut in after {minutes:.1f} min, at {at}."),
    "cordon_open": N_("Not shut in: they can still get out. {closed} of {exits} exits are closed to them."),
    "cordon_ways": N_(
        "On the quickest ways to {stopped} of the {ways} streets that lead out ({share:.0f} %) they are stopped."
    ),
    "cordon_ways_proven": N_(
        "Proven: no choice of units and of {junctions} junctions stops them on more of these ways."
    ),
    "cordon_best_ways": N_(
        "The best found in the time given: whether they can be shut in is not known; {most:.0f} % is the most."
    ),
    "cordon_exits": N_("Not shut in: {closed} of {exits} exits are closed."),
    "cordon_exits_proven": N_("Proven: no choice of units closes more of these exits in time."),
    "cordon_more": N_("and {count} more exits that are open"),
    "cordon_proven": N_("Proven: nothing is quicker, of {junctions} junctions."),
    "cordon_best": N_("This is the best found in the time given; more time may find a better one."),
    "cordon_bound": N_("The best found in the time given; nothing is quicker than {minutes:.1f} min."),
    "web_simulation": N_("Try it with random calls"),
    "web_simulation_ask": N_("What is simulated"),
    "web_simulation_what_it_does": N_(
        "Calls come at random, as often as the demand expects, and the units of the plan answer them on their rounds. "
        "It takes up to 15 s; if the time is over sooner than the runs, those that were made are told."
    ),
    "web_simulation_found": N_("How soon somebody is there"),
    "web_simulation_assumed": N_(
        "One call in five is taken to be urgent and is answered first; times at calls have a long tail."
    ),
    "web_simulation_run": N_("In one run of the plan"),
    "web_simulation_grids": N_("By grid"),
    "web_simulation_hours": N_("The hours in which it takes longest"),
    "web_simulation_units": N_("The busiest units: time at calls [%]"),
    "web_simulation_policy": N_("Who is sent"),
    "web_simulation_runs": N_("Runs"),
    "web_simulation_service": N_("Mean time at a call, min"),
    "web_simulation_seed": N_("Number of the draw"),
    "web_simulation_rates": N_("Expected calls"),
    "simulation_rates_drawn": N_("as uncertain as they are"),
    "simulation_rates_mean": N_("as known, without doubt"),
    "web_simulation_go": N_("Simulate"),
    "web_value": N_("Value"),
    "web_interval": N_("95 % interval"),
    "simulation_made": N_("{made} runs."),
    "simulation_stopped": N_("{made} of {asked} runs were made in the time."),
    "web_pair_found": N_("Two plans, the same calls"),
    "web_pair_how": N_(
        "Both plans answered the same calls, and are compared in batches of the same runs. Where the interval leaves "
        "out 0 a "
        "difference is beyond chance; of twenty figures one does so by chance all the same."
    ),
    "web_pair_one": N_("This plan"),
    "web_pair_other": N_("The other"),
    "web_pair_difference": N_("The other less this"),
    "web_pair_better": N_("Better"),
    "web_pair_against": N_("Against another plan of the same hours"),
    "web_pair_none": N_("none: this plan alone"),
    "web_pair_no_others": N_(
        "No other plan of the same station and hours is stored, so there is none to compare with."
    ),
    "web_beside": N_("All figures beside those of another plan"),
    "web_beside_what_it_does": N_("Figures, hours and grids of two plans of the same station. It takes up to 15 s."),
    "web_beside_other": N_("The other plan"),
    "web_beside_go": N_("Compare"),
    "verdict_one": N_("▲ this plan"),
    "verdict_other": N_("▼ the other"),
    "verdict_same": N_("= no difference"),
    "verdict_chance": N_("~ not beyond chance"),
    "verdict_neither": N_("≠ differs, neither is better"),
    "verdict_unknown": N_("cannot be told"),
    "pair_plan": N_("made {made}, units: {units}, required and not met: {unmet} ({id})"),
    "pair_one": N_(
        "This plan is better: it reaches {points:.1f} of 100 calls more within 5 min (95 % interval {low} to {high})."
    ),
    "pair_other": N_(
        "The other plan is better: it reaches {points:.1f} of 100 calls more within 5 min (95 % interval {low} to "
        "{high})."
    ),
    "pair_chance": N_(
        "Neither plan is better beyond chance: of 100 calls one reaches {points:.1f} more within 5 min, but the 95 % "
        "interval, {low} to {high}, holds 0."
    ),
    "pair_same": N_("Neither plan is better: in every run both reach as many calls within 5 min."),
    "pair_unknown": N_("Nothing can be said about calls reached within 5 min: there were too few runs or calls."),
    "pair_also_one": N_("This plan is better beyond chance in: {figures}."),
    "pair_also_other": N_("The other plan is better beyond chance in: {figures}."),
    "web_decisions": N_("Search, posts, muster"),
    "web_search_map": N_("Map with the sectors"),
    "web_search_sheets": N_("Sheets for the units"),
    "web_search_metres": N_("Metres that each unit searches"),
    "web_search_who": N_("Who is missing"),
    "web_posts_reach": N_("Demand within reach"),
    "web_posts_within": N_("Within, min"),
    "web_posts_before": N_("As they stand, %"),
    "web_posts_after": N_("Posted, %"),
    "web_posts_who": N_("Who waits where"),
    "web_posts_place": N_("Post"),
    "web_posts_hours": N_("For how many hours"),
    "web_muster_point": N_("Rescue point"),
    "web_muster_units": N_("Units needed"),
    "web_muster_people": N_("People needed"),
    "web_muster_keep": N_("Units that must stay in the station"),
    "web_muster_missing": N_("What is missing, and what would mend it"),
    "web_muster_sent": N_("Who goes where"),
    "web_muster_left": N_("Who stays"),
    "web_muster_ground": N_("Ground"),
    "web_muster_before": N_("Units before"),
    "web_muster_stay": N_("Stay"),
    "web_muster_must": N_("Must stay"),
    "decision_search": N_("Joint search"),
    "decision_posts": N_("Where units wait"),
    "decision_muster": N_("Who musters where"),
    "decision_ask_search": N_("Somebody is missing: where to search?"),
    "decision_ask_posts": N_("Where should units wait so that calls are reached soon?"),
    "decision_ask_muster": N_("Who goes to which rescue point?"),
    "decision_hint_search": N_(
        "Where they can be by when, likely places, and streets for every unit in stages. Who is missing is not asked; "
        "only how such people move."
    ),
    "decision_hint_posts": N_(
        "Units that patrol freely are posted so that most expected calls lie within 1, 3 and 5 min, with as few moves "
        "as that allows. The search takes up to 8 s."
    ),
    "decision_hint_muster": N_(
        "First the fewest points are left with nobody, then the least share is missing, then all are in place soonest. "
        "What cannot be met is told with its reason and what would mend it. The search takes up to 8 s, and some "
        "seconds more to find out why."
    ),
    "posts_hours_1": N_("the next hour"),
    "posts_hours_2": N_("2 hours"),
    "posts_hours_4": N_("4 hours"),
    "posts_hours_8": N_("8 hours"),
    "posts_hour": N_("{at}: units posted: {units}, of them moved: {moves}."),
    "posts_proven": N_("Proven: no posts among {posts} reach more, and none as much with fewer moves."),
    "posts_best": N_(
        "The best found in the time given: {worth:.1f} % of all worth; no posts reach more than {bound:.1f} %."
    ),
    "posts_worth": N_("All rings together: {stood:.1f} % of all worth as they stand, {worth:.1f} % posted."),
    "posts_risen": N_(
        "{name}: {calls} calls in the last {hours:g} h, {usual:.1f} as a rule; {times:.1f} times the usual demand is "
        "taken."
    ),
    "muster_nobody": N_("Nobody is sent."),
    "muster_goes": N_("Units that go: {count}; the last is in place at {last}."),
    "muster_proven": N_(
        "Proven: no other way leaves fewer points with nobody; none that leaves as few lacks a smaller share of the "
        "needs, or as little and is complete sooner."
    ),
    "muster_best": N_("The best found in the time given."),
    "muster_station": N_("whole station"),
    "muster_short": N_("{point} needs {needed}, {missing} missing"),
}
