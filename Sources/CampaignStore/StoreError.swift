// SPDX-License-Identifier: GPL-3.0-or-later

internal import GRDB

/// Why a database of runs cannot be used.
public struct StoreError: Error, Equatable {
    /// What is the matter.
    public enum Kind: Sendable {
        /// The file is no database of runs, or one of another layout.
        case unfit
        /// The file cannot be read or written.
        case failed
    }

    /// What is the matter.
    public let kind: Kind
    /// What to tell a reader, without the name of the file.
    public let message: String

    /// Does work on a database and turns its errors into these.
    static func catching<Value>(_ work: () throws -> Value) throws(StoreError) -> Value {
        do {
            return try work()
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw notTiercast
        } catch let error as DatabaseError {
            throw StoreError(kind: .failed, message: error.message ?? error.resultCode.description)
        } catch {
            throw StoreError(kind: .failed, message: "\(error)")
        }
    }

    /// A file that is something else.
    static let notTiercast = StoreError(
        kind: .unfit, message: "exists and is not a database of Tiercast; name another file")
}
