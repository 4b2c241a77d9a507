// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

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
        return TimeFrame(weeks: Int(number.value), start: body["start"].flatMap(date))
    }

    private func date(_ node: SourceNode) -> String? {
        let parts = (node.scalar ?? "").split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard parts.map(\.count) == [4, 2, 2], numbers.count == 3, numbers[0] >= 1900, (1...12).contains(numbers[1]),
            (1...Self.days(month: numbers[1], year: numbers[0])).contains(numbers[2])
        else {
            diagnostics.error(
                "'start' is \((node.scalar ?? node.kind).quotedForMessage); write the first day as 2026-03-02",
                at: node.location)
            return nil
        }
        return node.scalar
    }

    private static func days(month: Int, year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}
