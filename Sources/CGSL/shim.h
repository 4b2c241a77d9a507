/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_psi.h>

/* GSL's algorithms are mutable variables, which Swift 6 does not let one read. */
static inline const gsl_integration_fixed_type *gauss_hermite_rule(void) { return gsl_integration_fixed_hermite; }
static inline const gsl_multimin_fdfminimizer_type *bfgs2_minimiser(void) {
    return gsl_multimin_fdfminimizer_vector_bfgs2;
}

#endif
