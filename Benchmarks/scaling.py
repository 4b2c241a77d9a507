# SPDX-License-Identifier: GPL-3.0-or-later
"""How time and memory of a run grow with the budget, the splits, the trials and the threads."""

import pathlib
import tempfile

from measure import best, table

HERE = pathlib.Path(__file__).resolve().parent


def with_splits(folder, count):
    """The reference campaign with so many splits, each a little different."""
    head, _ = (HERE / "reference.yaml").read_text().split("splits:")
    rows = [f"  s{number}: {{nano: {34 + number * 2 / count:.4g}%, micro: {36 - number * 2 / count:.4g}%, macro: 20%, mega: 10%}}"
            for number in range(count)]
    file = pathlib.Path(folder) / f"splits-{count}.yaml"
    file.write_text(head + "splits:\n" + "\n".join(rows) + "\n")
    return file


def scaling(tiercast, trials, rounds):
    """A table of CPU time and peak memory, each as a multiple of the reference run."""
    def run(file, count, threads, *more):
        return [tiercast, "run", file, "--json", "--trials", count, "--threads", threads, *more]

    reference = HERE / "reference.yaml"
    with tempfile.TemporaryDirectory() as folder:
        commands = {"the reference campaign": run(reference, trials, 1)}
        for factor, budget in ((0.1, "25k"), (10, "2.5M"), (100, "25M")):
            # As many creators in all, so that the rows take alike long.
            count = max(100, round(trials / max(1, factor)))
            commands[f"budget × {factor:g}, {count:,} trials"] = run(reference, count, 1, "--set", f"budget={budget}")
        for count in (10, 50):
            commands[f"{count} splits"] = run(with_splits(folder, count), trials, 1)
        for factor in (10, 30):
            commands[f"{factor * trials:,} trials"] = run(reference, factor * trials, 1)
        commands["two threads"] = run(reference, trials, 2)
        found = best(commands, rounds)
    cpu, wall, memory, _ = found["the reference campaign"]
    return table(
        ["run", "CPU", "wall", "MiB"],
        [[name, f"{one[0] / cpu:.2f}", f"{one[1] / wall:.2f}", f"{one[2]:.0f}"] for name, one in found.items()])
