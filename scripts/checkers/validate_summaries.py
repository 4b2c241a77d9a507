#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates documents against a JSON Schema (draft 2020-12).

validate_summaries.py SCHEMA DOCUMENT…

Prints a line for each document: its name, then "valid" or the first problem with its place. The schema itself is checked
first.
"""

import json
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(arguments):
    if len(arguments) < 2:
        sys.stderr.write(__doc__)
        return 64
    schema = load(arguments[0])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in arguments[1:]:
        problem = best_match(validator.iter_errors(load(path)))
        print(f"{path}: " + ("valid" if problem is None else f"{problem.json_path}: {problem.message[:200]}"))
    return 0


sys.exit(main(sys.argv[1:]))
