// SPDX-License-Identifier: GPL-3.0-or-later

/// The views of a database of runs, which a planner reads first.
enum StoreViews {
    /// The statements that make the views.
    static let creations = [headline, trialTotals]

    /// A row a run and split: medians, nine of ten campaigns, and the goals.
    private static let headline = """
        CREATE VIEW headline AS
        SELECT run, runs.scenario, runs.file, runs.currency, runs.budget, runs.trials, split,
        \(["conversions", "cpa", "roi"].flatMap(columns).joined(separator: ",\n")),
          (SELECT group_concat(chance, '; ') FROM (
            SELECT printf('%s %s %.15g: %.4g', metric, relation, bound, met) AS chance FROM goals
            WHERE goals.run = splits.run AND goals.split = splits.split ORDER BY position)) AS goals
        FROM splits JOIN runs USING (run) ORDER BY run, splits.position
        """

    private static func columns(_ metric: String) -> [String] {
        [("", "0.5"), ("_p5", "0.05"), ("_p95", "0.95")].map { ending, probability in
            """
              (SELECT value FROM quantiles WHERE quantiles.run = splits.run AND quantiles.split = splits.split
                AND group_kind = 'total' AND metric = '\(metric)' AND probability = \(probability)) AS \(metric)\(ending)
            """
        }
    }

    /// The trials with the lines of a split summed, so that none is counted twice.
    private static let trialTotals = "CREATE VIEW trial_totals AS SELECT * FROM trials WHERE line = 'all'"
}
