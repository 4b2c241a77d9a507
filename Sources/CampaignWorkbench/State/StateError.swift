// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a run does not go on from a state.
public enum StateError: Error, Sendable, Equatable {
    /// A file that is something else.
    case notAState
    /// A state of another layout, which another version wrote.
    case layout
    /// A state that ends too early.
    case truncated
    /// A state that holds other bytes than were written.
    case damaged
    /// A state that cannot be read.
    case unreadable
    /// A state of another run, and in what it differs.
    case other([String])
    /// A state whose trials this program simulates in another way.
    case notReproduced

    /// The reason, and what to do instead.
    public var message: String {
        switch self {
        case .notAState: "is no state of a run and is left as it is; choose another name"
        case .layout: "is a state that another version of Tiercast wrote; \(Self.way)"
        case .truncated: "is a state that ends too early; \(Self.way)"
        case .damaged: "is a state that is damaged; \(Self.way)"
        case .unreadable: "is a state that cannot be read"
        case .other(let differences): "is the state of another run: \(differences.joined(separator: "; ")); \(Self.way)"
        case .notReproduced:
            "is a state of another build of Tiercast or another machine, which rounds in another way; \(Self.way)"
        }
    }

    private static let way = "remove it, or name another file"
}
