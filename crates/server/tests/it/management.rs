//! The Management API, operation by operation: what it answers, what it refuses, what it writes down.

mod absent;
mod authentication_methods;
mod branding;
mod client_grants;
mod clients;
mod connections;
mod conventions;
mod enrollment_tickets;
mod enrollments;
mod guardian;
mod hostile;
mod house;
pub(crate) mod jobs;
mod logs;
mod operations;
mod phone_provider;
mod phone_template;
mod prompts;
mod resource_servers;
mod rights;
mod roles;
mod stats;
mod tenants;
mod terraform;
mod tickets;
mod users;
