// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignReports
internal import Foundation

/// What draws charts: Vega-Lite, installed beside the command by `./run`.
struct ChartRuntime {
    /// A drawn chart.
    struct Picture {
        /// The picture as SVG.
        var svg: String
        /// The picture as PNG, twice the size; nil where it was not asked for.
        var png: [UInt8]?
    }

    private let folder: URL

    /// The variable that names the folder, where it is not found beside the command.
    static let variable = "TIERCAST_CHARTS"

    /// How to get what is missing.
    static let advice =
        "Vega-Lite is not installed: ./run installs it into .build/charts, and \(variable) names another folder"

    /// The runtime in the folder that the environment names, else in `charts` in a folder above the command; nil where
    /// there is none.
    static func find() -> ChartRuntime? {
        if let named = Terminal.environment(variable), !named.isEmpty {
            return ChartRuntime(folder: URL(filePath: named)).checked
        }
        var place = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<4 {
            if let found = ChartRuntime(folder: place.appending(path: "charts")).checked { return found }
            place = place.deletingLastPathComponent()
        }
        return nil
    }

    private var python: URL { folder.appending(path: "bin/python") }
    private var renderer: URL { folder.appending(path: "render.py") }

    private var checked: ChartRuntime? {
        FileManager.default.isExecutableFile(atPath: python.path())
            && FileManager.default.isReadableFile(atPath: renderer.path()) ? self : nil
    }

    /// The script that draws charts in a page; nil where it cannot be read.
    var script: String? { try? String(contentsOf: folder.appending(path: "vega-embed.js"), encoding: .utf8) }
}

// MARK: - Drawing

extension ChartRuntime {
    /// Every chart's picture, by its name.
    ///
    /// - Throws: what the renderer said; the exit code of Ctrl-C where it was stopped by it.
    func draw(_ charts: [Chart], asPNG: Bool) throws -> [String: Picture] {
        guard !charts.isEmpty else { return [:] }
        let request = JSONValue.object([
            "png": .bool(asPNG),
            "charts": .array(charts.map { .object(["name": .string($0.name), "spec": $0.specification]) }),
        ])
        // Files rather than pipes: a renderer that says much cannot block.
        let place = FileManager.default.temporaryDirectory.appending(path: "tiercast-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        } catch {
            throw Failure.output("\(place.path()): \(Self.reason(error))")
        }
        defer { try? FileManager.default.removeItem(at: place) }
        let (input, output, errors) = (
            place.appending(path: "in"), place.appending(path: "out"), place.appending(path: "err")
        )
        try AtomicFile.write(Array(request.encoded().utf8), to: input.path())
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path(), contents: nil) }
        let process = Process()
        process.executableURL = python
        process.arguments = [renderer.path()]
        do {
            process.standardInput = try FileHandle(forReadingFrom: input)
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
        } catch {
            throw Failure.output("\(python.path()): \(Self.reason(error))")
        }
        process.waitUntilExit()
        if Interruption.isRequested { throw ExitCode.interrupted }
        guard process.terminationStatus == 0, let data = try? Data(contentsOf: output),
            let answer = try? JSONDecoder().decode(Answer.self, from: data)
        else {
            let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
            let last = said.split(separator: "\n").last.map(String.init) ?? "no answer"
            throw Failure.output("\(renderer.path()): \(last)")
        }
        var pictures: [String: Picture] = [:]
        for chart in answer.charts {
            let png = chart.png.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
            pictures[chart.name] = Picture(svg: chart.svg, png: png)
        }
        return pictures
    }

    /// What the renderer answers.
    private struct Answer: Decodable {
        struct Drawn: Decodable {
            var name: String
            var svg: String
            var png: String?
        }
        var charts: [Drawn]
    }

    private static func reason(_ error: any Error) -> String { (error as NSError).localizedDescription }
}
