// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignReports
internal import CampaignText
internal import Foundation

/// A JSON result that was written before.
enum StoredDocument {
    /// The most bytes of a result that are read.
    private static let limit = 1 << 26

    /// The file that a path names; of a folder the `name` in it.
    static func place(_ path: String, name: String) -> String {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return exists && isFolder.boolValue ? "\(path)/\(name)" : path
    }

    /// The document at a path; of a folder the `name` in it.
    static func read(_ path: String, name: String) throws(Failure) -> JSONValue {
        let file = place(path, name: name)
        let bytes = try Files.read(file, atMost: limit)
        do {
            return try JSONDecoder().decode(DecodedValue.self, from: Data(bytes)).value
        } catch {
            throw .notJSON(file, name: name)
        }
    }
}

/// A value of any kind.
private struct DecodedValue: Decodable {
    let value: JSONValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let members = try? container.decode([String: DecodedValue].self) {
            value = .object(members.mapValues(\.value))
        } else if let values = try? container.decode([DecodedValue].self) {
            value = .array(values.map(\.value))
        } else if let text = try? container.decode(String.self) {
            value = .string(text)
        } else if let isTrue = try? container.decode(Bool.self) {
            value = .bool(isTrue)
        } else if let whole = try? container.decode(UInt64.self) {
            value = .integer(whole)
        } else {
            value = .number("\(try container.decode(Double.self))")
        }
    }
}
