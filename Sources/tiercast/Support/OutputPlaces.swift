// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Where a command writes, held against what it reads before anything is simulated.
enum OutputPlaces {
    /// Refuses places at which an input stands, places that are named twice, and a file in the place of another one's folder,
    /// however any of them is spelled.
    static func refuse(_ places: [String], over inputs: [String]) throws(Failure) {
        let outputs = places.map { (name: $0, place: Place($0)) }
        let read = inputs.map { (name: $0, place: Place($0)) }
        for (number, output) in outputs.enumerated() {
            for input in read where output.place.isSame(as: input.place) {
                throw .isRead(output.name, as: input.name)
            }
            for other in outputs[..<number] {
                if output.place.isSame(as: other.place) {
                    throw .isNamedTwice(output.name)
                }
                for (file, inside) in [(output, other), (other, output)] where inside.place.isInside(file.place) {
                    throw .isFolder(file.name, of: inside.name)
                }
            }
        }
    }

    /// A place on a disk, whether or not something stands there yet.
    private struct Place {
        /// The path from the root without links, as far as it exists.
        let path: String
        /// Which file stands there; nil where none does.
        let file: (device: dev_t, number: ino_t)?

        init(_ path: String) {
            var resolved = path.hasPrefix("/") ? "/" : Place.real(".") ?? "/"
            for part in path.split(separator: "/") where part != "." {
                if part == ".." {
                    resolved = resolved.lastIndex(of: "/").map { String(resolved[..<$0]) } ?? ""
                    if resolved.isEmpty { resolved = "/" }
                } else {
                    let next = resolved + (resolved == "/" ? "" : "/") + part
                    resolved = Place.real(next) ?? next
                }
            }
            self.path = resolved
            var status = stat()
            file = stat(path, &status) == 0 ? (status.st_dev, status.st_ino) : nil
        }

        func isSame(as other: Place) -> Bool {
            if path == other.path { return true }
            guard let file, let otherFile = other.file else { return false }
            return file == otherFile
        }

        func isInside(_ other: Place) -> Bool { path.hasPrefix(other.path + "/") }

        private static func real(_ path: String) -> String? {
            guard let found = realpath(path, nil) else { return nil }
            defer { free(found) }
            return String(cString: found)
        }
    }
}
