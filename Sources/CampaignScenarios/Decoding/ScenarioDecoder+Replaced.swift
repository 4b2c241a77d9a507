// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Figures of a platform or deal that the file's own replace

extension ScenarioDecoder {
    /// Says that what the planner states of a tier or deal also stands where a library knows better of the line's platform or deal.
    func warnOfReplaced(_ line: LineDraft, _ assumptions: [QuantityKey: QuantityPath]) {
        let sections = Self.sections(line.name, line.tier, line.platform, line.deal)
        for (key, path) in assumptions {
            guard let stated = table.entries[path], stated.isInFile, stated.layer == 0,
                let place = sections.firstIndex(of: path.text.split(separator: ".").dropLast().joined(separator: "."))
            else { continue }
            let other = Self.alternatives.compactMap { $0 == key ? $1 : $1 == key ? $0 : nil }
            for section in sections[..<place] {
                for name in [key] + other {
                    guard let lost = table["\(section).\(name.rawValue)"], lost.isDefault else { continue }
                    replaced[path, default: [:]][lost.path, default: []].append(line.name)
                }
            }
        }
    }

    /// Says it, each figure once.
    func reportReplaced() {
        for (path, lost) in replaced {
            guard let stated = table.entries[path] else { continue }
            let key = path.text.split(separator: ".").last.map(String.init) ?? ""
            let texts = lost.sorted { $0.key < $1.key }.map { other, lines in
                let figure = table.entries[other].map { KeyCatalogue.figure($0.node) } ?? ""
                let names = lines.sorted().map { "'\($0)'" }.joined(separator: ", ")
                return "'\(other)' (\(figure), library \(table.entries[other]?.library ?? "")) on line \(names)"
            }
            diagnostics.warning(
                "'\(path)' is used in place of \(texts.joined(separator: " and ")); state '\(key)' of the platform, deal or "
                    + "line where that is not meant", at: stated.location)
        }
    }
}
