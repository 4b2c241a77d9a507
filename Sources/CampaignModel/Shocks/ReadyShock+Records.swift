// SPDX-License-Identifier: GPL-3.0-or-later

extension ReadyShock {
    /// What there is to say of the shock.
    public var record: ShockRecord {
        switch self {
        case .feesUp:
            ShockRecord("creators cost 30 % more", effect: "fees × 1.3", [(.fee, .multiply, 1.3)])
        case .engagementDown:
            ShockRecord(
                "engagement falls by a third", effect: "engagement rates × 2/3",
                [(.engagementsPerFollower, .multiply, 2.0 / 3), (.engagementsPerView, .multiply, 2.0 / 3)])
        case .reachHalved:
            ShockRecord(
                "posts are shown half as often", effect: "views, and engagements counted on followers, × 0.5",
                [(.viewsPerFollower, .multiply, 0.5), (.engagementsPerFollower, .multiply, 0.5)])
        case .conversionDown:
            ShockRecord(
                "a third fewer clicks become orders", effect: "orders per click (per lead) × 2/3",
                [(.ordersPerClick, .multiply, 2.0 / 3), (.ordersPerLead, .multiply, 2.0 / 3)])
        case .marginDown:
            ShockRecord(
                "the gross margin falls by a fifth", effect: "gross margin × 0.8", [(.grossMargin, .multiply, 0.8)])
        case .halfDoNotPost:
            ShockRecord(
                "half the creators do not post",
                effect: "`no_show` is 50 %; what such creators are paid is `no_show_pay`", [(.noShow, .set, 0.5)])
        case .refundsDoubled:
            ShockRecord(
                "twice as many orders come back", effect: "refund rate × 2, where one is stated",
                in: .stated(.refundRate), [(.refundRate, .multiply, 2)])
        case .codesLeak:
            ShockRecord(
                "for ten orders three more use a leaked code",
                effect: "`code_leakage` + 0.3, where the file has `attribution`", in: .part(.attribution),
                [(.codeLeakage, .add, 0.3)])
        case .halfIncremental:
            ShockRecord(
                "half as many orders are caused",
                effect: "`incremental_share` × 0.5, where the file has `attribution`", in: .part(.attribution),
                [(.incrementalShare, .multiply, 0.5)])
        case .platformGone:
            ShockRecord(
                "are paid and not shown",
                effect: "posts of the platform are paid and not shown, where there are several platforms",
                in: .platforms, [(.viewsPerFollower, .multiply, 0), (.engagementsPerFollower, .multiply, 0)])
        }
    }
}
