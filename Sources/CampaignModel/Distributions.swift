// SPDX-License-Identifier: GPL-3.0-or-later

/// A quantity is made of distributions: who sees the model sees them too.
@_exported public import CampaignDistributions
