//! The server's tests, laid out as its URLs are. Start reading at [`harness`].

mod harness;
mod house;
