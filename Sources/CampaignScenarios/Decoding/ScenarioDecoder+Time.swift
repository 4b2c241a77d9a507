// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - Time

extension ScenarioDecoder {
    /// The keys of `time` that are not quantities.
    static let timeKeys = ["weeks", "start"]

    func decodeTime() -> TimeFrame? {
        guard let node = root["time"], let body = mapping(node, "'time'") else { return nil }
        guard let written = body["weeks"] else {
            diagnostics.error("'time' has no 'weeks'; write how many to report, such as 'weeks: 26'", at: node.location)
            return nil
        }
        guard let number = number(written, "weeks", "a number of weeks such as 26") else { return nil }
        guard number.suffix == nil, [nil, "weeks", "week"].contains(number.unit), number.value >= 1,
            number.value <= Double(TimeFrame.most), number.value == number.value.rounded()
        else {
            diagnostics.error(
                "'weeks' is \((written.scalar ?? "").quotedForMessage); it must be a whole number, 1 to \(TimeFrame.most)",
                at: written.location)
            return nil
        }
        return TimeFrame(weeks: Int(clamping: number.value), start: body["start"].flatMap(date))
    }

    private func date(_ node: SourceNode) -> String? {
        guard let text = node.scalar, TimeFrame.isDate(text) else {
            diagnostics.error(
                "'start' is \((node.scalar ?? node.kind).quotedForMessage); write the first day as 2026-03-02",
                at: node.location)
            return nil
        }
        return text
    }
}
