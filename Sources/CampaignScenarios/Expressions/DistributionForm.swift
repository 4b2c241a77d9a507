// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The arguments of a distribution as written.
struct DistributionArguments {
    var name: String
    var offset: Int
    var named: [String: (value: Double, offset: Int)] = [:]
    var weighted: [(value: Double, weight: Double, part: Distribution?, offset: Int)] = []
    var base: Distribution?
}

/// The named distributions of the language: their parameters, and what those must satisfy before they reach a sampler.
enum DistributionForm {
    /// An example of each, by name.
    static let examples: [String: String] = [
        "normal": "normal(mean: 40, sd: 5)",
        "lognormal": "lognormal(median: 400, spread: 2.5)",
        "beta": "beta(mean: 3%, evidence: 200), beta(alpha: 6, beta: 194) or beta(low: 1%, high: 5%)",
        "gamma": "gamma(mean: 80, sd: 30) or gamma(shape: 7, scale: 11)",
        "pert": "pert(min: 200, mode: 400, max: 1000)",
        "triangular": "triangular(min: 200, mode: 400, max: 1000)",
        "uniform": "uniform(min: 200, max: 1000)",
        "weibull": "weibull(shape: 1.5, scale: 20)",
        "pareto": "pareto(min: 1000, shape: 2.5)",
        "exponential": "exponential(mean: 20)",
        "student": "student(location: 0, scale: 1, degrees: 5)",
        "poisson": "poisson(mean: 4)",
        "negative_binomial": "negative_binomial(mean: 4, size: 2)",
        "discrete": "discrete(0: 70%, 1: 20%, 2: 10%)",
        "mixture": "mixture(70%: 5 to 10, 30%: lognormal(median: 20, spread: 2))",
        "truncated": "truncated(normal(mean: 40, sd: 20), min: 0, max: 100)",
    ]

    static let names = examples.keys.sorted()

    /// The largest mean of a count: above it samplers of counts never return.
    static let countLimit = 1e9
    /// A log-normal law with a larger logarithmic sd has its mean above its 95th percentile.
    static let logSDLimit = 2 * StandardNormal.z95

    static func distribution(_ arguments: DistributionArguments) throws(ValueError) -> Distribution {
        let form = Checked(arguments)
        switch arguments.name {
        case "normal":
            let (mean, sd) = (try form.any("mean"), try form.positive("sd"))
            try form.done()
            return .normal(mean: mean, sd: sd)
        case "lognormal":
            let median = try form.positive("median")
            return try logNormal(median: median, spread: try form.spread("spread"), form)
        case "beta": return try beta(form)
        case "gamma": return try gamma(form)
        case "pert", "triangular":
            let (min, mode, max) = (try form.any("min"), try form.any("mode"), try form.any("max"))
            guard min <= mode, mode <= max, min < max else { throw form.error("needs min ≤ mode ≤ max and min < max") }
            try form.done()
            return arguments.name == "pert"
                ? .pert(min: min, mode: mode, max: max) : .triangular(min: min, mode: mode, max: max)
        case "uniform":
            let (min, max) = (try form.any("min"), try form.any("max"))
            guard min < max else { throw form.error("needs min < max") }
            try form.done()
            return .uniform(min: min, max: max)
        case "weibull":
            let (shape, scale) = (try form.positive("shape"), try form.positive("scale"))
            try form.done()
            return .weibull(shape: shape, scale: scale)
        case "pareto":
            let (min, shape) = (try form.positive("min"), try form.positive("shape"))
            guard shape > 1 else { throw form.error("needs a shape above 1, else it has no mean") }
            try form.done()
            return .pareto(min: min, shape: shape)
        case "exponential":
            let mean = try form.positive("mean")
            try form.done()
            return .exponential(mean: mean)
        case "student":
            let (location, scale) = (try form.any("location"), try form.positive("scale"))
            let degrees = try form.positive("degrees")
            guard degrees > 1 else { throw form.error("needs degrees above 1, else it has no mean") }
            try form.done()
            return .student(location: location, scale: scale, degrees: degrees)
        case "poisson":
            let mean = try form.count("mean")
            try form.done()
            return .poisson(mean: mean)
        case "negative_binomial":
            let (mean, size) = (try form.count("mean"), try form.positive("size"))
            try form.done()
            return .negativeBinomial(mean: mean, size: size)
        case "discrete", "mixture": return try weighted(form)
        default: return try truncated(form)
        }
    }

    /// The log-normal law of an interval, refused where it cannot be one.
    static func logNormal(low: Double, high: Double, offset: Int) throws(ValueError) -> Distribution {
        guard low < high else {
            throw ValueError(
                offset: offset,
                message: "an interval goes from a smaller to a larger number; for a fixed value write it alone")
        }
        guard low > 0 else {
            throw ValueError(
                offset: offset,
                message:
                    "an interval that reaches 0 or below is not log-normal; write uniform(min: \(ValueLowering.text(low)), max: \(ValueLowering.text(high))), "
                    + "pert(min:, mode:, max:) or normal(mean:, sd:)")
        }
        let law = Distribution.logNormal(low: low, high: high)
        guard case .logNormal(_, let spread) = law, spread.isFinite, Distribution.logSD(spread: spread) <= logSDLimit
        else {
            throw ValueError(offset: offset, message: "this interval " + tooWide)
        }
        return law
    }

    static let tooWide =
        "is so wide that its mean lies above its 95th percentile (its ends are more than 50,000-fold apart); narrow it, "
        + "or write uniform(min:, max:)"

    private static func logNormal(median: Double, spread: Double, _ form: Checked) throws(ValueError) -> Distribution {
        try form.done()
        guard Distribution.logSD(spread: spread) <= logSDLimit else { throw form.error(tooWide) }
        return .logNormal(median: median, spread: spread)
    }

    private static func beta(_ form: Checked) throws(ValueError) -> Distribution {
        if form.has("alpha") || form.has("beta") {
            let (alpha, beta) = (try form.count("alpha"), try form.count("beta"))
            try form.done()
            return .beta(alpha: alpha, beta: beta)
        }
        if form.has("low") || form.has("high") {
            let (low, high) = (try form.any("low"), try form.any("high"))
            guard 0 < low, low < high, high < 1 else { throw form.error("needs 0 < low < high < 1") }
            try form.done()
            return .betaInterval(low: low, high: high)
        }
        let (mean, evidence) = (try form.any("mean"), try form.count("evidence"))
        guard 0 < mean, mean < 1 else { throw form.error("needs a mean between 0 and 1") }
        try form.done()
        return .beta(alpha: mean * evidence, beta: (1 - mean) * evidence)
    }

    private static func gamma(_ form: Checked) throws(ValueError) -> Distribution {
        if form.has("shape") || form.has("scale") {
            let (shape, scale) = (try form.positive("shape"), try form.positive("scale"))
            try form.done()
            return .gamma(shape: shape, scale: scale)
        }
        let (mean, sd) = (try form.positive("mean"), try form.positive("sd"))
        try form.done()
        return .gamma(shape: (mean / sd) * (mean / sd), scale: sd * sd / mean)
    }

    private static func weighted(_ form: Checked) throws(ValueError) -> Distribution {
        let items = form.arguments.weighted
        try form.done()
        guard !items.isEmpty, items.allSatisfy({ $0.weight > 0 && $0.weight.isFinite }) else {
            throw form.error("needs at least one value, each with a positive weight")
        }
        if form.arguments.name == "mixture" {
            return .mixture(parts: items.compactMap(\.part), weights: items.map(\.weight))
        }
        let sorted = items.sorted { $0.value < $1.value }
        guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.value < $1.value }) else {
            throw form.error("needs each value once")
        }
        return .discrete(values: sorted.map(\.value), weights: sorted.map(\.weight))
    }

    private static func truncated(_ form: Checked) throws(ValueError) -> Distribution {
        guard let base = form.arguments.base else { throw form.error("needs a distribution first") }
        let min = form.has("min") ? try form.any("min") : -.infinity
        let max = form.has("max") ? try form.any("max") : .infinity
        try form.done()
        guard min < max else { throw form.error("needs min < max") }
        let support = base.effectiveSupport
        guard min < support.upperBound, max > support.lowerBound else {
            throw form.error("leaves nothing of its distribution between min and max")
        }
        return .truncated(base: base, min: min, max: max)
    }
}

extension Distribution {
    /// Where practically all values lie: for normal laws mean ± 6 sd, for the others the exact support.
    var effectiveSupport: ClosedRange<Double> {
        switch self {
        case .normal(let mean, let sd): (mean - 6 * sd)...(mean + 6 * sd)
        case .logNormal, .gamma, .weibull, .exponential: Double.leastNonzeroMagnitude...Double.infinity
        case .poisson, .negativeBinomial: 0...Double.infinity
        case .beta, .betaInterval: Double.leastNonzeroMagnitude...1
        case .pert(let min, _, let max), .triangular(let min, _, let max), .uniform(let min, let max): min...max
        case .pareto(let min, _): min...Double.infinity
        case .student: -Double.infinity...Double.infinity
        case .discrete(let values, _): (values.first ?? 0)...(values.last ?? 0)
        case .sample(let sample): (sample.sorted.first ?? 0)...(sample.sorted.last ?? 0)
        case .mixture(let parts, _):
            (parts.map(\.effectiveSupport.lowerBound).min() ?? 0)...(parts.map(\.effectiveSupport.upperBound).max() ?? 0)
        case .truncated(let base, let min, let max):
            Swift.max(
                base.effectiveSupport.lowerBound, min)...Swift.max(
                    Swift.max(base.effectiveSupport.lowerBound, min), Swift.min(base.effectiveSupport.upperBound, max))
        }
    }
}

// MARK: - Parameters

/// Parameters that are checked as they are taken.
private final class Checked {
    let arguments: DistributionArguments
    private var taken: Set<String> = []

    init(_ arguments: DistributionArguments) { self.arguments = arguments }

    func has(_ name: String) -> Bool { arguments.named[name] != nil }

    func error(_ message: String) -> ValueError {
        ValueError(offset: arguments.offset, message: "\(arguments.name) \(message)")
    }

    func any(_ name: String) throws(ValueError) -> Double {
        taken.insert(name)
        guard let (value, offset) = arguments.named[name] else {
            throw error("needs '\(name)': \(DistributionForm.examples[arguments.name] ?? "")")
        }
        guard value.isFinite, value.magnitude <= 1e15 else {
            throw ValueError(offset: offset, message: "'\(name)' must be a number below 1e15")
        }
        return value
    }

    func positive(_ name: String) throws(ValueError) -> Double {
        let value = try any(name)
        guard value >= 1e-12 else { throw bad(name, value, "above 0") }
        return value
    }

    func count(_ name: String) throws(ValueError) -> Double {
        let value = try positive(name)
        guard value <= DistributionForm.countLimit else { throw bad(name, value, "at most 1e9") }
        return value
    }

    func spread(_ name: String) throws(ValueError) -> Double {
        let value = try any(name)
        guard value >= 1 else { throw bad(name, value, "1 or above, a factor") }
        return value
    }

    private func bad(_ name: String, _ value: Double, _ accepted: String) -> ValueError {
        ValueError(
            offset: arguments.named[name]?.offset ?? arguments.offset,
            message: "\(arguments.name): '\(name)' is \(ValueLowering.text(value)); it must be \(accepted)")
    }

    /// Refuses parameters that nobody took.
    func done() throws(ValueError) {
        for (name, parameter) in arguments.named.sorted(by: { $0.value.offset < $1.value.offset })
        where !taken.contains(name) {
            throw ValueError(
                offset: parameter.offset,
                message: "\(arguments.name) has no '\(name)' here: \(DistributionForm.examples[arguments.name] ?? "")")
        }
    }
}
