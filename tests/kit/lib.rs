//! The kit: people with verbs, servers and databases for the behaviour tests.
