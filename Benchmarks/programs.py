# SPDX-License-Identifier: GPL-3.0-or-later
"""tiercast against a C and a NumPy program of the same campaign."""

import json
import math
import pathlib
import subprocess
import sys
import tempfile
import venv

from measure import best, table

HERE = pathlib.Path(__file__).resolve().parent
# All creators of a tier with its engagement rate.
RATES = {"nano": "2.71%", "micro": "1.81%", "macro": "1.2%", "mega": "0.75%"}


def build_c(folder):
    flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "gsl"], text=True).split()
    program = folder / "reference_campaign"
    subprocess.check_call(
        ["cc", "-O2", "-std=gnu11", "-o", str(program), str(HERE / "reference_campaign.c"), *flags])
    return program


def python_with_numpy():
    folder = HERE / ".venv"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    if subprocess.call([python, "-c", "import numpy"], stderr=subprocess.DEVNULL) != 0:
        subprocess.check_call([python, "-m", "pip", "install", "--quiet", "numpy"])
    return python


def conversions(output):
    return json.loads(output)["splits"]["reference"]["total"]["metrics"]["conversions"]


def quantiles(name, output):
    """The 5, 50 and 95 % points of orders."""
    if name.startswith("tiercast"):
        return [float(conversions(output)["quantiles"][key]["value"]) for key in ("p5", "p50", "p95")]
    return [json.loads(output)["orders"][key] for key in ("p5", "p50", "p95")]


def half_widths(output):
    """Half the 95 % intervals of these points, by the ranks of tiercast's trials."""
    found = [conversions(output)["quantiles"][key] for key in ("p5", "p50", "p95")]
    return [(float(one["high"]) - float(one["low"])) / 2 for one in found]


def yardstick(name):
    """The C program that simulates the same campaign."""
    return "C, shared rates" if name.endswith("shared rates") else "C"


def compare(tiercast, trials, rounds):
    """A table of speeds; ends the program where two of them do not simulate the same campaign."""
    with tempfile.TemporaryDirectory() as folder:
        c, python = build_c(pathlib.Path(folder)), python_with_numpy()

        def run(threads, *more):
            return [tiercast, "run", HERE / "reference.yaml", "--json", "--trials", trials, "--seed", 1, "--threads", threads, *more]

        shared = [word for tier, rate in RATES.items()
                  for word in ("--set", f"tiers.{tier}.engagements_per_follower={rate}")]
        found = best({
            "C": [c, trials, 1], "NumPy": [python, HERE / "reference_campaign.py", trials, 1],
            "tiercast": run(1), "tiercast, 2 threads": run(2),
            "C, shared rates": [c, trials, 1, "shared"], "tiercast, shared rates": run(1, *shared),
        }, rounds)
    agree(found)
    lines = table(
        ["program", "µs a trial", "speed, C = 1", "MiB"],
        [[name, f"{cpu / trials * 1e6:.1f}", f"{found[yardstick(name)][0] / cpu:.2f}", f"{memory:.0f}"]
         for name, (cpu, _, memory, _) in found.items()])
    wall = found["tiercast"][1] / found["tiercast, 2 threads"][1]
    return lines + ["", f"Two threads against one, wall time: {wall:.2f}."]


def agree(found):
    """The points of orders must lie within five errors of each other, by intervals that hold at every number of trials."""
    bad = []
    for name, (_, _, _, text) in found.items():
        base = "tiercast, shared rates" if name.endswith("shared rates") else "tiercast"
        for point, one, other, half in zip(
                ("p5", "p50", "p95"), quantiles(name, text), quantiles(base, found[base][3]), half_widths(found[base][3])):
            # Orders are whole numbers, so two samples may differ by one where the law is the same.
            if abs(one - other) > 5 / 1.96 * math.sqrt(2) * half + 1:
                bad.append(f"{name}: {point} of orders {one:.6g}, {base} has {other:.6g} ± {half:.3g}")
    if bad:
        sys.exit("the programs disagree:\n  " + "\n  ".join(bad))
