//! One binary: the contract of every carrier, each carrier's recorded answers, and the real tools where they are at hand.

mod contract;
mod harness;
mod prism;
mod register;
mod smtp;
mod twilio;
mod twilio_callback;
mod twilio_probe;
mod twilio_sdk;
mod virtual_carrier;
