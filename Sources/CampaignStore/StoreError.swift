// SPDX-License-Identifier: GPL-3.0-or-later

internal import GRDB

/// Why a database of runs cannot be used.
public enum StoreError: Error, Equatable {
    /// The file is something else than a database of runs.
    case notTiercast
    /// The database has the layout of another version.
    case otherLayout(Int)
    /// The database lacks a table.
    case lacksTable(String)
    /// A table of the database has other columns.
    case otherColumns(table: String)
    /// The file cannot be read or written: what SQLite says.
    case failed(String)

    /// Whether the file is no database of runs, or one of another layout; else it cannot be read or written.
    public var isUnfit: Bool {
        switch self {
        case .notTiercast, .otherLayout, .lacksTable, .otherColumns: true
        case .failed: false
        }
    }

    /// What to tell a reader, without the name of the file.
    public var message: String {
        switch self {
        case .notTiercast: "exists and is not a database of Tiercast; name another file"
        case .otherLayout(let version):
            "has layout \(version) and this version of Tiercast writes layout \(StoreLayout.version); name another file"
        case .lacksTable(let table): "lacks the table \(table); name another file"
        case .otherColumns(let table): "has other columns in \(table); name another file"
        case .failed(let reason): reason
        }
    }

    /// Does work on a database and turns its errors into these.
    static func catching<Value>(_ work: () throws -> Value) throws(StoreError) -> Value {
        do {
            return try work()
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw .notTiercast
        } catch let error as DatabaseError {
            throw .failed(error.message ?? error.resultCode.description)
        } catch {
            throw .failed("\(error)")
        }
    }
}
