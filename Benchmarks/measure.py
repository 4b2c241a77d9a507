# SPDX-License-Identifier: GPL-3.0-or-later
"""What all benchmarks share: timing a child process, and tables."""

import math
import os
import subprocess
import sys
import tempfile
import time


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


def best(commands, rounds):
    """The least CPU and wall time of each command in rounds that take turns, with its peak memory and its last output, by name."""
    found = {name: (math.inf, math.inf, 0, b"") for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            cpu, wall, memory, text = measure(command)
            before = found[name]
            found[name] = (min(cpu, before[0]), min(wall, before[1]), max(memory, before[2]), text)
    return found


def table(head, rows):
    """A Markdown table; the first column to the left, figures to the right."""
    cells = [head] + rows
    widths = [max(len(str(row[column])) for row in cells) for column in range(len(head))]

    def line(row):
        return "| " + " | ".join(
            str(cell).ljust(width) if column == 0 else str(cell).rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))) + " |"

    rule = "|" + "|".join("-" * (width + 1) + ("-" if column == 0 else ":") + "" for column, width in enumerate(widths)) + "|"
    return [line(head), rule] + [line(row) for row in rows]
