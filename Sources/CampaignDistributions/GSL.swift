// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

/// The state of the GNU Scientific Library as a whole.
package enum GSL {
    private static let handlerOff: Void = { _ = gsl_set_error_handler_off() }()

    /// Switches off GSL's default handler, which would end the process on an error; results are checked instead.
    package static func prepare() { handlerOff }
}
