// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Reads exports and sheets, one after the other, and puts them together.
///
/// Rows are read in turn and nothing is kept of a file but what results need, so that its size costs time and little memory. All
/// that cannot be read is gathered, and thrown together when the last file is read.
public final class Importer {
    let options: ImportOptions
    let problems = ProblemList()
    var account = ImportAccount()
    var orders = OrderStore()
    var tallies = TallyStore()
    /// Names of creators and posts as they stand in files.
    var creators = TextTable(), posts = TextTable()
    /// The name behind the number of a creator, and platform and followers, where a list of creators says them.
    var listed: [Int32: ListedCreator] = [:]
    var networks: [Network] = []
    /// The codes of currencies by number; 0 stands for that of the file.
    var currencies = [""]
    /// The currency of each file's money that has none in its row.
    var fileCurrencies: [String?] = []
    /// Where money of a file stands that has no currency.
    var moneyPlaces: [Int: (line: Int, column: Int, title: String)] = [:]

    /// A network with how it tells refunds.
    struct Network {
        var name: String
        var refunds: ExportKind.Refunds
        var isSheet: Bool
        /// Whether its files say what became of orders.
        var knowsStates = false
    }

    /// What a list of creators says of one.
    struct ListedCreator {
        var name: Int32
        var platform: UInt8
        var followers: Int
    }

    /// An importer; `options` say what files do not say themselves.
    public init(_ options: ImportOptions = ImportOptions()) { self.options = options }

    /// Reads a file.
    ///
    /// - Throws: what the source throws; what is wrong in the file is gathered.
    public func add(_ source: ByteSource) throws {
        do {
            if try ResultReader.isResultFile(source) {
                try addResults(source)
            } else {
                try addExport(source)
            }
        } catch let problem as DataProblem {
            problems.add(problem, file: source.name)
        }
    }

    private func addExport(_ source: ByteSource) throws {
        let layout = try FileLayout(source, options)
        let values = try RowValues(source, layout, options, problems)
        let number = account.files.count
        let before = problems.count
        account.files.append(
            FileAccount(name: source.name, kind: layout.kind.title, layout: layout.words + values.words))
        account.files[number].personal = layout.personal
        fileCurrencies.append(nil)
        let network = self.network(layout.kind)
        // The row at hand, for what is noted while its fields are read.
        var (line, rows, kept) = (0, 0, 0)
        values.note = { [self] reason in account.files[number].note(reason, line: line) }
        defer { (account.files[number].rows, account.files[number].kept) = (rows, kept) }
        try RowStream(source: source, layout: layout).forEach { row in
            line = row.line
            rows += 1
            switch add(row, values, file: number, network: network) {
            case .kept: kept += 1
            case .gone(let reason): account.files[number].note(reason, line: line)
            }
            return true
        }
        fileCurrencies[number] = values.fallbackCurrency
        if values.isDollarOfHeader { account.files[number].note(.dollar, line: layout.line) }
        // Numbers that cannot be read may hold the sign of a currency.
        if fileCurrencies[number] == nil, problems.count == before, let place = moneyPlaces[number] {
            problems.add(
                "'\(place.title)' is money, and nothing in the file says in which currency; say it by --currency EUR",
                file: source.name, line: place.line, column: place.column)
        }
    }

    private func add(_ row: SourceRow, _ values: RowValues, file: Int, network: UInt8) -> OrderStore.Fate {
        if row.isTotal { return .gone(.total) }
        return switch values.layout.kind.unit {
        case .order: addOrder(row, values, file: file, network: network)
        case .tally: addTally(row, values, file: file, network: network)
        case .click: addClick(row, values, file: file, network: network)
        case .post: addPost(row, values, file: file, network: network)
        case .creator: addCreator(row, values, file: file, network: network)
        case .payout: addPayout(row, values, file: file, network: network)
        }
    }

    /// The results, and what the rows of all files became.
    ///
    /// - Throws: everything that is wrong with the files.
    public func results() throws(ResultErrors) -> ImportedResults {
        try problems.check()
        return ImportedResults(self)
    }
}

// MARK: - Numbers of names

extension Importer {
    func network(_ kind: ExportKind) -> UInt8 {
        network(kind.network, kind.refunds, isSheet: kind.network == ExportKind.sheet)
    }

    func network(_ name: String, _ refunds: ExportKind.Refunds, isSheet: Bool) -> UInt8 {
        if let known = networks.firstIndex(where: { $0.name == name && $0.refunds == refunds }) { return UInt8(known) }
        guard networks.count < Self.mostNames else {
            tooMany("networks")
            return 0
        }
        networks.append(Network(name: name, refunds: refunds, isSheet: isSheet))
        return UInt8(networks.count - 1)
    }

    func currency(_ code: String?) -> UInt8 {
        guard let code else { return 0 }
        if let known = currencies.firstIndex(of: code) { return UInt8(known) }
        guard currencies.count < Self.mostNames else {
            tooMany("currencies")
            return 0
        }
        currencies.append(code)
        return UInt8(currencies.count - 1)
    }

    /// Networks and currencies are numbered by bytes.
    private static let mostNames = 255

    private func tooMany(_ names: String) {
        problems.add(
            "names more than \(Self.mostNames - 1) \(names) with the files before it",
            file: account.files.last?.name ?? "", line: 1,
            column: 1)
    }

    /// The number of the creator of a row; −1 where it names none.
    func creator(_ row: SourceRow, _ values: RowValues, _ field: ImportField = .creator) -> Int32 {
        guard let bytes = values.identity(field, row) else { return -1 }
        return creator(named: bytes, values)
    }

    /// The number of a creator; handles are the same with and without @, in any case.
    func creator(named bytes: ArraySlice<UInt8>, _ values: RowValues? = nil) -> Int32 {
        let name = bytes.first == UInt8(ascii: "@") ? bytes.dropFirst() : bytes
        let isPlain = name.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
        }
        if isPlain { return creators.number(name).number }
        let (text, isWindows) = SourceRow.text(name)
        if isWindows { values?.note(.windows) }
        return creators.number(ArraySlice(text.trimmed().lowercased().utf8)).number
    }

    func post(_ row: SourceRow, _ values: RowValues) -> Int32 {
        values.identity(.post, row).map { posts.number($0).number } ?? -1
    }

    /// The platform that a field names, by number; 0 where it names none.
    func platform(_ row: SourceRow, _ values: RowValues) -> UInt8 {
        guard let word = row.text(.platform)?.text.lowercased() else { return Self.number(values.layout.kind.platform) }
        return Self.number(Self.platforms[word] ?? .other)
    }

    private static let platforms: [String: Platform] = [
        "instagram": .instagram, "ig": .instagram, "insta": .instagram, "tiktok": .tiktok, "tik tok": .tiktok,
        "youtube": .youtube, "yt": .youtube, "pinterest": .pinterest,
    ]

    static func number(_ platform: Platform?) -> UInt8 {
        platform.flatMap { Platform.allCases.firstIndex(of: $0) }.map { UInt8($0 + 1) } ?? 0
    }

    static func platform(_ number: UInt8) -> Platform? { number == 0 ? nil : Platform.allCases[Int(number) - 1] }

    /// Remembers where money stands whose row names no currency.
    func meetMoney(_ field: ImportField, _ row: SourceRow, _ values: RowValues, file: Int) {
        guard moneyPlaces[file] == nil else { return }
        let place = row.place(field)
        moneyPlaces[file] = (place.line, place.column, values.title(field))
    }
}
