// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The command that imports results")
struct ImportCommandTests {
    private let awin = """
        id,publisher_id,sale_amount,commission,currency,date,commission_status,customer_email
        1,Creator-05,80.00,8.00,EUR,2026-03-01 12:00:00,1,shopper@example.com
        2,creator-06,40.00,4.00,EUR,2026-03-02 12:00:00,0,shopper@example.com

        """

    private func write(_ text: String, _ name: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private func text(_ name: String, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test(
        "writes results without names, and names where only their owner reads them; the next import gives the same hashes"
    )
    func files() throws {
        try CommandRun.inFolder { folder in
            try write(awin, "awin.csv", in: folder)
            let first = try CommandRun.tiercast(["import", "awin.csv", "--output", "results.csv"], in: folder)
            #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
            #expect(try CommandRun.names(in: folder) == ["awin.csv", "creators.keys", "results.csv"])
            let results = try text("results.csv", in: folder)
            #expect(!results.lowercased().contains("creator-0") && !results.contains("example.com"))
            #expect(results.split(separator: "\n").count == 3)
            let keys = try text("creators.keys", in: folder)
            #expect(keys.contains(",creator-05\n") && keys.contains(",creator-06\n"))
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder.appending(path: "creators.keys").path())
            #expect((attributes[.posixPermissions] as? Int) == 0o600)

            let again = try CommandRun.tiercast(["import", "awin.csv", "--output", "results.csv"], in: folder)
            #expect(again.status == 74 && again.errors.contains("--force"))
            let forced = try CommandRun.tiercast(
                ["import", "awin.csv", "--output", "results.csv", "--force"], in: folder)
            #expect(forced.status == 0)
            #expect(try text("results.csv", in: folder) == results)
            #expect(try text("creators.keys", in: folder) == keys)
            // Other keys are other hashes.
            let other = try CommandRun.tiercast(
                ["import", "awin.csv", "--output", "other.csv", "--keys", "other.keys"], in: folder)
            #expect(other.status == 0)
            #expect(try text("other.csv", in: folder) != results)
        }
    }

    @Test("writes nothing where anything is wrong, and tells all of it")
    func problems() throws {
        try CommandRun.inFolder { folder in
            try write(awin.replacing("2026-03-02", with: "2026-02-30"), "awin.csv", in: folder)
            try write("PK\u{03}\u{04}workbook", "book.xlsx", in: folder)
            let run = try CommandRun.tiercast(
                ["import", "awin.csv", "book.xlsx", "none.csv", "--output", "results.csv"], in: folder)
            #expect(run.status == 2 && run.output.isEmpty)
            #expect(
                run.errors.contains("none.csv: No such file") && run.errors.contains("awin.csv:3:29"), "\(run.errors)")
            let both = try CommandRun.tiercast(
                ["import", "awin.csv", "book.xlsx", "--output", "results.csv"], in: folder)
            #expect(both.status == 2 && both.output.isEmpty)
            #expect(both.errors.contains("awin.csv:3:29: error: 'date' is \"2026-02-30 12:00:00\""), "\(both.errors)")
            #expect(both.errors.contains("book.xlsx:1:1: error: is an Excel workbook"))
            #expect(try CommandRun.names(in: folder) == ["awin.csv", "book.xlsx"])
            // A file of keys that is none is refused before results are written.
            try write(awin, "awin.csv", in: folder)
            try write("not keys\n", "k", in: folder)
            let keys = try CommandRun.tiercast(["import", "awin.csv", "--output", "r.csv", "--keys", "k"], in: folder)
            #expect(keys.status == 2 && keys.errors.contains("k:1:1"))
            #expect(try text("k", in: folder) == "not keys\n")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "r.csv").path()))
        }
    }

    @Test("refuses wrong command lines and places where inputs stand")
    func refusals() throws {
        try CommandRun.inFolder { folder in
            try write(awin, "awin.csv", in: folder)
            let wrong = [
                [], ["--template", "awin.csv"], ["awin.csv", "--keys", "k"], ["awin.csv", "--columns", "ordr=x"],
                ["awin.csv", "--platform", "avin"], ["awin.csv", "--currency", "euro"],
                ["awin.csv", "--time-zone", "CET"],
                ["awin.csv", "--states", "x"], ["awin.csv", "--date-order", "year"], ["awin.csv", "--decimal", "dot"],
                ["awin.csv", "--engagement-base", "likes"],
            ]
            for arguments in wrong {
                #expect(try CommandRun.tiercast(["import"] + arguments, in: folder).status == 64, "\(arguments)")
            }
            let hint = try CommandRun.tiercast(["import", "awin.csv", "--platform", "avin"], in: folder)
            #expect(hint.errors.contains("did you mean 'awin'?"))
            for places in [
                ["--output", "awin.csv", "--force"], ["--output", "r.csv", "--keys", "awin.csv"],
                ["--output", "r", "--keys", "r"],
            ] {
                #expect(try CommandRun.tiercast(["import", "awin.csv"] + places, in: folder).status == 74, "\(places)")
            }
            #expect(try text("awin.csv", in: folder) == awin)
            #expect(try CommandRun.names(in: folder) == ["awin.csv"])
        }
    }

    @Test("prints an empty sheet, reads it filled in, and prints the account in every form")
    func forms() throws {
        try CommandRun.inFolder { folder in
            let printed = try CommandRun.tiercast(["import", "--template"], in: folder)
            #expect(printed.status == 0 && printed.output.hasPrefix("row,order,creator,"))
            let made = try CommandRun.tiercast(["import", "--template", "--output", "sheet.csv"], in: folder)
            #expect(made.status == 0)
            #expect(try text("sheet.csv", in: folder) == printed.output)
            #expect(
                try CommandRun.tiercast(["import", "--template", "--output", "sheet.csv"], in: folder).status == 74)
            let columns = printed.output.split(separator: "\n")[0].split(separator: ",").map(String.init)
            let row = columns.map {
                ["row": "creator", "creator": "Ada", "orders": "3", "value": "90", "currency": "EUR"][$0] ?? ""
            }
            try write(printed.output + row.joined(separator: ",") + "\n", "sheet.csv", in: folder)
            for format in ["table", "markdown", "csv", "json"] {
                let run = try CommandRun.tiercast(["import", "sheet.csv", "--format", format], in: folder)
                #expect(run.status == 0 && run.output.contains("90"), "\(run.errors)")
            }
            let json = try CommandRun.tiercast(["import", "sheet.csv", "--json"], in: folder)
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect(document["creators"] as? Int == 1 && document["output"] is NSNull)
            // Nothing is written unless asked for.
            #expect(try CommandRun.names(in: folder) == ["sheet.csv"])
        }
    }
}
