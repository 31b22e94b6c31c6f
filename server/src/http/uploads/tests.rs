//! Headers of tus at their worst.
