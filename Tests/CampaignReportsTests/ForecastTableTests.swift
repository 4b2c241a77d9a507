// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignReports
import Testing

@Suite("The table a planner reads first")
struct ForecastTableTests {
    static let warning =
        "On line mega of celebrity nobody could be hired in any trial: its budget of $225,000 is below the cheapest "
        + "creator."

    private func text(width: Int, coloured: Bool = false) -> String {
        ForecastTable(HandMade.forecast(warnings: [Self.warning]))
            .page.text(width: width, coloured: coloured)
    }

    @Test("fills 120 columns")
    func wide() { #expect(text(width: 120) == Self.wide) }

    @Test("goes on beneath itself at 80 columns")
    func narrow() { #expect(text(width: 80) == Self.narrow) }

    @Test("is never wider than asked", arguments: [60, 80, 100, 120, 200])
    func fits(width: Int) {
        #expect(text(width: width).split(separator: "\n").allSatisfy { $0.count <= width })
    }

    @Test("is the same text with colours, which are only added when told")
    func coloured() {
        let coloured = text(width: 120, coloured: true)
        #expect(coloured.contains("\u{1B}[1m"))
        let bare = coloured.replacing(/\u{1B}\[[0-9]*m/, with: "")
        #expect(bare == text(width: 120))
    }

    @Test("shows how often almost nothing is sold only where that happens")
    func sellsNothing() {
        #expect(!text(width: 120).contains("sells almost nothing"))
        var forecast = HandMade.forecast()
        forecast.splits[0].total.almostNothingSold = Proportion(count: 170, trials: 10_000)
        let text = ForecastTable(forecast).page.text(width: 120, coloured: false)
        #expect(text.contains("no order  sells almost nothing\n") && text.contains("3.1%                  1.7%\n"))
    }

    @Test("ends with what the linter knows, the gravest first, and says nothing where it knows nothing")
    func lint() {
        func text(_ findings: [LintFinding]) -> String {
            let line = LintLine(LintResult(findings: findings, silenced: []), file: "a.yaml")
            return ForecastTable(HandMade.forecast(), lint: line).page.text(
                width: 400, coloured: false)
        }
        func finding(_ rule: LintRule) -> LintFinding {
            LintFinding(rule: rule, place: .scenario, message: "\(rule.rawValue) was found")
        }
        #expect(
            text([finding(.noGoals), finding(.noRefunds), finding(.ordersPerViewOutsidePublished)]).hasSuffix(
                "lint: 2 warnings and 1 piece of advice at a glance; the gravest: orders-per-view-outside-published was found. tiercast "
                    + "lint a.yaml also tries other values of the assumptions, and may find more.\n"))
        #expect(
            text([finding(.noGoals)]).hasSuffix(
                "lint: 1 piece of advice at a glance; no-goals was found. tiercast lint a.yaml also tries other values of the "
                    + "assumptions, and may find more.\n"))
        #expect(!text([]).contains("lint:"))
    }

    @Test("marks what lies outside published ranges in currencies that can be compared")
    func trade() {
        #expect(text(width: 120).contains("$120 high         $4.20        30 high"))
        var forecast = HandMade.forecast()
        forecast.subject.scenario.currency = "JPY"
        let yen = ForecastTable(forecast).page.text(width: 120, coloured: false)
        #expect(yen.contains("JPY 120      JPY 4.20") && !yen.contains(" high "))
    }

    @Test("says that an interrupted run is partial")
    func partial() {
        let forecast = HandMade.forecast(trials: 512, requested: 10_000)
        let text = ForecastTable(forecast).page.text(width: 120, coloured: false)
        #expect(text.contains("PARTIAL: interrupted after 512 trials of 10,000 trials"))
    }

    static let wide = """
        Spring skincare launch
        budget $250,000 · USD · 10,000 trials · seed 1 · mean profit ± $980

        Every split loses money on average; small is nearest to break-even: it costs $48,000 and brings 560 orders [60 – 4,900]
        (medians; 9 of 10 campaigns) and loses money in 62 of 100 campaigns. To break even on average it would need 1.50 times
        (± 0.02) the orders: orders from 3.8% of clicks instead of 2.5%.

        split                conversions                    CPA                 ROI
        celebrity  1,830 [1,280 – 2,880]   $132 [$85.9 –  $220]  −52% [−62% – −32%]
        small      5,870 [4,110 – 9,210]  $41.3 [$26.9 – $68.8]  −30% [−36% – −19%]

        split      CPA ≤ $45  ROI ≥ 0%  conversions ≥ 3,000  unspent  no order
        celebrity      12.0%      3.9%                25.0%   $3,410      3.1%
        small          47.0%     38.1%                 100%   $3,410        0%

        Each figure is the median, the campaign in the middle; 90 of 100 imagined campaigns fall in the brackets, 5 below and 5
        above. Under a goal stands the chance to reach it.

        as the trade counts it        CPM  cost a click  orders a post  posts  creators
        celebrity               $120 high         $4.20             30     23        21
          nano                  $120 high         $4.20        30 high     23        21
          mega                        n/a           n/a            n/a    n/a         0
        small                   $120 high         $4.20        30 high     23        21
        Medians. CPM: cost of 1,000 views. high, low: outside what is published: CPM 3 to 90, a click 0.2 to 32, orders a post
        up to 26.5 of nano, 265 of micro and 490 of macro creators (orders of 100).

        conversions  0                          300
        celebrity    ██████████▂▂▂▂▂▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁  2.0% beyond
        small        ▂▂▂▂▂▂▂▂▂▂▇▇▇▇▇▇▇▇▇▇██████████

        CPA (log)  $10                       $1,000
        celebrity  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████████████████  3.1% no order
        small      ████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
        Height: how often, each split to its own scale. beyond: above the axis; no order: cost and no order; undefined: nothing
        spent.

        by tier      budget      creators            conversions                    CPA      cost  nobody hired
        celebrity
          nano      $25,000  21 [19 – 23]    640 [  450 – 1,010]  $37.8 [$24.6 – $62.9]   $24,250            0%
          mega     $225,000   0 [ 0 –  0]      0 [    0 –     0]                    n/a        $0          100%
        small
          nano     $250,000  21 [19 – 23]  5,870 [4,110 – 9,210]  $41.3 [$26.9 – $68.8]  $242,500            0%

        spread from           of  unknown  creators  posts  orders     sd  stays
        celebrity    conversions      62%       30%   6.1%    1.9%  1,400  1,100
                             ROI      62%       30%   6.1%    1.9%  60.0%  47.3%
        small        conversions      62%       30%   6.1%    1.9%  1,400  1,100
                             ROI      62%       30%   6.1%    1.9%  60.0%  47.3%
        unknown: nobody knows it yet, and it stays however many creators are hired; creators: which ones are hired; posts: their
        luck; orders: chance in clicks, orders and refunds. sd: standard deviation; stays: what would be left of it with any
        number of creators.

        Note: On line mega of celebrity nobody could be hired in any trial: its budget of $225,000 is below the cheapest
          creator.

        """

    static let narrow = """
        Spring skincare launch
        budget $250,000 · USD · 10,000 trials · seed 1 · mean profit ± $980

        Every split loses money on average; small is nearest to break-even: it costs
        $48,000 and brings 560 orders [60 – 4,900] (medians; 9 of 10 campaigns) and
        loses money in 62 of 100 campaigns. To break even on average it would need 1.50
        times (± 0.02) the orders: orders from 3.8% of clicks instead of 2.5%.

        split                conversions                    CPA                 ROI
        celebrity  1,830 [1,280 – 2,880]   $132 [$85.9 –  $220]  −52% [−62% – −32%]
        small      5,870 [4,110 – 9,210]  $41.3 [$26.9 – $68.8]  −30% [−36% – −19%]

        split      CPA ≤ $45  ROI ≥ 0%  conversions ≥ 3,000  unspent  no order
        celebrity      12.0%      3.9%                25.0%   $3,410      3.1%
        small          47.0%     38.1%                 100%   $3,410        0%

        Each figure is the median, the campaign in the middle; 90 of 100 imagined
        campaigns fall in the brackets, 5 below and 5 above. Under a goal stands the
        chance to reach it.

        as the trade counts it        CPM  cost a click  orders a post  posts  creators
        celebrity               $120 high         $4.20             30     23        21
          nano                  $120 high         $4.20        30 high     23        21
          mega                        n/a           n/a            n/a    n/a         0
        small                   $120 high         $4.20        30 high     23        21
        Medians. CPM: cost of 1,000 views. high, low: outside what is published: CPM 3
        to 90, a click 0.2 to 32, orders a post up to 26.5 of nano, 265 of micro and 490
        of macro creators (orders of 100).

        conversions  0                          300
        celebrity    ██████████▂▂▂▂▂▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁  2.0% beyond
        small        ▂▂▂▂▂▂▂▂▂▂▇▇▇▇▇▇▇▇▇▇██████████

        CPA (log)  $10                       $1,000
        celebrity  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████████████████  3.1% no order
        small      ████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
        Height: how often, each split to its own scale. beyond: above the axis; no
        order: cost and no order; undefined: nothing spent.

        by tier      budget      creators            conversions                    CPA
        celebrity
          nano      $25,000  21 [19 – 23]    640 [  450 – 1,010]  $37.8 [$24.6 – $62.9]
          mega     $225,000   0 [ 0 –  0]      0 [    0 –     0]                    n/a
        small
          nano     $250,000  21 [19 – 23]  5,870 [4,110 – 9,210]  $41.3 [$26.9 – $68.8]

        by tier        cost  nobody hired
        celebrity
          nano      $24,250            0%
          mega           $0          100%
        small
          nano     $242,500            0%

        spread from           of  unknown  creators  posts  orders     sd  stays
        celebrity    conversions      62%       30%   6.1%    1.9%  1,400  1,100
                             ROI      62%       30%   6.1%    1.9%  60.0%  47.3%
        small        conversions      62%       30%   6.1%    1.9%  1,400  1,100
                             ROI      62%       30%   6.1%    1.9%  60.0%  47.3%
        unknown: nobody knows it yet, and it stays however many creators are hired;
        creators: which ones are hired; posts: their luck; orders: chance in clicks,
        orders and refunds. sd: standard deviation; stays: what would be left of it with
        any number of creators.

        Note: On line mega of celebrity nobody could be hired in any trial: its budget
          of $225,000 is below the cheapest creator.

        """
}
