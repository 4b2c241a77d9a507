// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - What the linter is told to accept

extension ScenarioDecoder {
    /// The allowances in the order of their rules' names.
    func decodeAllowances() -> [LintAllowance] {
        guard let body = mapping(root["allow"], "'allow'") else { return [] }
        return (body.entries ?? []).compactMap { entry in
            guard let rule = LintRule(rawValue: entry.key) else {
                let hint = NearestName.hint(entry.key, in: LintRule.allCases.map(\.rawValue))
                diagnostics.error(
                    "\(entry.key.quotedForMessage) is not a rule of 'tiercast lint'"
                        + (hint.isEmpty ? "; 'tiercast lint --rules' lists them" : hint), at: entry.keyLocation)
                return nil
            }
            allowanceLocations[rule] = entry.keyLocation
            return allowance(of: rule, entry)
        }.sorted { $0.rule.rawValue.utf8.lexicographicallyPrecedes($1.rule.rawValue.utf8) }
    }

    private func allowance(of rule: LintRule, _ entry: SourceNode.Entry) -> LintAllowance? {
        guard entry.value.entries != nil else {
            return reason(entry.value, rule, at: entry.value.location).map { LintAllowance(rule: rule, reason: $0) }
        }
        let before = diagnostics.problems.count
        checkKeys(entry.value, ["at", "because"], of: "an allowance")
        guard let names = entry.value["at"]?.items, !names.isEmpty else {
            // A misspelt key is reported already.
            guard diagnostics.problems.count == before else { return nil }
            diagnostics.error(
                "'allow: \(rule.rawValue)' names no quantities; write {at: [nano.fee], because: \"why\"}, or only the reason for the "
                    + "whole file", at: entry.value["at"]?.location ?? entry.keyLocation)
            return nil
        }
        let because = entry.value["because"]
        guard let reason = reason(because, rule, at: because?.location ?? entry.keyLocation) else { return nil }
        let paths = names.compactMap(allowed)
        return paths.count == names.count ? LintAllowance(rule: rule, quantities: paths, reason: reason) : nil
    }

    private func reason(_ node: SourceNode?, _ rule: LintRule, at location: SourceLocation) -> String? {
        if let text = node?.scalar?.trimmed(), node?.isNull == false, !text.isEmpty, text.count <= 4000 { return text }
        diagnostics.error(
            "'allow: \(rule.rawValue)' gives no reason; write why, such as \(rule.rawValue): \"the agency reports both\"",
            at: location)
        return nil
    }

    private func allowed(_ node: SourceNode) -> QuantityPath? {
        guard let name = node.scalar else {
            diagnostics.error("the name of a quantity is expected here, not \(node.kind)", at: node.location)
            return nil
        }
        do throws(ValueError) { return try table.resolve(name, 0) } catch {
            diagnostics.error(error.message, at: node.location(at: error.offset))
            return nil
        }
    }
}
