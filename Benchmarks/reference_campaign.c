// SPDX-License-Identifier: GPL-3.0-or-later
// The reference campaign in plain C with GSL, creator by creator: the yardstick of the benchmarks.
// Usage: reference_campaign [trials] [seed] [shared]. With `shared` all creators of a tier have its engagement rate. Prints a JSON object with the moments and quantiles of each outcome.
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double z95 = 1.6448536269514722;

typedef struct { double mean, sd; } lognormal;  // of the logarithm
typedef struct { double alpha, beta; } beta_law;

typedef struct {
    const char *name;
    double budget;
    double followers_low, followers_high;  // 5th and 95th percentile, and the truncation
    double fee_low, fee_high;              // 5th and 95th percentile
    double reach;                          // views per follower
    double engagement_rate;                // engagements per follower, median over creators
} tier;

static const tier tiers[] = {
    {"nano", 87500, 1e3, 1e4, 200, 1000, 0.377, 0.0271},
    {"micro", 87500, 1e4, 1e5, 1000, 5000, 0.229, 0.0181},
    {"macro", 50000, 1e5, 1e6, 15000, 49000, 0.229, 0.0120},
    {"mega", 25000, 1e6, 1e7, 15000, 60000, 0.191, 0.0075},
};
enum { tier_count = sizeof tiers / sizeof *tiers, outcome_count = 6 };
static const char *outcome_names[outcome_count] = {"orders", "revenue", "cost", "profit", "cpa", "roi"};

static lognormal lognormal_of_interval(double low, double high) {
    return (lognormal){(log(low) + log(high)) / 2, (log(high) - log(low)) / (2 * z95)};
}

// The beta law with the given 5th and 95th percentiles: for each concentration the mean that meets the 5th percentile
// by bisection, and the concentration that meets the 95th by bisection on its logarithm.
static beta_law beta_of_interval(double low, double high) {
    double k_low = log(1.0), k_high = log(1e9), alpha = 0, beta = 0;
    for (int i = 0; i < 80; i++) {
        double concentration = exp((k_low + k_high) / 2), m_low = low, m_high = 1;
        for (int j = 0; j < 80; j++) {
            double mean = (m_low + m_high) / 2;
            alpha = mean * concentration;
            beta = (1 - mean) * concentration;
            if (gsl_cdf_beta_P(low, alpha, beta) > 0.05) m_low = mean; else m_high = mean;
        }
        // With the 5th percentile met, more concentration brings the 95th closer to it.
        if (gsl_cdf_beta_P(high, alpha, beta) > 0.95) k_high = log(concentration); else k_low = log(concentration);
    }
    return (beta_law){alpha, beta};
}

static void *allocate(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (!memory) { fputs("out of memory\n", stderr); exit(1); }
    return memory;
}

static void report(const char *name, double *sample, size_t n, const char *separator) {
    // CPA is infinite where nothing was sold: moments are of the finite values, quantiles of all.
    gsl_sort(sample, 1, n);
    size_t finite = n;
    while (finite > 0 && !isfinite(sample[finite - 1])) finite--;
    double mean = gsl_stats_mean(sample, 1, finite);
    printf("\"%s\": {\"mean\": %.10g, \"sd\": %.10g, \"p5\": %.10g, \"p50\": %.10g, \"p95\": %.10g}%s", name, mean,
           gsl_stats_sd_m(sample, 1, finite, mean), gsl_stats_quantile_from_sorted_data(sample, 1, n, 0.05),
           gsl_stats_quantile_from_sorted_data(sample, 1, n, 0.50),
           gsl_stats_quantile_from_sorted_data(sample, 1, n, 0.95), separator);
}

int main(int argc, char **argv) {
    size_t trials = argc > 1 ? strtoull(argv[1], NULL, 10) : 20000;
    unsigned long seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    int shared = argc > 3 && !strcmp(argv[3], "shared");
    if (trials < 2 || (argc > 3 && !shared)) {
        fputs("usage: reference_campaign [trials, 2 or more] [seed] [shared]\n", stderr);
        return 64;
    }
    gsl_set_error_handler_off();
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);

    const double correlation = 2 * sin(M_PI * 0.56 / 6), rest = sqrt(1 - correlation * correlation);
    const double luck_sd = log(3.0) / z95, engagement_sd = log(1.5) / z95, order_sd = log(1.8) / z95;
    const double shape = 1 / expm1(order_sd * order_sd);  // of the gamma law of one order's value
    const double margin = 0.6, refund_rate = 0.08;
    const beta_law click_rate_law = beta_of_interval(0.03, 0.08), order_rate_law = beta_of_interval(0.015, 0.04);
    const lognormal order_value_law = lognormal_of_interval(60, 100);
    lognormal followers_law[tier_count], fee_law[tier_count];
    double odds[tier_count];
    for (int t = 0; t < tier_count; t++) {
        followers_law[t] = lognormal_of_interval(tiers[t].followers_low, tiers[t].followers_high);
        fee_law[t] = lognormal_of_interval(tiers[t].fee_low, tiers[t].fee_high);
        odds[t] = tiers[t].engagement_rate / (1 - tiers[t].engagement_rate);
    }

    double *samples[outcome_count];
    for (int o = 0; o < outcome_count; o++) samples[o] = allocate(trials, sizeof(double));
    double hired_total = 0;

    for (size_t trial = 0; trial < trials; trial++) {
        double cost = 0, revenue = 0, orders_total = 0;
        double order_value = exp(order_value_law.mean + order_value_law.sd * gsl_ran_gaussian_ziggurat(rng, 1));
        for (int t = 0; t < tier_count; t++) {
            const tier *tier = &tiers[t];
            double click_rate = gsl_ran_beta(rng, click_rate_law.alpha, click_rate_law.beta);
            double order_rate = gsl_ran_beta(rng, order_rate_law.alpha, order_rate_law.beta);
            double left = tier->budget;
            unsigned kept = 0, orders = 0;
            for (;;) {
                double z;  // truncated to the tier by rejection: nine of ten pass
                do z = gsl_ran_gaussian_ziggurat(rng, 1); while (fabs(z) > z95);
                // The copula ties the fee to the rank of the followers within the truncated law.
                double rank = gsl_cdf_ugaussian_Pinv((gsl_cdf_ugaussian_P(z) - 0.05) / 0.90);
                double fee = exp(fee_law[t].mean
                                 + fee_law[t].sd * (correlation * rank + rest * gsl_ran_gaussian_ziggurat(rng, 1)));
                if (fee > left) break;
                left -= fee;
                hired_total++;
                double followers = exp(followers_law[t].mean + followers_law[t].sd * z);
                double luck = exp(luck_sd * gsl_ran_gaussian_ziggurat(rng, 1) - luck_sd * luck_sd / 2);
                double o = shared ? odds[t] : odds[t] * exp(engagement_sd * gsl_ran_gaussian_ziggurat(rng, 1));
                unsigned views = (unsigned)(followers * tier->reach * luck + 0.5);
                unsigned engagements = gsl_ran_binomial(rng, fmin(1, o / (1 + o) / tier->reach), views);
                unsigned clicks = gsl_ran_binomial(rng, click_rate, engagements);
                unsigned bought = gsl_ran_binomial(rng, order_rate, clicks);
                orders += bought;
                kept += bought - gsl_ran_binomial(rng, refund_rate, bought);
            }
            cost += tier->budget - left;
            orders_total += orders;
            if (kept > 0) revenue += gsl_ran_gamma(rng, kept * shape, order_value / shape);
        }
        double profit = margin * revenue - cost;
        samples[0][trial] = orders_total;
        samples[1][trial] = revenue;
        samples[2][trial] = cost;
        samples[3][trial] = profit;
        samples[4][trial] = orders_total > 0 ? cost / orders_total : INFINITY;
        samples[5][trial] = profit / cost;
    }

    printf("{\"trials\": %zu, \"hired\": %.6g, ", trials, hired_total / trials);
    for (int o = 0; o < outcome_count; o++)
        report(outcome_names[o], samples[o], trials, o + 1 < outcome_count ? ", " : "}\n");
    for (int o = 0; o < outcome_count; o++) free(samples[o]);
    gsl_rng_free(rng);
    return 0;
}
