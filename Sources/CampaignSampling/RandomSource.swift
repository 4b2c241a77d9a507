// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import CampaignDistributions

/// GSL's samplers, drawing from one named stream at a time.
///
/// Not for sharing between threads: each worker has its own.
public final class RandomSource {
    private let state: UnsafeMutablePointer<Xoshiro>
    private let type: UnsafeMutablePointer<gsl_rng_type>
    private let generator: UnsafeMutablePointer<gsl_rng>
    private static let name: StaticString = "tiercast-xoshiro256++"

    /// The seed of streams that are opened by name.
    public let seed: UInt64

    /// A source; open a stream before drawing.
    ///
    /// - Parameter seed: the seed of streams that are opened by name, as those outside a campaign are.
    public init(seed: UInt64 = 1) {
        GSL.prepare()
        self.seed = seed
        state = .allocate(capacity: 1)
        state.initialize(to: Xoshiro(s0: 1, s1: 2, s2: 3, s3: 4))
        type = .allocate(capacity: 1)
        type.initialize(
            to: gsl_rng_type(
                name: UnsafeRawPointer(Self.name.utf8Start).assumingMemoryBound(to: CChar.self), max: .max, min: 0,
                size: MemoryLayout<Xoshiro>.size, set: { _, _ in },
                get: { state in
                    guard let state else { return 0 }
                    return UInt(state.assumingMemoryBound(to: Xoshiro.self).pointee.next())
                },
                get_double: { state in
                    guard let state else { return 0.5 }
                    return state.assumingMemoryBound(to: Xoshiro.self).pointee.nextUniform()
                }))
        generator = .allocate(capacity: 1)
        generator.initialize(to: gsl_rng(type: UnsafePointer(type), state: UnsafeMutableRawPointer(state)))
    }

    deinit {
        generator.deallocate()
        type.deallocate()
        state.deallocate()
    }

    /// Draws from here on come from the beginning of this stream.
    public func open(_ address: StreamAddress) { state.pointee = address.generator }

    /// Draws from here on come from the beginning of a stream of the source's own seed.
    public func open(_ name: StreamName, trial: Int) { open(StreamAddress(seed: seed, name: name, trial: trial)) }

    /// Draws from here on are those of one use of a key.
    public func open(_ key: DrawKey, _ use: DrawUse) { state.pointee = key.generator(use) }
}

// MARK: - Draws

extension RandomSource {
    /// A uniform number in (0, 1).
    public func uniform() -> Double { state.pointee.nextUniform() }

    /// A standard normal number (Marsaglia and Tsang's ziggurat).
    public func gaussian() -> Double { gsl_ran_gaussian_ziggurat(generator, 1) }

    /// Fills `column` with standard normal numbers.
    public func fillGaussians(_ column: UnsafeMutableBufferPointer<Double>) {
        for index in column.indices { column[index] = gsl_ran_gaussian_ziggurat(generator, 1) }
    }

    /// Fills `column` with uniform numbers in (0, 1).
    public func fillUniforms(_ column: UnsafeMutableBufferPointer<Double>) {
        for index in column.indices { column[index] = state.pointee.nextUniform() }
    }

    /// Fills `column` with keys.
    public func fillKeys(_ column: UnsafeMutableBufferPointer<DrawKey>) {
        for index in column.indices { column[index] = DrawKey(bits: state.pointee.next()) }
    }

    /// A gamma number with shape `shape` ≥ 0 and scale 1; 0 for shape 0.
    public func gamma(shape: Double) -> Double { shape > 0 ? gsl_ran_gamma(generator, shape, 1) : 0 }

    /// The numbers 0..<`count` in random order (Fisher and Yates's shuffle).
    public func shuffled(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, min(last, Int(uniform() * Double(last + 1))))
        }
        return order
    }

    /// A beta number with positive parameters.
    public func beta(alpha: Double, beta: Double) -> Double { gsl_ran_beta(generator, alpha, beta) }
}
