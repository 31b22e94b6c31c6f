//! Tables for the pure parts of notices.
