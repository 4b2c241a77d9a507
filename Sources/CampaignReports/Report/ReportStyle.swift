// SPDX-License-Identifier: GPL-3.0-or-later

/// How a report looks: on a phone, on a wide screen, light, dark, and printed.
enum ReportStyle {
    /// The style sheet.
    static let text: String = {
        let colours = ChartStyle.splits.enumerated().map { ".c\($0.offset){--own:\($0.element)}" }.joined(
            separator: "\n")
        return sheet + colours + "\n"
    }()

    private static let sheet = """

        :root {
          color-scheme: light dark;
          --page: #ffffff; --ink: #1c2126; --faint: #5a646e; --line: #d9dee3; --panel: #f5f7f9; --link: #1f5fb5; --alarm: #8a4b00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #15181c; --ink: #e6e9ec; --faint: #a3adb7; --line: #343b43; --panel: #1d2126; --link: #8ab8f5; --alarm: #f0b45c;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body {
          margin: 0 auto; padding: 0 1rem 3rem; max-width: 60rem; background: var(--page); color: var(--ink);
          font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word;
        }
        h1 { font-size: clamp(1.5rem, 4.5vw, 2.2rem); line-height: 1.2; margin: 2rem 0 0.3rem; }
        h2 { font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 0.8rem; padding-top: 0.6rem; border-top: 2px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.6rem 0 0.4rem; }
        p { margin: 0.6rem 0; max-width: 46rem; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { position: static; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .facts, .note, figcaption { color: var(--faint); }
        .note, figcaption { font-size: 0.9rem; }
        .answer { font-size: 1.15rem; line-height: 1.5; font-weight: 600; }
        .alarms { color: var(--alarm); padding-left: 1.2rem; font-size: 0.92rem; }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; padding: 0; margin: 1rem 0 0; font-size: 0.92rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 1.2rem 0; }
        .card {
          background: var(--panel); border: 1px solid var(--line); border-top: 5px solid var(--own); border-radius: 8px;
          padding: 0.8rem 1rem; break-inside: avoid;
        }
        .card h3 { margin: 0 0 0.4rem; font-size: 1.1rem; }
        .card dl { margin: 0; display: grid; grid-template-columns: 1fr; gap: 0.45rem; }
        .card dt { color: var(--faint); font-size: 0.82rem; line-height: 1.2; }
        .card dd { margin: 0; line-height: 1.25; font-variant-numeric: tabular-nums; }
        .card dd strong { font-size: 1.3rem; white-space: nowrap; }
        .card .detail { color: var(--faint); font-size: 0.88rem; }
        .card .chances { grid-template-columns: 1fr auto; gap: 0.15rem 0.8rem; margin-top: 0.7rem; padding-top: 0.6rem; border-top: 1px solid var(--line); }
        .card .chances dd { font-weight: 600; text-align: right; }
        .card .chances dt { align-self: center; }
        .card p { font-size: 0.88rem; margin: 0.7rem 0 0; color: var(--faint); }
        figure { margin: 1.2rem 0 1.8rem; break-inside: avoid; }
        figure h3 { padding-right: 2.8rem; }
        .picture { position: relative; }
        .picture svg { display: block; max-width: 100%; height: auto; overflow: visible; }
        figure .picture .vega-embed { width: 100%; padding: 0; display: block; }
        figure .picture .vega-embed > details { position: absolute; top: -2.2rem; right: 0; margin: 0; opacity: 0.7; }
        figure .picture .vega-embed > details > summary {
          top: 0; right: 0; width: 30px; height: 22px; padding: 3px 6px; opacity: 1; box-shadow: none; border-radius: 6px;
          background: var(--panel); border: 1px solid var(--line); color: var(--ink);
        }
        figure .picture .vega-embed > details > summary svg { width: 16px; height: 16px; margin: auto; }
        figure .picture .vega-embed .vega-actions { top: 30px; }
        pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 0.7rem 0.9rem; overflow-x: auto; }
        pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.85rem; }
        pre.plot { line-height: 1.25; }
        .wide { overflow-x: auto; margin: 0.8rem 0; max-width: 100%; }
        table { border-collapse: collapse; font-size: 0.88rem; font-variant-numeric: tabular-nums; min-width: 50%; }
        th, td { padding: 0.28rem 0.7rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
        th:first-child { text-align: left; position: sticky; left: 0; background: var(--page); min-width: 9rem; max-width: 20rem; white-space: normal; }
        thead th { vertical-align: bottom; color: var(--faint); font-weight: 600; }
        tbody th { font-weight: 400; }
        tbody th.strong, tr.heading th { font-weight: 650; }
        th.in1 { padding-left: 1.6rem; }
        td.prose { text-align: left; white-space: normal; min-width: 12rem; }
        details { margin: 0.6rem 0; }
        summary { cursor: pointer; color: var(--link); font-size: 0.92rem; }
        details .wide { max-height: 24rem; overflow: auto; }
        table.figures td:first-child { text-align: left; }
        #switches { position: sticky; top: 0; z-index: 5; background: var(--page); padding: 0.3rem 0; }
        #switches[hidden] { display: none; }
        fieldset { border: 1px solid var(--line); border-radius: 6px; padding: 0.2rem 0.8rem 0.4rem; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; }
        legend { font-size: 0.8rem; color: var(--faint); }
        fieldset label { border-bottom: 3px solid var(--own); cursor: pointer; }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--faint); font-size: 0.88rem; }
        @media (max-width: 40rem) {
          body { font-size: 15px; }
          h2 { margin-top: 2.2rem; }
          th, td { padding: 0.25rem 0.5rem; }
          th:first-child { min-width: 7.5rem; max-width: 10rem; }
        }
        @media print {
          :root { color-scheme: light; --page: #fff; --ink: #000; --faint: #444; --line: #bbb; --panel: #fff; --link: #000; --alarm: #000; }
          @page { margin: 16mm 14mm; }
          /* A box in a line is never cut in two, which figures would be otherwise. */
          figure { display: inline-block; width: 100%; margin: 0.4rem 0 0.6rem; zoom: 0.86; }
          body { max-width: none; padding: 0; font-size: 10.5pt; }
          nav, .skip, #switches, figure > details, section > details:not([open]), .vega-embed details { display: none !important; }
          h2 { break-after: avoid; margin-top: 1.6rem; }
          h3, figcaption { break-after: avoid; }
          .cards { grid-template-columns: repeat(3, 1fr); }
          .card dd strong { font-size: 1.1rem; }
          .card .detail { white-space: normal; }
          table { font-size: 8pt; }
          th, td { padding: 0.15rem 0.35rem; white-space: normal; }
          tr { break-inside: avoid; }
          .wide, details .wide { overflow: visible; max-height: none; }
          th:first-child { position: static; }
          .picture svg { max-height: 21cm; }
        }

        """
}
