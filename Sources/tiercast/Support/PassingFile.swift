// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Glibc

/// A file that carries bytes to or from another program. It has no name, so that nothing of it stays however the program ends.
struct PassingFile {
    /// What the other program reads or writes.
    let handle: FileHandle

    /// A file with these bytes, read from its beginning.
    init(_ bytes: [UInt8] = []) throws(Failure) {
        let place = FileManager.default.temporaryDirectory.appending(path: "tiercast").path()
        guard let (descriptor, name) = TemporaryName.open(for: place) else {
            throw .unwritable(place, .system(errno))
        }
        unlink(name)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let error = Terminal.write(bytes, to: descriptor)
        guard error == 0 else { throw .unwritable(place, .system(error)) }
        lseek(descriptor, 0, SEEK_SET)
    }

    /// All that is in it.
    var content: Data? {
        lseek(handle.fileDescriptor, 0, SEEK_SET)
        return try? handle.readToEnd() ?? Data()
    }
}
