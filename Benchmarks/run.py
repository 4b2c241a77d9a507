#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how fast tiercast is: against a C and a NumPy program of one campaign, after moves of a plan, as its inputs grow, and analysis by
analysis.

Times of commands are CPU seconds (user and system) of the child process, the best of rounds that take turns, so that a busy machine
disturbs all alike; wall time, of threads and of moves, needs idle processors.
"""

import argparse
import pathlib
import re
import sys

from analyses import analyses
from moves import moves
from programs import compare
from scaling import scaling

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiercast", type=pathlib.Path, required=True, help="the program")
    parser.add_argument("--moves", type=pathlib.Path, help="the program that moves a plan")
    parser.add_argument("--trials", type=int, default=100_000, help="trials of the comparison with other programs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--interactive", action="store_true", help="only moves of a plan")
    parser.add_argument("--programs", action="store_true", help="only the comparison with other programs")
    parser.add_argument("--scaling", action="store_true", help="only growth with budget, splits, trials and threads")
    parser.add_argument("--analyses", action="store_true", help="only what analyses cost")
    parser.add_argument("--all", action="store_true", help="analyses of every shipped scenario, not of four")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    return parser.parse_args()


def main():
    options = parse()
    parts = {
        "moves": lambda: moves(options.moves, 10_000, 200),
        "programs": lambda: compare(options.tiercast, options.trials, options.rounds),
        "scaling": lambda: scaling(options.tiercast, 10_000, options.rounds),
        "analyses": lambda: analyses(options.tiercast, 1, options.all),
    }
    wanted = [name for name in parts if getattr(options, {"moves": "interactive"}.get(name, name))] or list(parts)
    text = PAGE.read_text()
    for name in wanted:
        lines = parts[name]()
        print("\n".join(lines) + "\n", flush=True)
        block = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
        if options.write and not block.search(text):
            sys.exit(f"docs/performance.md has no place for {name}")
        text = block.sub(lambda found: found[1] + "\n".join(lines) + "\n" + found[2], text)
    if options.write:
        PAGE.write_text(text)


if __name__ == "__main__":
    main()
