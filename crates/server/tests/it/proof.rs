//! What a proof is worth, over every door: it ends with the factor that gave it, and with a reset, a new password or a block.

mod model;
mod removal;
