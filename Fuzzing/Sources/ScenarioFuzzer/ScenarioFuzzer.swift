// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignScenarios

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Reads the bytes as a scenario; what matters is that the reader answers, in time, without a crash.
private func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let reader = ScenarioReader(readData: { _ in [] })
    _ = try? reader.read(bytes: bytes, file: "fuzzed.yaml")
    return 0
}

@main struct ScenarioFuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        _ = runDriver(&count, &arguments, { read($0, $1) })
    }
}
