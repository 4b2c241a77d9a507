// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The command that learns from results")
struct CalibrateCommandTests {
    private let scenario = """
        version: 1
        name: soap
        budget: 5000
        defaults: article
        product: {order_value: {typical: 50 to 70, varies: 1.5x}, gross_margin: 50%}
        tiers:
          nano:
            followers: {varies: 1k to 10k}
            fee: {typical: 100 to 400, varies: 2x}
            views_per_follower: {typical: 10% to 40%, varies: 2x}
            clicks_per_view: {typical: 0.5% to 2%, varies: 2x}
            orders_per_click: {typical: 1% to 6%}
        # everything on one line
        splits: {a: {nano: 100%}}

        """

    private let results = """
        row,creator,post,date,followers,views,clicks,orders,value,fee,currency
        post,a,p1,2026-03-01,4000,900,9,0,,,
        post,b,p2,2026-03-02,6000,1500,12,1,61,,USD
        post,c,p3,2026-03-03,2500,600,8,0,,,
        post,d,p4,2026-03-04,9000,1400,20,2,118,,USD
        creator,a,,,,,,,,180,USD
        creator,b,,,,,,,,260,USD

        """

    private func write(_ text: String, _ name: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private func text(_ name: String, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("writes a copy that runs, and without the block is the file; the same results again are refused")
    func copy() throws {
        try CommandRun.inFolder { folder in
            try write(scenario, "s.yaml", in: folder)
            try write(results, "r.csv", in: folder)
            let run = try CommandRun.tiercast(["calibrate", "s.yaml", "r.csv", "--output", "l.yaml"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("You now know the fee for a tracked order of nano to a factor of"))
            #expect(run.output.contains("Was this foreseeable?") && run.output.contains("used: 6: creators 4 of nano"))
            #expect(run.output.contains("Nothing stands for the season"))
            let learned = try text("l.yaml", in: folder)
            #expect(learned.hasPrefix(scenario + "learned:\n"))
            #expect(learned.contains("rows: 6, creators: 4, orders: 3, first: 2026-03-01, last: 2026-03-04"))
            let forecast = try CommandRun.tiercast(["run", "l.yaml", "--trials", "50"], in: folder)
            #expect(forecast.status == 0, "\(forecast.errors)")
            #expect(forecast.output.contains("learnt from 4 creators"))
            let ledger = try CommandRun.tiercast(["ledger", "l.yaml", "--trials", "50"], in: folder)
            #expect(ledger.output.contains("Results of 4 creators taught of"))
            let again = try CommandRun.tiercast(["calibrate", "l.yaml", "r.csv"], in: folder)
            #expect(again.status == 2 && again.errors.contains("learnt from before are among these (6 of 6 rows"))
            let over = try CommandRun.tiercast(["calibrate", "s.yaml", "r.csv", "--output", "l.yaml"], in: folder)
            #expect(over.status == 74 && over.errors.contains("l.yaml: exists already"))
            #expect(try text("l.yaml", in: folder) == learned)
            let own = try CommandRun.tiercast(["calibrate", "s.yaml", "r.csv", "--output", "r.csv"], in: folder)
            #expect(own.status == 74 && own.errors.contains("which is read"))
            // The same bytes from any number of threads.
            _ = try CommandRun.tiercast(
                ["calibrate", "s.yaml", "r.csv", "--threads", "3", "--output", "m.yaml"], in: folder)
            #expect(try text("m.yaml", in: folder) == learned)
            // A range that is edited later no longer fits what was learnt.
            try write(learned.replacing("1% to 6%", with: "1% to 7%"), "e.yaml", in: folder)
            let edited = try CommandRun.tiercast(["run", "e.yaml"], in: folder)
            #expect(
                edited.status == 2 && edited.errors.contains("tiers.nano.orders_per_click is no longer what it was"))
        }
    }

    @Test("prints the same as JSON")
    func json() throws {
        try CommandRun.inFolder { folder in
            try write(scenario, "s.yaml", in: folder)
            try write(results, "r.csv", in: folder)
            let run = try CommandRun.tiercast(["calibrate", "s.yaml", "r.csv", "--json"], in: folder)
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            #expect(document["schema"] as? String == "tiercast/calibrate/1")
            #expect(document["is_kept"] as? Bool == true && document["foreseen"] as? Bool == true)
            #expect(document["used_rows"] as? Int == 6 && document["orders"] as? Int == 3)
            #expect((document["quantities"] as? [[String: Any]])?.isEmpty == false)
            #expect(try CommandRun.names(in: folder) == ["r.csv", "s.yaml"])
        }
    }

    @Test("results that the assumptions could not bring are learnt from only where that is accepted")
    func unforeseen() throws {
        try CommandRun.inFolder { folder in
            try write(scenario, "s.yaml", in: folder)
            try write(
                results.replacing(",180,", with: ",18000,").replacing(",260,", with: ",26000,"), "r.csv", in: folder)
            let run = try CommandRun.tiercast(["calibrate", "s.yaml", "r.csv", "--output", "l.yaml"], in: folder)
            #expect(run.status == 2)
            #expect(
                run.output.contains("not foreseeable by the assumptions")
                    && run.output.contains("fees of nano, $44,000"))
            #expect(try CommandRun.names(in: folder) == ["r.csv", "s.yaml"])
            let accepted = try CommandRun.tiercast(
                ["calibrate", "s.yaml", "r.csv", "--output", "l.yaml", "--accept-unforeseen"], in: folder)
            #expect(accepted.status == 0, "\(accepted.errors) \(accepted.output)")
            #expect(try CommandRun.names(in: folder) == ["l.yaml", "r.csv", "s.yaml"])
        }
    }

    @Test("files with problems, of another kind, or that fit no line are told, and nothing is written")
    func refused() throws {
        try CommandRun.inFolder { folder in
            try write(scenario, "s.yaml", in: folder)
            try write("id,amount\n1,2\n", "other.csv", in: folder)
            try write("row,creator,views\npost,,12\npost,a,many\n", "bad.csv", in: folder)
            try write("row,creator,platform,views\npost,a,tiktok,12\n", "far.csv", in: folder)
            try write("", "empty.csv", in: folder)
            try write("row,creator,views\n", "rowless.csv", in: folder)
            func said(_ arguments: String...) throws -> String {
                let run = try CommandRun.tiercast(
                    ["calibrate", "s.yaml"] + arguments + ["--output", "l.yaml"], in: folder)
                #expect(run.status == (arguments.contains("-x") ? 64 : 2), "\(run.output)\(run.errors)")
                return run.errors
            }
            #expect(try said("other.csv").contains("other.csv: is no results file; 'tiercast import other.csv"))
            let bad = try said("bad.csv")
            #expect(bad.contains("bad.csv:2:6: error: a row of a post without a creator"))
            #expect(bad.contains("bad.csv:3:8: error: 'views' is \"many\""))
            #expect(try said("far.csv").contains("1 are of creators who fit no line"))
            #expect(try said("far.csv", "--line", "nanno").contains("there is no line 'nanno'; the lines are nano"))
            #expect(try said("empty.csv").contains("empty.csv"))
            #expect(try said("rowless.csv").contains("no rows"))
            #expect(try said("missing.csv").contains("missing.csv"))
            #expect(
                try CommandRun.names(in: folder) == [
                    "bad.csv", "empty.csv", "far.csv", "other.csv", "rowless.csv", "s.yaml",
                ])
            for wrong in [["--season", "120%"], ["--line", "a=b=c"], ["--threads", "0"]] {
                let run = try CommandRun.tiercast(["calibrate", "s.yaml", "bad.csv"] + wrong, in: folder)
                #expect(run.status == 64, "\(wrong): \(run.errors)")
            }
        }
    }
}
