// SPDX-License-Identifier: GPL-3.0-or-later

/// A finite number as decimal digits, so that rounding acts on the digits a reader sees.
///
/// It starts from the shortest text that reads back as the same `Double`; nothing is added to it, so the same number
/// gives the same bytes everywhere.
public struct DecimalNumber: Equatable, Sendable {
    /// Whether the number is below 0.
    public private(set) var isNegative: Bool
    /// The digits 0…9, most significant first, without leading zeros; empty for 0.
    public private(set) var digits: [UInt8]
    /// The power of ten of the last digit.
    public private(set) var exponent: Int

    /// The digits of a finite number.
    public init(_ value: Double) {
        precondition(value.isFinite, "only finite numbers have digits")
        isNegative = value < 0
        digits = []
        exponent = 0
        var fraction = 0
        var seenPoint = false
        var power: Int?
        let text = Array(value.magnitude.description.utf8)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "e") {
                power = Int(String(decoding: text[(index + 1)...], as: UTF8.self).drop { $0 == "+" })
                break
            }
            if byte == UInt8(ascii: ".") {
                seenPoint = true
                continue
            }
            digits.append(byte - UInt8(ascii: "0"))
            if seenPoint { fraction += 1 }
        }
        exponent = (power ?? 0) - fraction
        trim()
    }

    /// The power of ten of the first digit; nil for 0.
    public var leadingPlace: Int? { digits.isEmpty ? nil : exponent + digits.count - 1 }

    /// Whether the number is 0.
    public var isZero: Bool { digits.isEmpty }
}

// MARK: - Arithmetic

extension DecimalNumber {
    /// The number times 10 to the power of `places`.
    public func shifted(by places: Int) -> DecimalNumber {
        var result = self
        if !result.isZero { result.exponent += places }
        return result
    }

    /// The nearest multiple of 10 to the power of `place`; halves go away from 0.
    public func rounded(toPlace place: Int) -> DecimalNumber {
        guard !isZero, exponent < place else { return self }
        let dropped = place - exponent
        var result = self
        result.exponent = place
        guard dropped <= digits.count else {
            result.digits = []
            result.trim()
            return result
        }
        let roundsUp = digits[digits.count - dropped] >= 5
        result.digits.removeLast(dropped)
        if roundsUp { result.addOne() }
        result.trim()
        return result
    }

    private mutating func addOne() {
        var index = digits.count - 1
        while index >= 0 {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
            index -= 1
        }
        digits.insert(1, at: 0)
    }

    private mutating func trim() {
        digits = Array(digits.drop { $0 == 0 })
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty {
            exponent = 0
            isNegative = false
        }
    }
}

extension DecimalNumber {
    /// Whether the number is smaller than another one.
    public func isBelow(_ other: DecimalNumber) -> Bool {
        guard isNegative == other.isNegative else { return isNegative }
        return isNegative ? other.isSmaller(than: self) : isSmaller(than: other)
    }

    /// Whether its distance from 0 is smaller.
    private func isSmaller(than other: DecimalNumber) -> Bool {
        guard let own = leadingPlace, let others = other.leadingPlace else { return isZero && !other.isZero }
        if own != others { return own < others }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}

// MARK: - Text

extension DecimalNumber {
    /// The digits without a sign, with at least `decimals` of them behind the point.
    ///
    /// - Parameters:
    ///   - decimals: the least digits behind the point.
    ///   - separator: what stands between thousands before the point.
    public func magnitude(decimals: Int = 0, separator: String = "") -> String {
        let behind = Swift.max(decimals, -exponent, 0)
        var all = digits
        // Digits are moved so that the last one stands `behind` places after the point.
        all += Array(repeating: 0, count: isZero ? behind : behind + exponent)
        if all.count <= behind { all = Array(repeating: 0, count: behind + 1 - all.count) + all }
        let whole = all.count - behind
        var text = ""
        for (index, digit) in all.enumerated() {
            if index == whole {
                text += "."
            } else if index > 0, index < whole, (whole - index).isMultiple(of: 3) {
                text += separator
            }
            text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
        }
        return text
    }

    /// The number as a JSON or CSV reader takes it: no exponent, no superfluous digits.
    public var literal: String { (isNegative ? "-" : "") + magnitude() }
}

extension DecimalNumber {
    /// A finite number to three significant digits, fewer where its error is larger; an error that is nil, 0 or no number says
    /// nothing.
    public init(_ value: Double, error: Double?) {
        self = DecimalNumber(value).rounded(toPlace: Self.place(of: value, error: error))
    }

    /// Where such a number is rounded.
    private static func place(of value: Double, error: Double?) -> Int {
        let place = (DecimalNumber(value).leadingPlace ?? 0) - 2
        guard let error, error > 0, error.isFinite else { return place }
        return Swift.max(place, DecimalNumber(error).leadingPlace ?? place)
    }

    /// Finite numbers that rise, rounded so; all at the coarsest of their digits where they would no longer rise.
    public static func rising(_ numbers: [(value: Double, error: Double?)]) -> [DecimalNumber] {
        let rounded = numbers.map { DecimalNumber($0.value, error: $0.error) }
        guard zip(rounded, rounded.dropFirst()).contains(where: { $1.isBelow($0) }) else { return rounded }
        let coarsest = numbers.map { place(of: $0.value, error: $0.error) }.max() ?? 0
        return numbers.map { DecimalNumber($0.value).rounded(toPlace: coarsest) }
    }
}
