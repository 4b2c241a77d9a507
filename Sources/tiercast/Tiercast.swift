// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText
internal import CampaignWorkbench
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
              129, 131, 143  the same for the signals HUP, QUIT and TERM
            """,
        version: TiercastVersion.current,
        subcommands: [
            Run.self, Compare.self, Optimise.self, SensitivityCommand.self, StressCommand.self, ClaimsCommand.self,
            ImportCommand.self, CalibrateCommand.self, Freeze.self, ScoreCommand.self, BacktestCommand.self, Lint.self,
            Ledger.self, ReportCommand.self, Diff.self,
            Validate.self,
            DefaultsCommand.self,
            Init.self, Schema.self, Explain.self,
        ])

    static func main() {
        // A closed standard stream must not lend its number to a file that is written: writing to it fails instead.
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", O_RDONLY) }
        // A reader that closes the pipe ends the output, not the program.
        signal(SIGPIPE, SIG_IGN)
        // Nor does a limit on the size of files end it: the write fails, and the old file stays.
        signal(SIGXFSZ, SIG_IGN)
        Terminal.limitColumns()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            end(failure)
        } catch let error as WorkbenchError {
            end(Failure.workbench(error))
        } catch {
            end(error)
        }
    }

    /// Says why the command stops, and ends.
    private static func end(_ failure: Failure) -> Never {
        Terminal.complain("tiercast: " + LegibleText.clean(failure.message))
        // A terminal that is gone, or a renderer that was stopped too, fails because the program was asked to end.
        Glibc.exit((Interruption.isRequested ? ExitCode.interrupted : failure.code).rawValue)
    }

    /// Says what the argument parser has to say, as it would itself, and ends.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        let text = fullMessage(for: error)
        if code.isSuccess {
            if !text.isEmpty { try? Terminal.print(text + "\n") }
        } else if !text.isEmpty {
            // It repeats what was typed.
            Terminal.complain(text)
        }
        Glibc.exit(code.rawValue)
    }
}
