// SPDX-License-Identifier: GPL-3.0-or-later

/// What a library of defaults says, figure by figure.
public struct LibraryContents: Sendable, Equatable {
    /// The library's name: `evidence`, `article`, or that of a file with its date.
    public var name: String
    /// The name of the library below it, which stands in for what it leaves out; nil for a built-in one.
    public var base: String?
    /// What it holds, in one sentence; empty where nobody says.
    public var meaning: String
    /// Its figures, in the order of its text.
    public var figures: [Figure]

    /// One figure.
    public struct Figure: Sendable, Equatable {
        /// The quantity that it stands in for.
        public var path: QuantityPath
        /// What it says, as written, without where it comes from.
        public var value: String
        /// Where it comes from.
        public var provenance: Provenance

        /// A figure with its source.
        public init(path: QuantityPath, value: String, provenance: Provenance) {
            self.path = path
            self.value = value
            self.provenance = provenance
        }
    }

    /// A library with these figures.
    public init(name: String, base: String? = nil, meaning: String = "", figures: [Figure]) {
        self.name = name
        self.base = base
        self.meaning = meaning
        self.figures = figures
    }

    /// The figure of a quantity; nil where the library has none.
    public func figure(_ path: QuantityPath) -> Figure? { figures.first { $0.path == path } }
}
