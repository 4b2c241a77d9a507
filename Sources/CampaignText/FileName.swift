// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of files as texts; no disk is asked.
public enum FileName {
    /// The last part of a path.
    public static func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The last part of a path, without what follows its last dot: a name for a folder or a file beside others.
    public static func stem(_ path: String) -> String {
        let name = last(path)
        guard let dot = name.lastIndex(of: ".") else { return name }
        let stem = name[..<dot]
        // Dots alone would name the folder itself or the one above it.
        return stem.allSatisfy { $0 == "." } ? name : String(stem)
    }
}
