// SPDX-License-Identifier: GPL-3.0-or-later

/// Which chance a simulation uses: the same key and the same trial give the same luck.
///
/// Whoever wants other luck asks for another purpose, or has layers of it drawn again; nobody counts on other trials.
public struct NoiseKey: Sendable, Hashable, Codable {
    /// What the imagined campaigns are for.
    public enum Purpose: String, CaseIterable, Sendable, Codable {
        /// The campaigns of a run: the same ones in every analysis, however many there are.
        case campaigns
        /// Campaigns whose luck no run has, to be held against those of a run with the same assumptions.
        case repeated
        /// The luck of a row of a study, and other luck of the same row.
        case studied, contrasted
    }

    /// Layers of chance in a trial. What is not known of the whole campaign belongs to none of them.
    public struct Layers: OptionSet, Sendable, Hashable, Codable {
        /// A bit a layer.
        public let rawValue: UInt8

        /// The layers of these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Who the creators are.
        public static let creators = Layers(rawValue: 1)
        /// How well each post does.
        public static let posts = Layers(rawValue: 2)
        /// Who clicks and orders.
        public static let orders = Layers(rawValue: 4)
    }

    /// The seed of all streams.
    public var seed: UInt64
    /// What the campaigns are for.
    public var purpose: Purpose
    /// The layers whose draws are other ones than those of the trial itself.
    public var redrawn: Layers

    /// The luck of a seed.
    ///
    /// - Parameters:
    ///   - seed: the seed of all streams.
    ///   - purpose: what the campaigns are for.
    ///   - redrawn: the layers that are drawn again, whatever they are in the trial itself.
    public init(seed: UInt64, purpose: Purpose = .campaigns, redrawn: Layers = []) {
        self.seed = seed
        self.purpose = purpose
        self.redrawn = redrawn
    }

    /// Keys that share ever more of this one's chance: what is not known alone, with creators, with posts too.
    public var companions: [NoiseKey] {
        [[.creators, .posts, .orders], [.posts, .orders], [.orders]].map {
            NoiseKey(seed: seed, purpose: purpose, redrawn: $0)
        }
    }

    /// The beginning of a stream in a trial.
    ///
    /// - Parameters:
    ///   - name: the quantity and its use.
    ///   - trial: the trial, from 0.
    ///   - layer: the layer of chance that the stream belongs to; none for what is not known of the whole campaign.
    ///   - post: the number of a creator's post, from 0.
    @inline(__always)
    public func stream(_ name: StreamName, trial: Int, layer: Layers, post: Int = 0) -> StreamAddress {
        StreamAddress(
            seed: seed, name: name, trial: purpose.counter(trial), post: post,
            replicate: redrawn.isDisjoint(with: layer) ? 0 : 1)
    }
}

extension NoiseKey.Purpose {
    /// The trial as a stream's address counts it: purposes that are held against each other share no count.
    ///
    /// Campaigns of a run take the counts 0, 1, 2 …; repeated ones those from two thousand million on, which no run reaches; the two
    /// kinds of a study's luck the even and the odd ones.
    @inline(__always)
    func counter(_ trial: Int) -> Int {
        switch self {
        case .campaigns: trial
        case .repeated: trial + 2_000_000_000
        case .studied: 2 * trial
        case .contrasted: 2 * trial + 1
        }
    }
}
