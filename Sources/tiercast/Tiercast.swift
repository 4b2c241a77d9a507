// SPDX-License-Identifier: GPL-3.0-or-later
@main struct Tiercast { static func main() {} }
