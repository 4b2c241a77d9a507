// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import Glibc

/// The command.
@main
struct Tiercast: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tiercast",
        abstract: "Says what an influencer budget may return, as distributions rather than single figures.",
        discussion: """
            Begin with 'tiercast init launch.yaml', adapt the file, then 'tiercast run launch.yaml'.

            Exit codes:
              0    done, perhaps with warnings
              2    a scenario file cannot be read, or something in it is wrong
              64   the command line is wrong
              69   something that was asked for is not installed
              74   a file cannot be written
              130  interrupted with Ctrl-C; what was complete is printed and marked as partial
            """,
        version: TiercastVersion.current,
        subcommands: [
            Run.self, Compare.self, Optimise.self, SensitivityCommand.self, StressCommand.self, ClaimsCommand.self,
            BacktestCommand.self, Lint.self, Ledger.self, ReportCommand.self, Diff.self, Validate.self,
            DefaultsCommand.self,
            Init.self, Schema.self, Explain.self,
        ])

    static func main() {
        // A closed standard stream must not lend its number to a file that is written: writing to it fails instead.
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", O_RDONLY) }
        // A reader that closes the pipe ends the output, not the program.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Terminal.complain("tiercast: " + failure.message)
            Glibc.exit(failure.code.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
