//! The demo application of `ringfence dev`, which people meet first.

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;

#[test]
fn the_first_minutes_with_ringfence() {
    let dev = Dev::start();
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/demo");
    ada.axe();
    ada.presses("Sign up");
    ada.makes_account(ADA);
    ada.gives("+44 7700 900123", "sms");
    ada.reaches("mfa-sms-challenge");
    ada.enters(&ada.code_for(PHONE));
    ada.writes_code_down();
    ada.arrives_at("/demo");
    ada.sees("You are signed in");
    ada.sees(ADA);
    ada.sees("Second factor passed for this login");
    for look in [Look::DESKTOP, Look::PHONE.dark()] {
        ada.changes_look(look);
        ada.axe();
        ada.need_not_scroll_sideways();
    }

    ada.presses("Confirm it’s you again");
    ada.asks_for_a_code_by("voice");
    ada.enters(&ada.code_for(PHONE));
    ada.arrives_at("/demo");
    ada.sees("Second factor confirmed again just now");
    ada.presses("summary");
    ada.sees("http://schemas.openid.net/pape/policies/2007/06/multi-factor");

    ada.presses("Log out");
    ada.arrives_at("/demo");
    ada.sees("Try the second factor");
    ada.presses("Log in");
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    ada.sees("You are signed in");
    ada.asks_nobody_else(&[]);
    ada.browser_does_not_complain();
}
