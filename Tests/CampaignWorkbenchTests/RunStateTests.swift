// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignReports
import CampaignScenarios
import Synchronization
import Testing

@testable import CampaignWorkbench

/// A run that leaves a state, held in memory.
private final class HeldState: Sendable {
    private let bench: Workbench
    private let writer = Mutex<(parts: [UInt8], writer: StateWriter)?>(nil)

    init(_ bench: Workbench) { self.bench = bench }

    /// What a run says with a state before it, and the state that it leaves.
    func run(
        _ loaded: LoadedScenario, _ options: ForecastOptions, from bytes: [UInt8]?,
        in context: RunContext = RunContext()
    ) throws -> (summary: String, forecast: Forecast, state: [UInt8]) {
        let state = try bench.state(bytes.map(source), of: loaded, options)
        let new = StateWriter(like: state)
        writer.withLock { $0 = (new.head, new) }
        let forecast = try bench.forecast(of: loaded, options, in: context, from: state) { record, trials in
            self.writer.withLock { written in
                let part = written?.writer.part(record, trials: trials) ?? []
                written?.parts += part
            }
        }
        let left = try #require(writer.withLock { $0 })
        return (loaded.summary(forecast).text(), forecast, left.parts + left.writer.end)
    }

    /// A state, where it can be gone on from.
    func state(_ bytes: [UInt8], of loaded: LoadedScenario, _ options: ForecastOptions) throws(StateError) -> RunState {
        try bench.state(source(bytes), of: loaded, options)
    }

    private func source(_ bytes: [UInt8]) -> StateSource { StateSource(count: bytes.count) { Array(bytes[$0]) } }
}

@Suite("The state of a run")
struct RunStateTests {
    /// Lines that share an audience, weeks, an event, data, two goals.
    private static let text = """
        version: 1
        budget: 500
        defaults: evidence
        product: {order_value: 50 to 70, gross_margin: 60%}
        audience: {population: 200k people}
        attribution: {incremental_share: 60% to 90%}
        time: {weeks: 3}
        tiers: {nano: {pool: 3, fee: {varies: "data(fees.csv, fee)"}}}
        risks: {ban: {probability: 20%, effects: {views_per_follower: {multiply: 0.5}}}}
        splits: {small: {nano: 70%, micro: 30%}, large: {micro: 100%}}
        goals: [roi >= 0, cpa <= 45]
        """

    private static let files = HeldFiles(["a.yaml": text, "fees.csv": "fee\n300\n400\n500\n"])

    private static func loaded(_ bench: Workbench, _ file: String = "a.yaml") throws -> LoadedScenario {
        try bench.load(LoadedScenario.Request(file: file))
    }

    private static func options(_ trials: Int, threads: Int = 1) -> ForecastOptions {
        ForecastOptions(trials: trials, seed: 3, threads: threads)
    }

    @Test("is gone on from to the same bytes, cut wherever, with any number of threads")
    func goingOn() throws {
        let bench = Self.files.workbench()
        let loaded = try Self.loaded(bench)
        let held = HeldState(bench)
        // Within the study of layers, within a block, and at its end.
        let totals = [100, 1_024, 1_500, 2_600]
        var state: [UInt8]?
        for (number, trials) in totals.enumerated() {
            let plain = try bench.forecast(of: loaded, Self.options(trials))
            let next = try held.run(loaded, Self.options(trials, threads: 1 + number % 2), from: state)
            #expect(next.summary == loaded.summary(plain).text(), "\(trials) trials")
            state = next.state
        }
        #expect(try held.run(loaded, Self.options(totals[3], threads: 2), from: nil).state == state)
        // A shorter run reads the first trials of a longer one.
        for trials in [90, 1_500, 2_048] {
            let plain = try bench.forecast(of: loaded, Self.options(trials))
            let shorter = try held.run(loaded, Self.options(trials), from: state)
            #expect(shorter.summary == loaded.summary(plain).text(), "\(trials) trials")
        }
    }

    @Test("with all values is gone on from to a run that counts them in bins")
    func bins() throws {
        let text = """
            version: 1
            budget: 200
            defaults: evidence
            product: {order_value: 60, gross_margin: 60%}
            tiers: {nano: {fee: 150}}
            splits: {small: {nano: 100%}}
            """
        let bench = HeldFiles(["a.yaml": text]).workbench()
        let loaded = try Self.loaded(bench)
        let held = HeldState(bench)
        let state = try held.run(loaded, Self.options(1_500), from: nil).state
        let next = try held.run(loaded, Self.options(16_500, threads: 2), from: state)
        let plain = try bench.forecast(of: loaded, Self.options(16_500))
        #expect(next.summary == loaded.summary(plain).text())
        #expect(next.forecast.distributions.map(\.edges) == plain.distributions.map(\.edges))
    }

    @Test("of an interrupted run is gone on from to the same bytes")
    func interruption() throws {
        let bench = Self.files.workbench()
        let loaded = try Self.loaded(bench)
        let held = HeldState(bench)
        let asked = Mutex(0)
        let context = RunContext(isCancelled: {
            asked.withLock { asked in
                asked += 1
                return asked > 2
            }
        })
        let part = try held.run(loaded, Self.options(5_000), from: nil, in: context)
        #expect(part.forecast.provenance.isPartial && part.forecast.provenance.trials == 2_048)
        let whole = try held.run(loaded, Self.options(5_000), from: part.state)
        let plain = try bench.forecast(of: loaded, Self.options(5_000))
        #expect(whole.summary == loaded.summary(plain).text())
    }

    @Test("that is damaged anywhere or cut anywhere is refused")
    func damage() throws {
        let bench = Self.files.workbench()
        let loaded = try Self.loaded(bench)
        let held = HeldState(bench)
        let whole = try held.run(loaded, Self.options(40), from: nil).state
        #expect(try held.state(whole, of: loaded, Self.options(40)).trials == 40)
        let places = Array(0..<300) + (0..<300).map { Int(SplitMix.mixed($0) % UInt64(whole.count)) }
        for place in places + Array(whole.count - 40..<whole.count) {
            var flipped = whole
            flipped[place] ^= 1 << UInt8(place % 8)
            #expect(throws: StateError.self, "byte \(place)") { try held.state(flipped, of: loaded, Self.options(40)) }
        }
        for place in places {
            #expect(throws: StateError.self, "\(place) bytes") {
                try held.state(Array(whole[..<place]), of: loaded, Self.options(40))
            }
        }
        #expect(throws: StateError.damaged) { try held.state(whole + [0], of: loaded, Self.options(40)) }
        #expect(throws: StateError.notAState) { try held.state([], of: loaded, Self.options(40)) }
        #expect(throws: StateError.layout) {
            try held.state(Array("tiercast state 9\n".utf8) + whole.dropFirst(17), of: loaded, Self.options(40))
        }
    }

    @Test("of another run is refused with what differs")
    func others() throws {
        let files = Self.files
        let bench = files.workbench()
        let loaded = try Self.loaded(bench)
        let held = HeldState(bench)
        let state = try held.run(loaded, Self.options(20), from: nil).state
        func differences(_ other: LoadedScenario, _ options: ForecastOptions = Self.options(20)) -> [String] {
            do throws(StateError) { _ = try held.state(state, of: other, options) } catch {
                if case .other(let differences) = error { return differences }
            }
            return []
        }
        var seeded = Self.options(20)
        seeded.seed = 4
        #expect(differences(loaded, seeded) == ["its seed is 3, not 4"])
        let one = try bench.load(LoadedScenario.Request(file: "a.yaml", splits: ["small"]))
        #expect(differences(one) == ["its splits are small, large, not small"])
        let edited = Self.files.workbench()
        let override = try Override(parsing: "budget=4000")
        let dearer = try edited.load(LoadedScenario.Request(file: "a.yaml", overrides: [override]))
        #expect(differences(dearer).first?.hasPrefix("the scenario said something else then") == true)
        let moved = HeldFiles(["a.yaml": Self.text, "fees.csv": "fee\n300\n400\n501\n"])
        #expect(differences(try Self.loaded(moved.workbench())).contains("fees.csv has changed since"))
        let plain = HeldFiles(["a.yaml": Self.text.replacing("\"data(fees.csv, fee)\"", with: "300 to 500")])
        #expect(differences(try Self.loaded(plain.workbench())).contains("fees.csv is no longer read"))
        // The name of a file is not what it says.
        let renamed = HeldFiles(["b.yaml": Self.text, "fees.csv": "fee\n300\n400\n500\n"])
        #expect(try held.state(state, of: Self.loaded(renamed.workbench(), "b.yaml"), Self.options(20)).trials == 20)
    }

    @Test("that another build rounded in another way is refused")
    func otherBuild() throws {
        let bench = Self.files.workbench()
        let loaded = try Self.loaded(bench)
        let held = HeldState(bench)
        var other = Self.options(20)
        other.seed = 4
        // The trials of another seed, under the head of this one.
        let state = try bench.state(nil, of: loaded, Self.options(20))
        let writer = Mutex(StateWriter(like: state))
        let parts = Mutex(StateWriter(like: state).head)
        _ = try bench.forecast(of: loaded, other, from: bench.state(nil, of: loaded, other)) { record, trials in
            let part = writer.withLock { $0.part(record, trials: trials) }
            parts.withLock { $0 += part }
        }
        let forged = parts.withLock { $0 } + writer.withLock { $0.end }
        #expect(throws: StateError.notReproduced) { try held.state(forged, of: loaded, Self.options(20)) }
    }
}
