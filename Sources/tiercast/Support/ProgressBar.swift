// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText
internal import Glibc
internal import Synchronization

/// A bar with the time left on standard error; nothing where that is not a terminal.
final class ProgressBar: Sendable {
    private struct State {
        var lastDrawn = -1.0
        var isDrawn = false
    }

    private let label: String
    private let isShown: Bool
    private let start: Double
    private let state = Mutex(State())

    /// A bar for one file.
    init(label: String, isShown: Bool) {
        self.label = LegibleText.clean(label)
        self.isShown = isShown
        start = Self.now()
    }

    /// Draws the bar, at most ten times a second; may be called from any thread.
    func update(done: Int, total: Int) {
        guard isShown, total > 0 else { return }
        let now = Self.now()
        state.withLock { state in
            guard now - state.lastDrawn >= 0.1 else { return }
            state.lastDrawn = now
            state.isDrawn = true
            let share = Double(done) / Double(total)
            let filled = Swift.min(24, Int(clamping: share * 24))
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
            let left = done > 0 ? " · " + Self.duration((now - start) * (1 - share) / share) + " left" : ""
            let text = "\r\u{1B}[2K\(label) \(bar) \(Int(clamping: share * 100))%\(left)"
            _ = Terminal.write(Array(text.utf8), to: STDERR_FILENO)
        }
    }

    /// Takes the bar away.
    func clear() {
        let isDrawn = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn
        }
        if isDrawn { _ = Terminal.write(Array("\r\u{1B}[2K".utf8), to: STDERR_FILENO) }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(clamping: Swift.min(seconds, 1e7).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        return whole < 3_600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3_600) h \(whole / 60 % 60) min"
    }
}
