// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// What is taken from a data file: a column, or the ratio of two, of all rows or of some.
struct DataReference: Equatable {
    var file: String
    var column: String
    /// The column that `column` is counted against; nil for a plain column.
    var per: String?
    /// What a row must satisfy.
    var conditions: [Condition] = []
    /// The decimal mark of the file, where the planner says it.
    var decimal: DecimalMark?

    /// A bound on a column.
    struct Condition: Equatable {
        var column: String
        var relation: Relation
        var value: String
    }

    /// How a row's value stands to that of a condition. Longer signs come before those that they begin with.
    enum Relation: String, CaseIterable {
        case atMost = "<="
        case atLeast = ">="
        case not = "!="
        case less = "<"
        case greater = ">"
        case equal = "="
    }

    /// The columns named, each once.
    var columns: [String] {
        var names = [column]
        for name in [per].compactMap({ $0 }) + conditions.map(\.column) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}

// MARK: - As written

extension DataReference {
    static let form = "data(file.csv, column) or data(file.csv, column, where: tier = micro)"
    static let rateForm = "rate(file.csv, orders / clicks)"

    /// The reference that the arguments of `data(…)` or, where `isRate`, of `rate(…)` say; names that hold commas, slashes or
    /// parentheses stand between quotation marks.
    init(_ arguments: String, isRate: Bool, offset: Int) throws(ValueError) {
        let form = isRate ? Self.rateForm : Self.form
        let parts = Self.split(arguments, at: ",")
        guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }) else {
            throw ValueError(
                offset: offset,
                message: "\(isRate ? "rate takes a file and two columns" : "data takes a file and a column"): \(form)")
        }
        file = Self.unquoted(parts[0])
        let columns = isRate ? Self.split(parts[1], at: "/") : [parts[1]]
        guard columns.count == (isRate ? 2 : 1), columns.allSatisfy({ !$0.isEmpty }) else {
            throw ValueError(offset: offset, message: "rate takes one column divided by another: \(form)")
        }
        column = Self.unquoted(columns[0])
        per = isRate ? Self.unquoted(columns[1]) : nil
        for part in parts.dropFirst(2) {
            let pieces = Self.split(part, at: ":")
            let text = pieces.dropFirst().joined(separator: ":")
            switch pieces[0] {
            case "where" where conditions.isEmpty && !text.isEmpty:
                for condition in Self.split(text, at: " and ") {
                    conditions.append(try Self.condition(condition, offset))
                }
            case "decimal" where decimal == nil && DecimalMark(rawValue: text) != nil:
                decimal = DecimalMark(rawValue: text)
            default:
                throw ValueError(
                    offset: offset,
                    message:
                        "\(part.quotedForMessage) is not read in \(isRate ? "rate" : "data"); after the column may "
                        + "stand 'where: tier = micro and country != US', and 'decimal: comma' or 'decimal: point'")
            }
        }
    }

    private static func condition(_ text: String, _ offset: Int) throws(ValueError) -> Condition {
        for relation in Relation.allCases {
            let sides = split(text, at: relation.rawValue)
            guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) else { continue }
            return Condition(column: unquoted(sides[0]), relation: relation, value: unquoted(sides[1]))
        }
        throw ValueError(
            offset: offset,
            message: "\(text.quotedForMessage) is no condition; write a column, one of = != < <= > >=, and a value: "
                + "tier = micro")
    }

    /// The parts of a text between a separator, without spaces around them; quotation marks protect.
    private static func split(_ text: String, at separator: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var quote: Character?
        var rest = text[...]
        while let character = rest.first {
            if quote == nil, rest.hasPrefix(separator) {
                parts.append(part.trimmed())
                part = ""
                rest = rest.dropFirst(separator.count)
                continue
            }
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            }
            part.append(character)
            rest = rest.dropFirst()
        }
        return parts + [part.trimmed()]
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, let first = text.first, first == "\"" || first == "'", text.last == first else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }
}
