// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Where figures come from

extension LintRules {
    static let provenance: [Rule] = [missingSource, sourceWithoutYear, sourceWithoutTrust, oldSource]

    private static let missingSource: Rule = { context in
        let items = context.items(context.stated) { path in
            guard let provenance = context.quantity(path)?.provenance, context.uncertainty(path) != nil,
                provenance.source == nil, provenance.note == nil, !context.refers(path)
            else { return nil }
            return LintWords.name(path)
        }
        return context.findings(.missingSource, items) { list, count in
            "\(LintWords.plural(count, "an uncertain quantity says", "\(count) uncertain quantities say")) neither where "
                + "\(LintWords.plural(count, "it comes", "they come")) from nor why: \(list)"
        }
    }

    private static let sourceWithoutYear: Rule = { context in
        let items = context.items(context.stated) { path in
            guard let provenance = context.quantity(path)?.provenance, let source = provenance.source,
                provenance.year == nil, year(in: source) == nil
            else { return nil }
            return LintWords.name(path)
        }
        return context.findings(.sourceWithoutYear, items) { list, count in
            "\(LintWords.plural(count, "a source has", "\(count) sources have")) no year: \(list)"
        }
    }

    private static let sourceWithoutTrust: Rule = { context in
        let items = context.items(context.stated) { path in
            guard let provenance = context.quantity(path)?.provenance, provenance.source != nil,
                provenance.trust == nil
            else { return nil }
            return LintWords.name(path)
        }
        return context.findings(.sourceWithoutTrust, items) { list, count in
            "\(LintWords.plural(count, "a source has", "\(count) sources have")) no trust: \(list)"
        }
    }

    private static let oldSource: Rule = { context in
        func year(_ path: QuantityPath) -> Int? {
            guard let provenance = context.quantity(path)?.provenance else { return nil }
            return provenance.year ?? provenance.source.flatMap(Self.year)
        }
        let start = context.scenario.time?.start.flatMap { Int($0.prefix(4)) }
        let years = context.stated.compactMap(year) + [start].compactMap { $0 }
        guard let newest = years.max() else { return [] }
        let items = context.items(context.stated) { path in
            guard let own = year(path), newest - own > LintBounds.years else { return nil }
            return "\(LintWords.name(path)) (\(own))"
        }
        return context.findings(.oldSource, items) { list, count in
            "\(LintWords.plural(count, "a source is", "\(count) sources are")) more than \(LintBounds.years) years older than "
                + "\(newest), the newest year of the file: \(list)"
        }
    }

    /// The year that a source names in its text, such as `[PAP 2025, fees]`; the latest of several.
    private static func year(in text: String) -> Int? {
        text.split { !$0.isNumber }.compactMap { $0.count == 4 ? Int($0) : nil }.filter { (1_950...2_100).contains($0) }
            .max()
    }
}
