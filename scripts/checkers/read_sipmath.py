# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a SIPmath 3.0 library, draws trials from it, and says what they look like.

    read_sipmath.py LIBRARY.json [--trials N] [--against TRIALS.csv]

Written from the published formulas alone: the metalog (Keelin 2016, eq. 6, 11, 13), the generator HDR 2.0 (Hubbard 2019;
probabilitymanagement.org/hdr), the Gaussian copula (Cholesky's factor of the correlations of normal scores).

Prints, as JSON, the quantiles of each number and the correlations of the normal scores of ranks. With --against, a table that
`tiercast run --trial-data` wrote of the same run, it compares both and ends with 1 where they differ by more than the misfit
that the library states and what chance explains.
"""

import argparse
import json
import math
import statistics
import sys

import numpy
import pandas

PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95]
# A sound library exceeds five standard errors once in about two million comparisons.
ERRORS = 5
NORMAL = statistics.NormalDist()


def hdr(counter, variable, entity, seed3, seed4):
    """HDR 2.0 at each number of `counter`, in (0, 1); the sums stay below 2**53, so 64-bit integers are exact."""
    def part(weights, modulus, factor, add, scale, last):
        place = sum(weight * seed for weight, seed in zip(weights, (counter, variable, entity, seed3, seed4))) % modulus
        return (999999999999989 % (place * factor + add)) * scale % last

    first = part((2499997, 1800451, 2000371, 1796777, 2299603), 7450589, 4658, 7450581, 383, 99991)
    second = part((2246527, 2399993, 2100869, 1918303, 1624729), 7450987, 7580, 7560584, 17669, 7440893)
    return ((first * 7440893 + second) * 1343 % 4294967296 + 0.5) / 4294967296


def check_generator():
    """The numbers that probabilitymanagement.org's package PyHDR is tested with: every seed 1, trials 1 to 10."""
    known = [0.017076639574952, 0.635042575071566, 0.110189726925455, 0.862261233734898, 0.88441537565086,
             0.725698619498871, 0.25156592449639, 0.688599606859498, 0.330484181526117, 0.3708222535206]
    numpy.testing.assert_allclose(hdr(numpy.arange(1, 11), 1, 1, 1, 1), known, rtol=0, atol=1e-14)


def metalog(y, coefficients, lower=None, upper=None):
    """The quantiles at probabilities `y`."""
    odds, middle = numpy.log(y / (1 - y)), y - 0.5
    total = numpy.zeros_like(y)
    for number, weight in enumerate(coefficients, start=1):
        if number == 1:
            term = numpy.ones_like(y)
        elif number == 2:
            term = odds
        elif number == 3:
            term = middle * odds
        elif number == 4:
            term = middle
        elif number % 2 == 1:
            term = middle ** ((number - 1) // 2)
        else:
            term = middle ** (number // 2 - 1) * odds
        total = total + weight * term
    if lower is None and upper is None:
        return total
    if upper is None:
        return lower + numpy.exp(total)
    if lower is None:
        return upper - numpy.exp(-total)
    return (lower + upper * numpy.exp(total)) / (1 + numpy.exp(total))


def quantile_of_normal(values):
    return numpy.array([NORMAL.inv_cdf(value) for value in values])


def below_in_normal(values):
    return numpy.array([0.5 * math.erfc(-value / math.sqrt(2)) for value in values])


def draw(library, trials):
    """A column of trials for each number of the library."""
    counter = numpy.arange(1, trials + 1, dtype=numpy.int64)
    streams = {}
    for entry in library["U01"]["rng"]:
        assert entry["function"] == "HDR_2_0" and entry["arguments"]["counter"] == "PM_Index"
        seeds = entry["arguments"]
        streams[entry["name"]] = hdr(counter, seeds["varId"], seeds["entity"], seeds["seed3"], seeds["seed4"])
    layers = {}
    for copula in library["U01"].get("copula", []):
        assert copula["function"] == "GaussianCopula"
        named = copula["arguments"]["correlationMatrix"]
        assert named["type"] == "globalVariables"
        value = next(entry["value"] for entry in library["globalVariables"] if entry["name"] == named["value"])
        places = {name: place for place, name in enumerate(value["rows"])}
        matrix = numpy.zeros((len(places), len(places)))
        for entry in value["matrix"]:
            row, column = places[entry["row"]], places[entry["col"]]
            matrix[row, column] = matrix[column, row] = entry["value"]
        assert numpy.all(numpy.diag(matrix) == 1)
        # Fails where the matrix is not positive definite.
        factor = numpy.linalg.cholesky(matrix)
        independent = numpy.array([quantile_of_normal(streams[name]) for name in copula["arguments"]["rng"]])
        for layer, scores in zip(copula["copulaLayer"], factor @ independent, strict=True):
            layers[copula["name"], layer] = below_in_normal(scores)
    table = {}
    for sip in library["sips"]:
        assert sip["function"] == "Metalog_1_0" and sip["name"] not in table
        source = sip["ref"]
        if source["source"] == "copula":
            uniform = layers[source["name"], source["copulaLayer"]]
        else:
            uniform = streams[source["name"]]
        seeds = sip["arguments"]
        table[sip["name"]] = metalog(uniform, seeds["aCoefficients"], seeds.get("lowerBound"), seeds.get("upperBound"))
    return pandas.DataFrame(table)


def scores(table):
    """The normal scores of the ranks of each column; equal values share their middle rank."""
    ranks = table.rank(method="average")
    return ((ranks - 0.5) / table.count()).apply(lambda column: [
        NORMAL.inv_cdf(value) if value == value else math.nan for value in column])


def columns_of_trials(library, file):
    """The library's results among the trials of a run: a column a number, by the labels `SPLIT: METRIC`."""
    trials = pandas.read_csv(file)
    trials = trials[trials["line"] == "all"].replace("infinity", math.inf)
    table = {}
    for name, label in library["tiercast"]["labels"].items():
        split, _, metric = label.rpartition(": ")
        if split in set(trials["split"]):
            table[name] = trials.loc[trials["split"] == split, metric].astype(float).to_numpy()
    return pandas.DataFrame(table)


def compare(library, drawn, trials):
    """What differs by more than the stated misfit and chance."""
    problems = []
    sips = {sip["name"]: sip for sip in library["sips"]}
    for name in trials.columns:
        known = trials[name][numpy.isfinite(trials[name])].to_numpy()
        misfit = sips[name]["metadata"]["misfit"]
        for probability in PROBABILITIES:
            value = drawn[name].quantile(probability)
            below, upto = (known < value).mean(), (known <= value).mean()
            # The drawn trials alone are subject to chance: the misfit is the distance from these very trials.
            error = math.sqrt(probability * (1 - probability) / len(drawn))
            distance = max(0, below - probability, probability - upto)
            if distance > misfit + ERRORS * error:
                problems.append(f"{name}: {upto:.4f} of the trials lie below the quantile at {probability}")
    # Of these, too, the library holds what it is compared with.
    ours, theirs = scores(drawn[trials.columns]).corr(), scores(trials).corr()
    factor = library["tiercast"]["correlation_factor"]
    for row in trials.columns:
        for column in trials.columns:
            if row < column:
                r = theirs.loc[row, column]
                undefined = sum(sips[name]["metadata"]["undefined"] for name in (row, column))
                error = (1 - r * r) / math.sqrt(len(drawn))
                if abs(ours.loc[row, column] - r) > ERRORS * error + (1 - factor) + undefined + 1e-4:
                    problems.append(f"{row}, {column}: correlation {ours.loc[row, column]:.4f}, in the trials {r:.4f}")
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--against")
    arguments = parser.parse_args()
    check_generator()
    with open(arguments.library, encoding="utf-8") as file:
        library = json.load(file)
    assert library["objectType"] == "sipModel" and library["libraryType"] == "SIPmath_3_0"
    drawn = draw(library, arguments.trials)
    result = {
        "quantiles": {name: [float(drawn[name].quantile(p)) for p in PROBABILITIES] for name in drawn},
        "correlations": scores(drawn).corr().to_dict(),
    }
    if arguments.against:
        result["problems"] = compare(library, drawn, columns_of_trials(library, arguments.against))
        result["compared"] = list(columns_of_trials(library, arguments.against).columns)
    json.dump(result, sys.stdout, indent=1)
    sys.exit(1 if result.get("problems") else 0)


main()
