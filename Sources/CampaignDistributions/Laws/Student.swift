// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

extension Distribution {
    /// Student's t with `degrees` of freedom, moved to `location` and stretched by `scale`.
    public struct Student: Sendable, Equatable {
        package var location: Double
        package var scale: Double
        package var degrees: Double
    }

    /// Student's t with `degrees` of freedom, moved to `location` and stretched by `scale`.
    public static func student(location: Double, scale: Double, degrees: Double) -> Distribution {
        .student(Student(location: location, scale: scale, degrees: degrees))
    }
}

extension Distribution.Student: DistributionLaw {
    package static let record = LawRecord(
        "student",
        meaning: "like the normal law with heavier tails: the mean of few observations",
        forms: [
            LawForm(
                [
                    LawParameter("location", .number), LawParameter("scale", .positive),
                    LawParameter("degrees", .positive),
                ],
                example: "student(location: 0, scale: 1, degrees: 5)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1995, chapter 28")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(location: try arguments("location"), scale: try arguments("scale"), degrees: try arguments("degrees"))
        guard degrees > 1 else { throw .refused("needs degrees above 1, else it has no mean") }
    }

    package var distribution: Distribution { .student(self) }

    package var parameters: KeyValuePairs<String, Double> {
        ["location": location, "scale": scale, "degrees": degrees]
    }

    package var support: ClosedRange<Double> { -Double.infinity...Double.infinity }

    package var expectation: Double? { degrees > 1 ? location : .nan }

    package func probability(upTo x: Double) -> Double { gsl_cdf_tdist_P((x - location) / scale, degrees) }

    package func quantile(score z: Double) -> Double {
        GSL.prepare()
        return location + scale
            * (z < 0
                ? gsl_cdf_tdist_Pinv(NormalLaw.probability(below: z), degrees)
                : gsl_cdf_tdist_Qinv(NormalLaw.probability(above: z), degrees))
    }
}
