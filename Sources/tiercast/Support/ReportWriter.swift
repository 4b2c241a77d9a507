// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignReports
internal import CampaignText

/// Writes a report: the page, and each chart as files of its own.
struct ReportWriter {
    /// Where the page goes.
    let page: String
    /// The folder of the charts; nil for none.
    let charts: String?
    private let runtime: ChartRuntime?

    /// A writer.
    ///
    /// - Throws: where charts are asked for and nothing draws them.
    init(page: String, charts: String?) throws(Failure) {
        self.page = page
        self.charts = charts
        runtime = ChartRuntime.find()
        if charts != nil, runtime == nil {
            throw .noRenderer(option: "--charts")
        }
    }

    /// The files that may be written; which charts a report has is known only once it is made.
    var places: [String] {
        [page] + (charts.map { folder in CampaignReport.chartNames.flatMap { Self.files(of: $0, in: folder) } } ?? [])
    }

    /// The files of a chart: how it is drawn, its figures, and its pictures.
    private static func files(of chart: String, in folder: String) -> [String] {
        [".vl.json", ".csv", ".svg", ".png"].map { "\(folder)/\(chart)\($0)" }
    }

    /// Writes everything that is known of a scenario, or nothing where a part of it cannot be made.
    func write(_ report: CampaignReport) throws {
        try write(report.charts) { ReportPage(report, drawing: $0).html }
    }

    /// Writes a page with its charts, or nothing where a part of it cannot be made.
    ///
    /// - Parameters:
    ///   - all: the charts.
    ///   - html: the page's markup, with what draws the charts.
    func write(_ all: [Chart], html: (ReportPage.Drawing) -> String) throws {
        var pictures: [String: ChartRuntime.Picture] = [:]
        if let runtime {
            let bar = ProgressBar(label: "charts", isShown: Terminal.showsProgress)
            bar.update(done: 0, total: all.count)
            defer { bar.clear() }
            do {
                pictures = try runtime.draw(all, asPNG: charts != nil)
            } catch let failure as Failure where charts == nil {
                // The page says the same without pictures.
                Terminal.complain("tiercast: warning: \(failure.message); the report has tables and pictures in text")
            }
        } else {
            Terminal.complain("tiercast: warning: \(ChartRuntime.advice); the report has tables and pictures in text")
        }
        let drawing = ReportPage.Drawing(pictures: pictures.mapValues(\.svg), script: runtime?.script)
        var files = [(path: page, bytes: Array(html(drawing).utf8))]
        let made = try charts.map { try Files.makeDirectory($0) } ?? []
        defer { Files.removeEmpty(made) }
        if let charts {
            for chart in all {
                let contents: [[UInt8]?] = [
                    Array(chart.specification.encoded().utf8), Array(chart.csv.utf8),
                    pictures[chart.name].map { Array($0.svg.utf8) }, pictures[chart.name]?.png,
                ]
                for (place, bytes) in zip(Self.files(of: chart.name, in: charts), contents) {
                    if let bytes { files.append((place, bytes)) }
                }
            }
        }
        try AtomicFile.write(files)
    }
}
