// SPDX-License-Identifier: GPL-3.0-or-later

/// Arithmetic on numbers, distributions and other quantities.
public indirect enum Expression: Sendable, Equatable {
    /// A known number.
    case constant(Double)
    /// A distribution, drawn once a trial.
    case uncertain(Distribution)
    /// The campaign-wide value of another quantity.
    case reference(QuantityPath)
    /// An operation on two expressions.
    case binary(Operator, Expression, Expression)
    /// The value of one of several quantities that contradict each other: the one whose number, from 1, the value of `chooser`
    /// is.
    case either(chooser: QuantityPath, options: [QuantityPath])

    /// An arithmetic operation.
    public enum Operator: String, CaseIterable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"

        /// The operation on two numbers; division by zero gives an infinity or NaN as IEEE 754 says.
        public func callAsFunction(_ left: Double, _ right: Double) -> Double {
            switch self {
            case .add: left + right
            case .subtract: left - right
            case .multiply: left * right
            case .divide: left / right
            }
        }
    }

    /// The quantities that the expression refers to, in the order written.
    public var references: [QuantityPath] {
        switch self {
        case .constant, .uncertain: []
        case .reference(let path): [path]
        case .binary(_, let left, let right): left.references + right.references
        case .either(let chooser, let options): [chooser] + options
        }
    }

    /// The distributions of the expression, in the order written.
    public var distributions: [Distribution] {
        switch self {
        case .constant, .reference, .either: []
        case .uncertain(let distribution): [distribution]
        case .binary(_, let left, let right): left.distributions + right.distributions
        }
    }

    /// The expression's value where it is plain arithmetic on numbers, else nil.
    public var constantValue: Double? {
        switch self {
        case .constant(let value): return value
        case .uncertain, .reference, .either: return nil
        case .binary(let operation, let left, let right):
            guard let left = left.constantValue, let right = right.constantValue else { return nil }
            return operation(left, right)
        }
    }
}
