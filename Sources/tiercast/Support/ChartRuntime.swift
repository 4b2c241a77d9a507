// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignReports
internal import CampaignText
internal import Foundation
internal import Glibc

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

    /// The runtime in the folder that the environment names, else in `.build/charts` of the package that the command was built
    /// in; nil where there is none. A folder `charts` anywhere else may be anybody's, and what is in it would be run.
    static func find() -> ChartRuntime? {
        if let named = Terminal.environment(variable), !named.isEmpty {
            return ChartRuntime(folder: URL(filePath: named)).checked
        }
        var place = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        while place.lastPathComponent != ".build" {
            guard place.pathComponents.count > 1 else { return nil }
            place = place.deletingLastPathComponent()
        }
        let package = place.deletingLastPathComponent().appending(path: "Package.swift")
        guard FileManager.default.fileExists(atPath: package.path()) else { return nil }
        return ChartRuntime(folder: place.appending(path: "charts")).checked
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
        let input = try PassingFile(Array(request.encoded().utf8))
        let (output, errors) = (try PassingFile(), try PassingFile())
        let process = Process()
        process.executableURL = python
        process.arguments = [renderer.path()]
        process.standardInput = input.handle
        process.standardOutput = output.handle
        process.standardError = errors.handle
        do { try process.run() } catch {
            throw Failure.renderer(python.path(), said: (error as NSError).localizedDescription)
        }
        // A signal may come to this program alone.
        while process.isRunning {
            if Interruption.isRequested { process.terminate() }
            usleep(20_000)
        }
        process.waitUntilExit()
        if Interruption.isRequested { throw ExitCode.interrupted }
        guard process.terminationStatus == 0, let data = output.content,
            let answer = try? JSONDecoder().decode(Answer.self, from: data)
        else {
            let said = errors.content.map { String(decoding: $0, as: UTF8.self) } ?? ""
            let last = said.split(separator: "\n").last.map(String.init) ?? "no answer"
            throw Failure.renderer(renderer.path(), said: last)
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
}
