// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// What stands for creators and posts in results, and the file that leads back from it.
///
/// A hash is a keyed one: without the key nobody finds out by trying names whom it stands for, and with it every import gives the
/// same creator the same hash. The file holds the key, and each hash with the name behind it; it belongs to its owner alone.
public struct CreatorKeys: Sendable {
    private let key: [UInt8]
    /// The lines of the file as it was read, and those that came since.
    private var lines: [String]
    /// The hash of each name.
    private var hashes: [String: String] = [:]
    private var known: Set<String> = []
    /// Whether there is a name that the file as it was read did not hold.
    public private(set) var isChanged: Bool

    /// How many bytes a key has.
    public static let keySize = 32
    private static let header = "kind,hash,name"

    /// A new file with this key.
    public init(key: [UInt8]) {
        precondition(key.count == Self.keySize, "keys have \(Self.keySize) bytes")
        self.key = key
        lines = [Self.header, "key,\(Self.hexadecimal(key)),"]
        isChanged = true
    }

    /// The file whose bytes these are.
    public init(file bytes: [UInt8], name: String) throws(ResultErrors) {
        let text = String(decoding: bytes, as: UTF8.self)
        lines = text.split(separator: "\n").map(String.init)
        let key = lines.dropFirst().first.flatMap { line -> [UInt8]? in
            let parts = line.split(separator: ",", omittingEmptySubsequences: false)
            return parts.count == 3 && parts[0] == "key" ? Self.bytes(parts[1]) : nil
        }
        guard lines.first == Self.header, let key, key.count == Self.keySize else {
            throw ResultErrors(problems: [
                ResultProblem(
                    file: name, line: 1, column: 1,
                    message: "is not a file of creators that an import made; --keys names another one, or a new place")
            ])
        }
        self.key = key
        isChanged = false
        for line in lines.dropFirst(2) {
            let parts = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3 { known.insert("\(parts[0]),\(parts[1])") }
        }
    }

    /// What a hash stands for.
    enum Kind: String { case creator, post }

    /// The hash of a name, 16 hexadecimal digits.
    mutating func hash(_ kind: Kind, _ name: String) -> String {
        let whole = "\(kind.rawValue):\(name)"
        if let hash = hashes[whole] { return hash }
        let hash = Self.hexadecimal(Array(SHA256.authenticated(Array(whole.utf8), key: key).prefix(8)))
        hashes[whole] = hash
        if known.insert("\(kind.rawValue),\(hash)").inserted {
            lines.append("\(kind.rawValue),\(hash),\(CSVField.text(name.replacing("\n", with: " ")))")
            isChanged = true
        }
        return hash
    }

    /// The file.
    public var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

    /// How many creators and posts it names.
    public var count: Int { lines.count - 2 }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        }
        return bytes.contains(nil) ? nil : bytes.compactMap { $0 }
    }
}
