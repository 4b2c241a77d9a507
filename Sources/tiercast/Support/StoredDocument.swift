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
            return try JSONValue(parsing: bytes)
        } catch {
            throw .notJSON(file, name: name)
        }
    }
}
