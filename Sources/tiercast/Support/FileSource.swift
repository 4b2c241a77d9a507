// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignResults

extension ByteSource {
    /// A file on the disk, read a piece at a time.
    static func file(_ path: String) -> ByteSource {
        ByteSource(name: path) {
            let file = try OpenFile(path)
            return {
                guard !Interruption.isRequested else { throw CancellationError() }
                return try file.piece(atMost: 1 << 18)
            }
        }
    }
}
