# SPDX-License-Identifier: GPL-3.0-or-later
"""What each analysis of the shipped scenarios costs, in runs of the same scenario."""

import pathlib
import tempfile

from measure import best, table

SCENARIOS = pathlib.Path(__file__).resolve().parent.parent / "scenarios"
# A small one, the one of the README, one with many quantities open, and one with most parts of the model.
SHOWN = ["small-brand", "skincare-launch", "tiers-2025", "ambassadors"]
COMMANDS = ["lint", "ledger", "sensitivity", "compare", "optimise", "stress", "claims", "report"]


def analyses(tiercast, rounds, everything):
    """A table of CPU time at default trials: a run in seconds, and each analysis as a multiple of it."""
    rows = []
    files = [SCENARIOS / f"{name}.yaml" for name in SHOWN]
    for file in sorted(SCENARIOS.glob("*.yaml")) if everything else files:
        text = file.read_text()
        with tempfile.TemporaryDirectory() as folder:
            commands = {"run": [tiercast, "run", file, "--json"]}
            for name in COMMANDS:
                if name == "claims" and "\nclaims:" not in text:
                    continue
                more = ["--output", pathlib.Path(folder) / "page.html"] if name == "report" else ["--json"]
                commands[name] = [tiercast, name, file, *more]
            found = best(commands, rounds)
        run = found["run"][0]
        rows.append([file.stem, f"{run:.1f}"] + [
            f"{found[name][0] / run:.1f}" if name in found else "–" for name in COMMANDS])
    return table(["scenario", "run, s"] + COMMANDS, rows)

