//! The Management API, operation by operation: what it answers, what it refuses, what it writes down.

mod conventions;
mod guardian;
