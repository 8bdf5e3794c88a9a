"""A deployment held against its problem again, in plain Python."""

from __future__ import annotations

from planner.dispatch.redeploy.problem import NEVER, Deployment, RedeployProblem


def earned(problem: RedeployProblem, posts: tuple[int, ...]) -> int:
    """Add up what posts earn, point by point."""
    worth, ring, kind = problem.worth.tolist(), problem.ring.tolist(), problem.kind.tolist()
    total = 0
    for point, weight in enumerate(problem.weight.tolist()):
        near = int(problem.fixed_ring[point])
        for unit, post in enumerate(posts):
            near = min(near, ring[kind[unit]][post][point])
        total += weight * sum(worth[near:])
    return total


def broken(problem: RedeployProblem, found: Deployment) -> list[str]:
    """List what is wrong with a deployment, as codes; empty: its posts are allowed and its figures are right."""
    wrong = []
    times = [int(problem.move_s[unit, post]) for unit, post in enumerate(found.post)]
    if len(found.post) != len(problem.home):
        return ["posts_not_all_named"]
    wrong += [f"post_not_allowed {unit}" for unit, took in enumerate(times) if took >= NEVER]
    if earned(problem, found.post) != found.earned:
        wrong.append(f"earned {found.earned}")
    if found.earned > found.bound:
        wrong.append(f"bound_below {found.bound}")
    moved = [unit for unit, post in enumerate(found.post) if post != int(problem.home[unit])]
    if len(moved) != found.moves:
        wrong.append(f"moves {found.moves}")
    if sum(times[unit] for unit in moved) != found.travel_s:
        wrong.append(f"travel_s {found.travel_s}")
    return wrong
