// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Testing

@Suite("What was learnt, in a file")
struct LearnedTests {
    /// A file with remarks, in which a correlation joins two of the quantities learnt.
    static let text = """
        version: 1 # the layout
        budget: 10k
        defaults: article
        product: {order_value: 80, gross_margin: 60%}
        # rates
        tiers:
          nano: {orders_per_click: {typical: 2% to 4%}, clicks_per_engagement: {typical: 1% to 3%}}
          micro: {orders_per_click: {typical: 1% to 3%}}
        correlate: [{of: [nano.orders_per_click, micro.orders_per_click], rank: 0.5}]
        splits: {s: {nano: 50%, micro: 50%}}   # the only one

        """

    static func learned(_ text: String = text) throws -> Learned {
        let scenario = try read(text).scenario
        let names = ["micro.orders_per_click", "nano.clicks_per_engagement", "nano.orders_per_click"]
        return Learned(
            season: 0.3,
            sources: [
                Learned.Source(
                    rows: 12, creators: 3, orders: 7, firstDay: "2026-03-02", lastDay: nil, hash: "00000000000000ff",
                    sample: ["0123456789abcdef", "1000000000000000"])
            ],
            scores: names.enumerated().map { place, name in
                let path = QuantityPath("tiers." + name)
                return Learned.Score(
                    quantity: path, part: 1, prior: scenario.priorHash(path), mean: 0.25 - Double(place) / 3,
                    factor: (0...place).map { $0 == place ? 0.8 : -0.000125 })
            })
    }

    @Test("reads back as it was written, again and again, and the file without it is the file before")
    func roundTrip() throws {
        let learned = try Self.learned()
        let copy = LearnedText.text(Self.text, learning: learned)
        #expect(copy.hasPrefix(Self.text))
        let again = try read(copy)
        #expect(again.scenario.learned == learned && again.warnings.isEmpty)
        #expect(try read(again.resolvedText).scenario.learned == learned)
        #expect(try read(again.resolvedText).checksum == again.checksum)
        #expect(try again.checksum != read(Self.text).checksum)
        #expect(again.resolvedEntries["learned.tiers.micro.orders_per_click"] == "score 0.25 ± 0.8")
        var other = learned
        other.season = 0.125
        #expect(LearnedText.text(copy, learning: other) == LearnedText.text(Self.text, learning: other))
        // Lines that end as on Windows end so still.
        let windows = Self.text.replacing("\n", with: "\r\n")
        let ended = LearnedText.text(windows, learning: learned)
        #expect(ended.utf8.starts(with: windows.utf8))
        #expect(Array(LearnedText.text(ended, learning: learned).utf8) == Array(ended.utf8))
        // In the middle of a file, what stands behind it stays.
        let middle = copy + "goals: [roi >= 0]\n"
        let moved = LearnedText.text(middle, learning: other)
        #expect(moved == LearnedText.text(Self.text + "goals: [roi >= 0]\n", learning: other))
        #expect(try read(moved).scenario.goals.count == 1)
    }

    @Test("a scenario that was learnt of can be simulated, and resolves to itself")
    func prepared() throws {
        let copy = try read(LearnedText.text(Self.text, learning: Self.learned()))
        #expect(throws: Never.self) { try PreparedCampaign(copy.subject) }
    }

    @Test(
        "a quantity that is stated otherwise now is told at its place",
        arguments: [
            ("typical: 2% to 4%", "typical: 2% to 5%", "nano.orders_per_click"),
            ("rank: 0.5", "rank: 0.4", "micro.orders_per_click"),
            (
                "clicks_per_engagement: {typical: 1% to 3%}", "clicks_per_engagement: {typical: 2%}",
                "nano.clicks_per_engagement"
            ),
        ])
    func stale(_ stated: String, _ changed: String, _ name: String) throws {
        let copy = LearnedText.text(Self.text, learning: try Self.learned())
        let found = problems(copy.replacing(stated, with: changed))
        let lines = copy.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("of: tiers.\(name),") })
        let column = try #require(lines[line].firstRange(of: "prior: ")).upperBound
        let place = "test.yaml:\(line + 1):\(lines[line].distance(from: lines[line].startIndex, to: column) + 1)"
        let said = "\(place): error: tiers.\(name) is no longer what it was"
        let first = try #require(found.first { $0.contains(said) }, "\(found)")
        #expect(first.contains("calibrate anew"))
        // A quantity that nothing was learnt of may change.
        #expect(problems(copy.replacing("order_value: 80", with: "order_value: 90")).isEmpty)
    }

    @Test("what other keys than those of the block say is refused at its place")
    func faulty() throws {
        let copy = LearnedText.text(Self.text, learning: try Self.learned())
        let faults = [
            ("season: 30%", "season: 130%", "'season' is 1.3"), ("season: 30%", "saison: 30%", "'saison' is not a key"),
            ("rows: 12", "rows: many", "'rows' takes a whole number"),
            ("hash: \"00000000000000ff\"", "hash: ff", "16 hexadecimal"),
            ("first: 2026-03-02", "first: 2026-02-30", "takes a day"), ("mean: 0.25", "mean: 250", "which no score is"),
            ("factor: [0.8]", "factor: [0.8, 1]", "takes 1 number"), ("factor: [0.8]", "factor: [-0.8]", "above 0"),
            ("  scores:", "  skores:", "no list 'scores'"),
        ]
        for (right, wrong, said) in faults {
            #expect(copy.contains(right), "\(right)")
            let found = problems(copy.replacing(right, with: wrong))
            #expect(found.contains { $0.contains(said) && $0.hasPrefix("test.yaml:1") }, "\(wrong): \(found)")
        }
        // Of two that are correlated one is not learnt alone.
        var alone = try Self.learned()
        alone.scores = [alone.scores[0]]
        #expect(problems(LearnedText.text(Self.text, learning: alone)).contains { $0.contains("is correlated with") })
    }
}
