"""Progress in the terminal, and stopping without losing the best answer so far."""

from __future__ import annotations

import signal
import time
from types import FrameType, TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from planner.domain.solving import Progress as Report
from planner.i18n import N_, Language, sentence, translate

STAGES = {
    "read": N_("reading the scenario"),
    "shifts": N_("choosing shifts"),
    "roster": N_("roster"),
    "routes": N_("patrol routes"),
    "flights": N_("drone rounds"),
    "check": N_("checking"),
    "repair": N_("repairing"),
    "map": N_("drawing the map"),
    "districts": N_("drawing grids"),
    "redeploy": N_("choosing posts"),
    "muster": N_("sending units"),
    "search": N_("sharing out the search"),
    "simulate": N_("simulating calls"),
    "measure": N_("measuring the plans"),
    "page": N_("drawing the page"),
    "why": N_("looking for what is impossible"),
}


class Watch:
    """Shows a bar a stage, with the best answer and its bound; Ctrl-C asks the solvers to stop with their best.

    Parameters
    ----------
    quiet
        Show nothing where standard error is no terminal: for commands that answer at once.
    """

    def __init__(self, language: Language, *, quiet: bool = False) -> None:
        self.cancelled = False
        self._quiet = quiet
        self._language = language
        self._console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=28),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[figures]}"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        self._old = signal.signal(signal.SIGINT, self._stop)
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks.values() if kind is None else ():
            self._bars.update(task, completed=1.0)
        self._bars.stop()
        signal.signal(signal.SIGINT, self._old)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        if self.cancelled:
            raise KeyboardInterrupt
        self.cancelled = True
        text = N_("Stopping with the best found so far; Ctrl-C again gives it up.")
        self._bars.console.print(translate(text, self._language))

    def __call__(self, report: Report) -> bool:
        """Take a report from a solver; True asks it to stop."""
        if report.stage not in self._tasks:
            name = translate(STAGES.get(report.stage, report.stage), self._language)
            self._tasks[report.stage] = self._bars.add_task(name, total=1.0, figures="")
            if not self._console.is_terminal and not self._quiet:
                self._console.print(f"{time.monotonic() - self._began:6.1f} s  {name}", highlight=False, markup=False)
        self._bars.update(self._tasks[report.stage], completed=min(1.0, report.done), figures=self._figures(report))
        return self.cancelled

    def _figures(self, report: Report) -> str:
        if report.rows is not None:
            return sentence(N_("{rows} rows"), self._language, {"rows": f"{report.rows:,}"})
        if report.incumbent is None:
            return ""
        best = f"{translate(N_('best'), self._language)} {report.incumbent:,.0f}"
        if report.bound is None:
            return best
        return f"{best}  {translate(N_('bound'), self._language)} {report.bound:,.0f}"
