// SPDX-License-Identifier: GPL-3.0-or-later

/// Slopes of functions of several scores from points on either side.
enum CentralDifferences {
    /// Half the distance between the points, in standard deviations: wide, so that chance does not hide slopes.
    static let halfStep = 0.5

    /// The points around one: for each score, or each of some, the one above, then the one below.
    static func points(around point: [Double], moving scores: [Int]? = nil) -> [[Double]] {
        (scores ?? Array(point.indices)).flatMap { score in
            [halfStep, -halfStep].map { move in
                var moved = point
                moved[score] += move
                return moved
            }
        }
    }

    /// The slopes along each score that was moved, from the values at `points`; 0 where one does not exist.
    static func slopes(_ values: [Double]) -> [Double] {
        (0..<values.count / 2).map { score in
            let slope = (values[2 * score] - values[2 * score + 1]) / (2 * halfStep)
            return slope.isFinite ? slope : 0
        }
    }
}
