//! 交接单: what goes from one organ to another is a signed sheet, and so is what becomes of it.

mod read;
mod receipt;
mod sheet;

pub use read::{HandOverView, Opened, hand_over, hand_overs, open_hand_over, view};
pub use receipt::{EnterReceipt, enter_receipt, sign_for};
pub use sheet::{Material, Sheet};

pub(super) use sheet::{Handing, write};
