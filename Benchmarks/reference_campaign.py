# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference campaign in NumPy, vectorised over creators and blocks of trials.

Usage: reference_campaign.py [trials] [seed]. Prints the same JSON as reference_campaign.c.
"""

import json
import math
import sys

import numpy as np

Z95 = 1.6448536269514722
# budget, followers, fee (5th and 95th percentiles), views per follower, engagements per follower
TIERS = [
    (87500, (1e3, 1e4), (200, 1000), 0.377, 0.0271),
    (87500, (1e4, 1e5), (1000, 5000), 0.229, 0.0181),
    (50000, (1e5, 1e6), (15000, 49000), 0.229, 0.0120),
    (25000, (1e6, 1e7), (15000, 60000), 0.191, 0.0075),
]
BLOCK = 256  # trials at once: the arrays of a tier stay in the cache


def interval(low, high):
    """Mean and standard deviation of the logarithm, from the 5th and 95th percentile."""
    return (math.log(low) + math.log(high)) / 2, math.log(high / low) / (2 * Z95)


def normal_table():
    """Points (u, z) of the normal law for interpolation: the rank of a truncated score without SciPy."""
    z = np.linspace(-8, 8, 8001)
    u = np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in z])
    return u, z


def beta_parameters(low, high):
    """The beta law with these 5th and 95th percentiles, by Newton on a Gauss-Legendre integral of its density."""
    nodes, weights = np.polynomial.legendre.leggauss(200)

    def probability(x, a, b):
        t = (nodes + 1) * x / 2
        log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
        return float(np.sum(weights * np.exp((a - 1) * np.log(t) + (b - 1) * np.log1p(-t) - log_beta)) * x / 2)

    def error(p):
        a, b = np.exp(p)
        return np.array([probability(low, a, b) - 0.05, probability(high, a, b) - 0.95])

    mean, sd = (low + high) / 2, (high - low) / (2 * Z95)
    k = mean * (1 - mean) / sd**2
    p = np.log([mean * k, (1 - mean) * k])
    for _ in range(50):
        e = error(p)
        jacobian = np.column_stack([(error(p + d) - e) / 1e-6 for d in np.eye(2) * 1e-6])
        p -= np.linalg.solve(jacobian, e)
    return np.exp(p)


def main():
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    rng = np.random.Generator(np.random.SFC64(int(sys.argv[2]) if len(sys.argv) > 2 else 1))
    r = 2 * math.sin(math.pi * 0.56 / 6)
    luck_sd, engagement_sd, order_sd = (math.log(f) / Z95 for f in (3.0, 1.5, 1.8))
    shape = 1 / math.expm1(order_sd**2)
    click_law, order_law = beta_parameters(0.03, 0.08), beta_parameters(0.015, 0.04)
    table_u, table_z = normal_table()
    value_mean, value_sd = interval(60, 100)
    out = {name: np.empty(trials) for name in ("orders", "revenue", "cost", "profit", "cpa", "roi")}
    hired_total = 0

    for start in range(0, trials, BLOCK):
        n = min(BLOCK, trials - start)
        value = np.exp(rng.normal(value_mean, value_sd, n))
        orders_sum, revenue_sum, cost_sum = np.zeros(n), np.zeros(n), np.zeros(n)
        for budget, followers_range, fee_range, reach, rate in TIERS:
            click_rate, order_rate = rng.beta(*click_law, n), rng.beta(*order_law, n)
            fee_mean, fee_sd = interval(*fee_range)
            mean_fee = math.exp(fee_mean + fee_sd**2 / 2)
            # Enough columns for nearly every trial; more are appended while some trial could still hire.
            width = int(budget / mean_fee * 1.15 + 6 * math.sqrt(budget / mean_fee) / 2 + 4)
            scores, fees = [], []
            while True:
                rank = table_interpolate(rng.random((n, width)), table_u, table_z)
                fees.append(np.exp(fee_mean + fee_sd * (r * rank[0] + math.sqrt(1 - r * r)
                                                        * rng.standard_normal((n, width)))))
                scores.append(rank[1])
                fee = np.concatenate(fees, axis=1)
                spent = np.cumsum(fee, axis=1)
                if (spent[:, -1] > budget).all():
                    break
                width = max(8, width // 8)
            hired = spent <= budget
            hired_total += int(hired.sum())
            cost_sum += np.where(hired, fee, 0).sum(axis=1)
            trial = np.nonzero(hired)[0]
            score = np.concatenate(scores, axis=1)[hired]
            followers_mean, followers_sd = interval(*followers_range)
            count = score.size
            luck = np.exp(luck_sd * rng.standard_normal(count) - luck_sd**2 / 2)
            views = np.rint(np.exp(followers_mean + followers_sd * score) * reach * luck).astype(np.int64)
            odds = rate / (1 - rate) * np.exp(engagement_sd * rng.standard_normal(count))
            engagements = rng.binomial(views, np.minimum(1, odds / (1 + odds) / reach))
            clicks = rng.binomial(engagements, click_rate[trial])
            bought = rng.binomial(clicks, order_rate[trial])
            kept = np.bincount(trial, bought - rng.binomial(bought, 0.08), n)
            orders_sum += np.bincount(trial, bought, n)
            revenue_sum += np.where(kept > 0, rng.gamma(np.maximum(kept, 1) * shape) * value / shape, 0)
        rows = slice(start, start + n)
        out["orders"][rows], out["revenue"][rows], out["cost"][rows] = orders_sum, revenue_sum, cost_sum
        out["profit"][rows] = 0.6 * revenue_sum - cost_sum
        with np.errstate(divide="ignore"):
            out["cpa"][rows] = cost_sum / orders_sum
        out["roi"][rows] = out["profit"][rows] / cost_sum

    result = {"trials": trials, "hired": hired_total / trials}
    for name, sample in out.items():
        finite = sample[np.isfinite(sample)]
        p5, p50, p95 = np.quantile(sample, [0.05, 0.5, 0.95])
        result[name] = {"mean": finite.mean(), "sd": finite.std(ddof=1), "p5": p5, "p50": p50, "p95": p95}
    print(json.dumps(result))


def table_interpolate(u, table_u, table_z):
    """The normal score of the rank u, and the score of the same rank within the law truncated to its central 90 %."""
    return np.interp(u, table_u, table_z), np.interp(0.05 + 0.9 * u, table_u, table_z)


if __name__ == "__main__":
    main()
