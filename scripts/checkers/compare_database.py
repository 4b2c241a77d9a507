# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a run in a database with summary.json and the trial data of the same run.

Usage: compare_database.py RUNS.sqlite RUN SUMMARY.json [TRIALS.csv]; prints how many numbers were compared.
"""

import csv
import json
import math
import sqlite3
import sys

compared = {"exact": 0, "rounded": 0, "trials": 0}


def number(value):
    """A number of summary.json or of a CSV field: infinity is a word, undefined is null or empty."""
    if value is None or value == "":
        return None
    return float(value)


def same(kept, written, place, kind="exact"):
    compared[kind] += 1
    written = number(written)
    if kept != written:
        sys.exit(f"{place}: the database has {kept!r} and the file {written!r}")


def close(kept, written, error, place):
    """The file rounds at the second significant digit of the error: by half a tenth of it at most."""
    compared["rounded"] += 1
    written = number(written)
    if kept is None or written is None or math.isinf(kept) or math.isinf(written):
        return same(kept, written, place)
    # Without an error the file keeps two significant digits.
    most = 0.051 * (abs(error) if error is not None else abs(kept)) + 1e-12 * abs(kept)
    if abs(kept - written) > most:
        sys.exit(f"{place}: the database has {kept!r}, the file {written!r}, which is more than {most} away")


def proportion(row, name, written, place):
    """A share with its error and interval; `row` maps columns to values."""
    error = row[name + "_error"]
    close(row[name], written["value"], error, place)
    close(row[name + "_low"], written["low"], error, place)
    close(row[name + "_high"], written["high"], error, place)
    if abs((row[name + "_high"] - row[name + "_low"]) / (2 * 1.959963984540054) - error) > 1e-12:
        sys.exit(f"{place}: the error is not that of the interval")


def main(path, run, summary, trials=None):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row

    def rows(table, **conditions):
        conditions = {"run": run, **conditions}
        text = " AND ".join(f"{name} = ?" for name in conditions)
        return database.execute(f"SELECT * FROM {table} WHERE {text}", tuple(conditions.values())).fetchall()

    if database.execute("PRAGMA integrity_check").fetchall()[0][0] != "ok":
        sys.exit("the database is damaged")
    if database.execute("PRAGMA foreign_key_check").fetchall():
        sys.exit("rows belong to no row")
    document = json.load(open(summary, encoding="utf-8"))
    (description,) = rows("runs")
    provenance = document["provenance"]
    for column, written in [
        ("scenario", document["scenario"]["name"]), ("currency", document["scenario"]["currency"]),
        ("budget", document["scenario"]["budget"]), ("seed", str(provenance["seed"])),
        ("trials", provenance["trials"]), ("requested_trials", provenance["requested_trials"]),
        ("engine", provenance["engine"]), ("version", provenance["version"]),
        ("scenario_checksum", provenance["scenario_checksum"]),
    ]:
        if description[column] != written:
            sys.exit(f"runs.{column} is {description[column]!r}, not {written!r}")
    if json.loads(description["split_names"]) != document["split_names"]:
        sys.exit("runs.split_names differs")
    if [row["message"] for row in rows("warnings")] != document["warnings"]:
        sys.exit("warnings differ")
    names = [row["split"] for row in sorted(rows("splits"), key=lambda row: row["position"])]
    if names != document["split_names"]:
        sys.exit("splits differ")

    metrics_seen = 0

    def compare_metrics(written, split, kind, name):
        nonlocal metrics_seen
        for metric, summary in written.items():
            metrics_seen += 1
            place = f"{split}/{kind}/{name}/{metric}"
            key = {"split": split, "group_kind": kind, "group_name": name, "metric": metric}
            (row,) = rows("metrics", **key)
            same(row["undefined"], summary["undefined"], place)
            same(row["infinite"], summary["infinite"], place)
            if summary["mean"] is None:
                same(row["mean"], None, place)
            else:
                close(row["mean"], summary["mean"]["value"], row["standard_error"], place + " mean")
                close(row["standard_error"], summary["mean"]["standard_error"], row["standard_error"], place)
                if row["mean_kind"] != summary["mean"]["kind"]:
                    sys.exit(f"{place}: kind of mean differs")
            error = row["sd"] and row["sd"] / math.sqrt(2 * provenance["trials"])
            close(row["sd"], summary["sd"], error, place + " sd")
            quantiles = {entry["probability"]: entry for entry in rows("quantiles", **key)}
            if len(quantiles) != len(summary["quantiles"]):
                sys.exit(f"{place}: has {len(quantiles)} quantiles")
            for quantile, value in summary["quantiles"].items():
                entry = quantiles[float(quantile[1:]) / 100]
                for column in ("value", "low", "high"):
                    close(entry[column], value[column], entry["standard_error"], f"{place} {quantile} {column}")
            if quantiles:
                # The file keeps the digits of the tail's own error, of which two are enough to tell.
                tails = [quantiles[p]["standard_error"] for p in (0.05, 0.95)]
                known = max(t for t in tails if t is not None) if any(t is not None for t in tails) else None
                close(row["expected_shortfall"], summary["expected_shortfall"], known, place + " shortfall")
            else:
                same(row["expected_shortfall"], summary["expected_shortfall"], place)
            for layer in ("uncertainty", "creators", "posts", "orders"):
                layers = summary["layers"]
                if layers is None:
                    same(row["layer_" + layer], None, place)
                else:
                    error = row[f"layer_{layer}_error"]
                    close(row["layer_" + layer], layers[layer]["value"], error, f"{place} {layer}")
                    close(error, layers[layer]["standard_error"], error, f"{place} {layer} error")

    for split, written in document["splits"].items():
        groups = [("total", "", written["total"])]
        for kind, members in (("tier", "tiers"), ("platform", "platforms"), ("line", "lines")):
            groups += [(kind, name, group) for name, group in written[members].items()]
        if len(rows("groups", split=split)) != len(groups):
            sys.exit(f"{split}: groups differ")
        for kind, name, group in groups:
            (row,) = rows("groups", split=split, group_kind=kind, group_name=name)
            same(row["budget"], group["budget"], f"{split}/{kind}/{name} budget")
            for share in ("no_order", "nobody_hired", "almost_nothing_sold"):
                proportion(row, share, group[share], f"{split}/{kind}/{name} {share}")
            compare_metrics(group["metrics"], split, kind, name)
        goals = sorted(rows("goals", split=split), key=lambda row: row["position"])
        if len(goals) != len(written["goals"]):
            sys.exit(f"{split}: goals differ")
        for row, goal in zip(goals, written["goals"]):
            if (row["metric"], row["relation"]) != (goal["metric"], goal["relation"]):
                sys.exit(f"{split}: goals differ")
            same(row["bound"], goal["bound"], f"{split} goal")
            proportion(row, "met", goal["met"], f"{split} goal")
        weekly = written.get("weekly")
        if weekly is None:
            if rows("weekly", split=split) or rows("break_even", split=split):
                sys.exit(f"{split}: has weeks in the database only")
            continue
        if (description["weeks"], description["first_day"]) != (weekly["weeks"], weekly["start"]):
            sys.exit("weeks differ")
        for track, lists in weekly["tracks"].items():
            found = sorted(rows("weekly", split=split, track=track), key=lambda row: row["week"])
            if [row["is_later"] for row in found] != [0] * weekly["weeks"] + [1]:
                sys.exit(f"{split}/{track}: weeks differ")
            for number_, row in enumerate(found):
                place = f"{split}/{track}/{number_ + 1}"
                close(row["mean"], lists["mean"]["value"][number_], row["standard_error"], place)
                for quantile, columns in lists["quantiles"].items():
                    error = (row[quantile + "_high"] - row[quantile + "_low"]) / (2 * 1.959963984540054)
                    for column, ending in (("value", ""), ("low", "_low"), ("high", "_high")):
                        close(row[quantile + ending], columns[column][number_], error, f"{place} {quantile}")
        (row,) = rows("break_even", split=split)
        proportion(row, "never", weekly["break_even"]["never"], f"{split} never")
        for quantile in ("p5", "p10", "p25", "p50", "p75", "p90", "p95"):
            value = weekly["break_even"]["quantiles"].get(quantile)
            if value is None:
                same(row[quantile], None, f"{split} break-even")
            else:
                error = (row[quantile + "_high"] - row[quantile + "_low"]) / (2 * 1.959963984540054)
                close(row[quantile], value["value"], error, f"{split} break-even {quantile}")

    risks = document.get("risks", {})
    if {row["risk"] for row in rows("risks")} != set(risks):
        sys.exit("risks differ")
    for risk, written in risks.items():
        (row,) = rows("risks", risk=risk)
        proportion(row, "struck", written["struck"], f"{risk} struck")
        for split, effects in written["splits"].items():
            for side in ("with", "without"):
                compare_metrics({m: effect[side] for m, effect in effects.items()}, split, "risk_" + side, risk)
    if len(rows("metrics")) != metrics_seen:
        sys.exit("the database has metrics that the file lacks")

    if trials is not None:
        with open(trials, encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        kept = {(row["trial"], row["split"], row["line"]): row for row in rows("trials")}
        if len(kept) != len(lines):
            sys.exit(f"the database has {len(kept)} rows of trials and the file {len(lines)}")
        for line in lines:
            key = (int(line.pop("trial")), line.pop("split"), line.pop("line"))
            row = kept[key]
            for column, value in line.items():
                same(row[column], value, f"trial {key} {column}", "trials")
            for column in set(row.keys()) - set(line) - {"run", "trial", "split", "line"}:
                if row[column] is not None:
                    sys.exit(f"trial {key}: {column} is not in the file")
    print(*(f"{kind} {count}" for kind, count in compared.items()))


main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
