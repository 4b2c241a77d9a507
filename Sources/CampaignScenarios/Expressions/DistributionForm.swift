// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A distribution as a file states it, with the place of each argument.
struct DistributionForm {
    let spelling: LawSpelling
    let offset: Int
    var arguments = LawArguments()
    private var offsets: [String: Int] = [:]

    init(_ spelling: LawSpelling, offset: Int) {
        self.spelling = spelling
        self.offset = offset
    }

    /// Adds a named parameter.
    mutating func add(_ name: String, _ value: Double, offset: Int) throws(ValueError) {
        guard arguments[name] == nil else { throw ValueError(offset: offset, message: "'\(name)' stands twice") }
        arguments.named.append((name, value))
        offsets[name] = offset
    }

    /// What the form states.
    func distribution() throws(ValueError) -> Distribution {
        do throws(LawProblem) { return try spelling.distribution(arguments) } catch { throw self.error(error) }
    }

    private func error(_ problem: LawProblem) -> ValueError {
        switch problem {
        case .missing(let name):
            ValueError(offset: offset, message: "\(spelling.name) needs '\(name)': \(spelling.example)")
        case .outside(let name, let value, let accepted):
            ValueError(
                offset: offsets[name] ?? offset,
                message: "\(spelling.name): '\(name)' is \(ValueLowering.text(value)); it must be \(accepted)")
        case .unknown(let name):
            ValueError(
                offset: offsets[name] ?? offset,
                message: "\(spelling.name) has no '\(name)' here: \(spelling.example)")
        case .refused(let reason): ValueError(offset: offset, message: "\(spelling.name) \(reason)")
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
        let law = Distribution.LogNormal(low: low, high: high)
        guard !law.isTooWide else {
            throw ValueError(offset: offset, message: "this interval " + Distribution.LogNormal.tooWide)
        }
        return .logNormal(law)
    }
}
