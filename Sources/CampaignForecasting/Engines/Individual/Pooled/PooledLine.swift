// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// What happened to the creators of a line in some trials up to their views, and what these views let expect at some rates: enough to say
/// what any smaller budget brings, or other rates would.
///
/// Columns run over the creators hired, or over posts, of one trial after the other. All but commitments are kept in single precision, whose
/// error of 6 · 10⁻⁸ is far below the error of any figure.
struct PooledLine: Sendable {
    /// The greatest budget, in currency, that the creators are known for.
    var largest: Double
    /// Where the creators and posts of each trial end.
    private(set) var creatorEnds: [Int] = []
    private(set) var postEnds: [Int] = []
    /// By creator, what is committed in the trial up to this one, in currency.
    var committed: [Double] = []
    /// By creator, in currency: the fee paid, the money for signing up, and the gift.
    var paid: [Float] = []
    var signUp: [Float] = []
    var gift: [Float] = []
    /// By creator: followers, the views of a post that no event changed, and the trial's posts up to this creator's last.
    var followers: [Float] = []
    var calmViews: [Float] = []
    var posts: [Int32] = []
    /// By creator, what was drawn for the rates before a campaign-wide value was applied, by stream.
    var drawn: [(stream: StreamName, values: [Float])] = []
    /// By post: views; the moment in weeks, where something depends on it; the key, where a rate is drawn from it.
    var views: [Float] = []
    var moment: [Float] = []
    var key: [DrawKey] = []
    /// By post, what the views let expect.
    var expected = Expected()

    /// What views let expect at some rates, a number a post; empty where it is not asked for.
    struct Expected: Sendable {
        /// Tracked orders, clicks, engagements, and leads.
        var orders: [Float] = []
        var clicks: [Float] = []
        var engagements: [Float] = []
        var leads: [Float] = []
    }

    /// Nothing yet of a line whose creators are to be known up to a budget.
    init(upTo largest: Double) { self.largest = largest }

    /// The creators and posts of the trial at a place.
    func creators(_ place: Int) -> Range<Int> { (place > 0 ? creatorEnds[place - 1] : 0)..<creatorEnds[place] }
    func posts(_ place: Int) -> Range<Int> { (place > 0 ? postEnds[place - 1] : 0)..<postEnds[place] }

    /// Ends a trial.
    mutating func endTrial() {
        creatorEnds.append(committed.count)
        postEnds.append(views.count)
    }
}
