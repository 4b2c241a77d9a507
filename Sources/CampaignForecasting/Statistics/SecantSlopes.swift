// SPDX-License-Identifier: GPL-3.0-or-later

/// Slopes that are corrected by what moves show, in place of being measured again (Broyden 1965).
enum SecantSlopes {
    /// The least correction that lets the slopes expect what a move brought.
    ///
    /// - Parameters:
    ///   - slopes: by coordinate.
    ///   - move: how far each coordinate moved; not all are 0.
    ///   - surprise: by how much the function changed more than the slopes let expect.
    static func correct(_ slopes: inout [Double], along move: [Double], by surprise: Double) {
        let gap = surprise / move.reduce(0) { $0 + $1 * $1 }
        for coordinate in move.indices { slopes[coordinate] += gap * move[coordinate] }
    }
}
