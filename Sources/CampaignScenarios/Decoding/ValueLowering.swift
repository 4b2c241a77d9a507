// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Gives a written value its meaning for one quantity: units, the family of an interval, references.
struct ValueLowering {
    /// The quantity's key; nil for an entry of `assumptions`, which has no domain.
    let key: QuantityKey?
    let currency: String
    let data: (_ reference: DataReference, _ offset: Int) throws(ValueError) -> DataFiles.Reading
    let resolve: (_ name: String, _ offset: Int) throws(ValueError) -> QuantityPath

    /// The expression of a value.
    func expression(_ value: WrittenValue) throws(ValueError) -> Expression {
        switch value {
        case .interval(let low, let high, let offset):
            return .uncertain(try interval(low, high, offset))
        case .number(let number, let offset):
            return .constant(try checked(number, offset))
        case .evidence, .distribution, .data, .reference, .binary:
            let expression = try inner(value)
            if case .uncertain(let distribution) = expression { try check(distribution, value.offset) }
            if let constant = expression.constantValue { try check(constant, value.offset) }
            return expression
        }
    }

    /// The distribution of a value that is an interval or a named distribution, nil for other values.
    func distribution(_ value: WrittenValue) throws(ValueError) -> Distribution? {
        switch value {
        case .data(let reference, _) where reference.per != nil: return nil
        case .interval, .distribution, .data:
            guard case .uncertain(let law) = try expression(value) else { return nil }
            // Creators of a tier stay within its bounds.
            if key == .followers, case .interval(let low, let high, _) = value {
                return .truncated(base: law, min: low.value, max: high.value)
            }
            return law
        case .number, .evidence, .reference, .binary: return nil
        }
    }

    /// A value inside arithmetic, where an interval is log-normal.
    private func inner(_ value: WrittenValue) throws(ValueError) -> Expression {
        switch value {
        case .number(let number, let offset):
            try refuseUnit(number, offset)
            return .constant(number.value)
        case .interval(let low, let high, let offset):
            try refuseUnit(low, offset)
            try refuseUnit(high, offset)
            try checkPercent(low, high, offset)
            return .uncertain(try DistributionForm.logNormal(low: low.value, high: high.value, offset: offset))
        case .evidence(let hits, let total, let offset):
            // Jeffreys' prior, Beta(1/2, 1/2).
            guard key == nil || key?.domain == .share else {
                throw ValueError(
                    offset: offset, message: "evidence such as '61 of 2140' is a rate; \(name) takes \(accepted)")
            }
            return .uncertain(.beta(alpha: hits + 0.5, beta: total - hits + 0.5))
        case .distribution(let distribution, _): return .uncertain(distribution)
        case .data(let reference, let offset): return .uncertain(try law(of: reference, offset))
        case .reference(let name, let offset): return .reference(try resolve(name, offset))
        case .binary(let operation, let left, let right):
            let (left, right) = (try innerOperand(left), try innerOperand(right))
            if operation == .divide, right.constantValue == 0 {
                throw ValueError(offset: value.offset, message: "division by zero")
            }
            return .binary(operation, left, right)
        }
    }

    /// What a column of a file says, whose unit must fit the quantity.
    private func law(of reference: DataReference, _ offset: Int) throws(ValueError) -> Distribution {
        let reading = try data(reference, offset)
        if key?.unit == .money, let sign = reading.currency,
            WrittenFigure.currencies[sign]?.contains(currency) == false
        {
            throw ValueError(
                offset: offset,
                message: "\(reference.file): '\(reference.column)' is in \(sign), the scenario counts in "
                    + currency)
        }
        if reading.isPercent, let key, key.unit != .share, key.unit != .factor {
            throw ValueError(
                offset: offset,
                message:
                    "\(reference.file): '\(reference.column)' is in per cent, which does not fit \(name): it takes "
                    + accepted)
        }
        return reading.distribution
    }

    private func innerOperand(_ value: WrittenValue) throws(ValueError) -> Expression {
        // Evidence in arithmetic is a rate times something, whatever the quantity.
        if case .evidence(let hits, let total, _) = value {
            return .uncertain(.beta(alpha: hits + 0.5, beta: total - hits + 0.5))
        }
        return try inner(value)
    }
}

// MARK: - Units

extension ValueLowering {
    private var name: String {
        // What a deal pays of the usual fee is written 'fee' in a deal.
        if key == .feeShare { return "'fee' of a deal, a share of the creator's usual fee," }
        return key.map { "'\($0.rawValue)'" } ?? "an assumption"
    }

    private func refuseUnit(_ number: WrittenNumber, _ offset: Int) throws(ValueError) {
        guard let unit = number.unit else { return }
        throw ValueError(offset: offset, message: "the unit '\(unit)' is not read inside arithmetic; leave it out")
    }

    private func checkPercent(_ low: WrittenNumber, _ high: WrittenNumber, _ offset: Int) throws(ValueError) {
        guard (low.suffix == .percent) == (high.suffix == .percent) else {
            throw ValueError(offset: offset, message: "write % at both ends of the interval, or at none")
        }
    }

    private func checkUnit(_ number: WrittenNumber, _ offset: Int) throws(ValueError) {
        guard let key else { return }
        switch (number.suffix, key.unit) {
        case (nil, _), (.percent, .share), (.percent, .factor), (.factor, .factor): break
        case (.percent, _):
            throw ValueError(offset: offset, message: "a percentage does not fit \(name): it takes \(accepted)")
        case (.factor, _):
            throw ValueError(offset: offset, message: "a factor (x) does not fit \(name): it takes \(accepted)")
        }
        guard let unit = number.unit, !Self.words(key.unit, currency).contains(unit) else { return }
        throw ValueError(offset: offset, message: "the unit '\(unit)' does not fit \(name): it takes \(accepted)")
    }

    /// The words that may follow a number of a unit.
    static func words(_ unit: QuantityKey.Unit, _ currency: String) -> [String] {
        switch unit {
        case .money: [currency]
        case .hours: ["hours", "hour", "h"]
        case .followers: ["followers"]
        case .creators: ["creators", "creator"]
        case .posts: ["posts", "post"]
        case .people: ["people"]
        case .orders: ["orders", "order"]
        case .months: ["months", "month"]
        case .weeks: ["weeks", "week"]
        case .days: Array(daysPerUnit.keys)
        case .share, .factor: []
        }
    }

    /// The days that a unit of time has.
    private static let daysPerUnit: [String: Double] = [
        "hours": 1.0 / 24, "hour": 1.0 / 24, "h": 1.0 / 24, "days": 1, "day": 1, "d": 1, "weeks": 7, "week": 7,
        "months": 365.2425 / 12, "month": 365.2425 / 12,
    ]

    /// The number in the unit in which the quantity counts; `unit` stands in for one that is not written.
    private func converted(_ number: WrittenNumber, unit: String? = nil) -> Double {
        guard key?.unit == .days, let unit = number.unit ?? unit else { return number.value }
        return number.value * (Self.daysPerUnit[unit] ?? 1)
    }

    /// What the quantity takes, for messages.
    var accepted: String {
        guard let key else { return "a number, an interval or a distribution" }
        let unit =
            switch key.unit {
            case .money: "money in \(currency)"
            case .share: "a share such as 5% or 0.05"
            case .followers: "followers such as 10k"
            case .hours: "hours such as 2 or '2 hours'"
            case .creators: "a number of creators"
            case .posts: "a number of posts"
            case .people: "a number of people such as 2M"
            case .orders: "a number of orders such as 0.5"
            case .months: "a number of months"
            case .weeks: "a number of weeks"
            case .days: "a time such as '19 hours', '30 days' or '2 months'"
            case .factor: key.domain == .correlation ? "a correlation between -1 and 1" : "a factor such as 1.5"
            }
        return unit
    }
}

// MARK: - Domains

extension ValueLowering {
    private func checked(_ number: WrittenNumber, _ offset: Int) throws(ValueError) -> Double {
        try checkUnit(number, offset)
        let value = converted(number)
        try check(value, offset)
        return value
    }

    private func interval(_ low: WrittenNumber, _ high: WrittenNumber, _ offset: Int) throws(ValueError) -> Distribution
    {
        try checkUnit(low, offset)
        try checkUnit(high, offset)
        try checkPercent(low, high, offset)
        let (from, to) = (converted(low, unit: high.unit), converted(high))
        guard from < to else {
            throw ValueError(
                offset: offset,
                message: "an interval goes from a smaller to a larger number; for a fixed value write it alone")
        }
        switch key?.domain {
        case .share:
            guard 0 < low.value, high.value < 1 else {
                throw ValueError(
                    offset: offset,
                    message:
                        "an interval of a share lies between 0 and 1 (0% and 100%), ends excluded; for a share that may "
                        + "be 0 or 1 write uniform(min: 0%, max: 10%) or pert(min:, mode:, max:)")
            }
            return .betaInterval(low: low.value, high: high.value)
        case .correlation:
            throw ValueError(
                offset: offset, message: "an interval does not fit \(name); write uniform(min: 0.3, max: 0.7)")
        case .wholeNumber, .nonNegative, .positive, .fromOne, nil:
            if to > key?.greatest ?? .infinity { try check(to, offset) }
            return try DistributionForm.logNormal(low: from, high: to, offset: offset)
        }
    }

    private func check(_ value: Double, _ offset: Int) throws(ValueError) {
        guard value.isFinite, value.magnitude <= 1e15 else {
            throw ValueError(offset: offset, message: "the value is \(value); it must be a number below 1e15")
        }
        let written = Self.text(value)
        let most = key?.greatest ?? .infinity
        switch key?.domain {
        case .share where !(0...1).contains(value):
            throw ValueError(
                offset: offset,
                message: "\(name) is \(written); a share lies between 0 and 1 (0% to 100%)"
                    + (key != .feeShare && value >= 2 && value <= 100 ? "; did you mean \(written)%?" : ""))
        case .positive where value <= 0:
            throw ValueError(offset: offset, message: "\(name) is \(written); it must be above 0")
        case .nonNegative where value < 0:
            throw ValueError(offset: offset, message: "\(name) is \(written); it must be 0 or above")
        case .positive where value > most, .nonNegative where value > most:
            throw ValueError(
                offset: offset,
                message: "\(name) is \(written); it must be \(key.map(KeyCatalogue.values) ?? "a number")")
        case .wholeNumber where value < 1 || value != value.rounded():
            throw ValueError(offset: offset, message: "\(name) is \(written); it must be a whole number, 1 or above")
        case .wholeNumber where value > most:
            throw ValueError(
                offset: offset, message: "\(name) is \(written); at most \(Self.text(most)) is simulated")
        case .fromOne where value < 1 || value > most:
            let most = key?.greatest.map { " to \(Self.text($0))" } ?? " or above"
            throw ValueError(offset: offset, message: "\(name) is \(written); it must be 1\(most)")
        case .correlation where !(-1...1).contains(value):
            throw ValueError(offset: offset, message: "\(name) is \(written); a correlation lies between -1 and 1")
        case nil, .share, .positive, .nonNegative, .fromOne, .wholeNumber, .correlation: return
        }
    }

    private func check(_ law: Distribution, _ offset: Int) throws(ValueError) {
        if case .sample(let sample) = law {
            for (row, value) in zip(sample.rows, sample.values) {
                do throws(ValueError) { try check(value, offset) } catch {
                    throw ValueError(offset: offset, message: "\(sample.table):\(row): \(error.message)")
                }
            }
            return
        }
        let bounds: (low: Double, high: Double, words: String)
        switch key?.domain {
        case .share: bounds = (0, 1, "0 and 1")
        case .positive: bounds = (0, .infinity, "0 and infinity")
        case .nonNegative: bounds = (0, .infinity, "0 and infinity")
        case .wholeNumber, .fromOne: bounds = (0, .infinity, "0 and infinity")
        case .correlation: bounds = (-1, 1, "-1 and 1")
        case nil: return
        }
        let support = law.support
        guard support.lowerBound < bounds.low || support.upperBound > bounds.high else { return }
        let limits = bounds.high.isFinite ? "min: \(Self.text(bounds.low)), max: \(Self.text(bounds.high))" : "min: 0"
        throw ValueError(
            offset: offset,
            message:
                "\(name) lies between \(bounds.words), but this distribution reaches beyond; write truncated(…, \(limits))"
        )
    }

    /// A number without a needless `.0`.
    static func text(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(clamping: value)) : String(value)
    }
}
