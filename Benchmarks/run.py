#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tiercast, the C program and the NumPy program on one campaign and prints how their speeds compare.

Times are CPU seconds (user and system) of the child process, the best of interleaved rounds, so that a busy machine
disturbs all alike. Only the comparison of threads uses wall time, and needs idle processors.
"""

import argparse
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiercast", type=pathlib.Path, help="the program; without it only C and NumPy are compared")
    parser.add_argument("--trials", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", action="store_true", help="measure peak memory at 1e6 and 1e7 trials too (minutes)")
    return parser.parse_args()


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


def measure(command):
    """CPU seconds, wall seconds, peak memory in MiB and standard output of a command."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        child = subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} exited with {child.returncode}")
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, out.read()


def orders(name, output):
    """Mean and standard deviation of the orders that a program reports."""
    result = json.loads(output)
    if not name.startswith("tiercast"):
        return result["orders"]["mean"], result["orders"]["sd"]
    metric = result["splits"]["reference"]["total"]["metrics"]["conversions"]
    return float(metric["mean"]["value"]), float(metric["sd"])


def yardstick(name):
    """The C program that simulates the same campaign."""
    return "C, shared rates" if name.endswith("shared rates") else "C"


def main():
    options = parse()
    commands = {}
    with tempfile.TemporaryDirectory() as folder:
        c, python = build_c(pathlib.Path(folder)), python_with_numpy()

        def tiercast(threads, trials, *more):
            return [options.tiercast, "run", HERE / "reference.yaml", "--json", "--trials", trials, "--seed", 1,
                    "--threads", threads, *more]

        # All creators of a tier with its engagement rate.
        rates = {"nano": "2.71%", "micro": "1.81%", "macro": "1.2%", "mega": "0.75%"}
        shared = [word for tier, rate in rates.items()
                  for word in ("--set", f"tiers.{tier}.engagements_per_follower={rate}")]

        n = options.trials
        commands["C"] = [c, n, 1]
        commands["NumPy"] = [python, HERE / "reference_campaign.py", n, 1]
        if options.tiercast:
            commands["tiercast"] = tiercast(1, n)
            commands["tiercast, 2 threads"] = tiercast(2, n)
        commands["C, shared rates"] = [c, n, 1, "shared"]
        if options.tiercast:
            commands["tiercast, shared rates"] = tiercast(1, n, *shared)
        cpu, wall, memory, output = {}, {}, {}, {}
        for _ in range(options.rounds):
            for name, command in commands.items():
                seconds, elapsed, peak, text = measure(command)
                cpu[name] = min(seconds, cpu.get(name, math.inf))
                wall[name] = min(elapsed, wall.get(name, math.inf))
                memory[name], output[name] = peak, text

        print(f"{n} trials, best of {options.rounds} rounds")
        print(f"{'program':36}{'µs/trial':>10}{'speed/C':>10}{'MiB':>8}{'orders':>12}{'sd':>10}")
        for name in commands:
            mean, sd = orders(name, output[name])
            print(f"{name:36}{cpu[name] / n * 1e6:10.2f}{cpu[yardstick(name)] / cpu[name]:10.2f}{memory[name]:8.0f}"
                  f"{mean:12.3f}{sd:10.3f}")
        if options.tiercast:
            ratio = wall["tiercast"] / wall["tiercast, 2 threads"]
            print(f"two threads against one, wall time: {ratio:.2f}")
            # All money on one line of few creators, so that the fresh scoring of the scenario's split costs next to nothing.
            scenario = pathlib.Path(folder) / "search.yaml"
            text = (HERE / "reference.yaml").read_text()
            head, _ = text.split("splits:")
            scenario.write_text(head + "lines: {nano: {}, micro: {}, macro: {}, mega: {}}\nsplits: {one: {mega: 100%}}\n")
            run, search = (min(measure(command)[0] for _ in range(options.rounds)) for command in (
                tiercast(1, 10_000),
                [options.tiercast, "optimise", scenario, "--coarse", "--json", "--trials", 10_000, "--threads", 1]))
            print(f"scoring 1,771 splits against one run, 10,000 trials: {search / run:.2f}")
            if options.memory:
                peaks = [measure(tiercast(2, trials))[2] for trials in (10**6, 10**7)]
                print(f"peak memory: {peaks[0]:.0f} MiB at 1e6 trials, {peaks[1]:.0f} MiB at 1e7")

    # The seeds differ in meaning between the programs, so their samples are independent. The error of a standard
    # deviation takes the kurtosis of heavy-tailed orders as 12 where a normal law has 3.
    bad = []
    for name in commands:
        (m, s), (m0, s0) = orders(name, output[name]), orders("C", output[yardstick(name)])
        if abs(m - m0) > 5 * math.hypot(s, s0) / math.sqrt(n):
            bad.append(f"{name}: mean of orders {m:.3f}, C has {m0:.3f}")
        if abs(s - s0) > 5 * math.hypot(s, s0) * math.sqrt((12 - 1) / (4 * n)):
            bad.append(f"{name}: sd of orders {s:.3f}, C has {s0:.3f}")
    if bad:
        sys.exit("the programs disagree:\n  " + "\n  ".join(bad))
    print("the programs agree on the mean and the spread of orders within 5 standard errors")


if __name__ == "__main__":
    main()
