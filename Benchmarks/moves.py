# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon a plan answers when it is moved."""

import json
import pathlib

from measure import measure, table

HERE = pathlib.Path(__file__).resolve().parent
WORDS = {"shares": "a tenth of a line's money moved", "budget": "the budget", "rates": "a rate", "fees": "a fee level"}


def moves(program, trials, count):
    """A table of the wall time of previews of three splits, and what part of a whole run of them that is."""
    rows = []
    for file in (HERE / "reference.yaml", HERE.parent / "scenarios" / "tiers-2025.yaml"):
        found = json.loads(measure([program, file, trials, count])[3])
        rows.append([f"{file.stem}: first answer", f"{found['first']:.0f}", "", f"{found['run'] / found['first']:.1f}"])
        for kind, words in WORDS.items():
            one = found.get(kind)
            if one:
                rows.append([f"{file.stem}: {words}", f"{one['p50']:.0f}", f"{one['p95']:.0f}", f"{found['run'] / one['p50']:.1f}"])
    return table(["after a move of", "p50, ms", "p95, ms", "a whole run, in p50"], rows)
