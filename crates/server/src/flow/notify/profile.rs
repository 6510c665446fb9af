//! A person is told that what they sign in with has changed: password, e-mail address, user name. By e-mail alone, to the address they had,
//! and to the one they have now if that is another.
//!
//! Called in the transaction of the change, by an administrator's request, by the link to a new password and by an import that changes
//! users. A new user is told nothing. Source: OWASP ASVS 5.0, 6.3.7.

use ringfence_core::locale;
use ringfence_core::mail::Notice;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use super::{Notifier, names_at, own_texts_at};
use crate::ctx::Languages;
use crate::texts::Words;

/// What is to be told, and where. Empty when nothing has changed that somebody signs in with.
pub fn letters(before: &User, after: &User, has_new_password: bool) -> Vec<(Notice, String)> {
    let mut letters = Vec::new();
    let addresses = || {
        let new = (after.email != before.email).then(|| after.email.clone());
        [Some(before.email.clone()), new].into_iter().flatten()
    };
    if after.email != before.email {
        letters.push((Notice::EmailChanged, before.email.clone()));
        letters.push((Notice::EmailSet, after.email.clone()));
    }
    if has_new_password {
        letters.extend(addresses().map(|to| (Notice::PasswordChanged, to)));
    }
    if after.profile.username != before.profile.username {
        letters.extend(addresses().map(|to| (Notice::UsernameChanged, to)));
    }
    letters.retain(|(_, to)| !to.is_empty());
    letters
}

/// `user` is whose account it is; each letter has an address of its own.
pub async fn tell(
    tx: &mut Tx<'_>,
    notifier: &Notifier<'_>,
    languages: &Languages,
    user: &User,
    letters: &[(Notice, String)],
) -> Result<(), StoreError> {
    if letters.is_empty() {
        return Ok(());
    }
    let tenant = &notifier.view.tenant;
    let enabled = &tenant.settings.enabled_locales;
    let language = locale::negotiate(languages.explicit.as_deref(), languages.accepted.as_deref(), enabled);
    let words = Words::new(&language, own_texts_at(tx, &tenant.id, &language).await?, names_at(tenant, None, user));
    for (notice, to) in letters {
        notifier.mail(tx, user, to, notice, &words).await?;
    }
    Ok(())
}
