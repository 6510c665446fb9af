//! The phone factor's two templates: guardian's view of them, and that of `/branding/phone/templates`.
//!
//! A template is checked before it is saved: it parses, and renders as a text and as a call within its bounds
//! ([`ringfence_core::template`]). Source: Auth0, Management API, "Guardian" and "Branding".

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::phone_template::TemplateKind;
use ringfence_core::template;
use ringfence_core::tenant::Tenant;

use crate::flow::administer::{Admin, phone_record};
use crate::flow::error::{FlowError, Inexistent};

/// Guardian's two texts, each for texts and calls.
pub struct Messages {
    pub enrollment: String,
    pub verification: String,
}

impl Messages {
    fn of(tenant: &Tenant) -> Self {
        let message = |kind| tenant.settings.phone.message(kind);
        Self { enrollment: message(TemplateKind::Enrollment), verification: message(TemplateKind::Verification) }
    }
}

pub async fn messages(admin: &Admin) -> Result<Messages, FlowError> {
    Ok(Messages::of(&admin.tenant().await?))
}

pub async fn set_messages(admin: &Admin, new: Messages) -> Result<Messages, FlowError> {
    let sources = [(TemplateKind::Enrollment, new.enrollment), (TemplateKind::Verification, new.verification)];
    let checked = sources.clone().map(|(kind, source)| (kind.property(), source));
    check(admin, checked.to_vec()).await?;
    let work = move |tenant: &mut Tenant| {
        for (kind, source) in &sources {
            tenant.settings.phone.set_message(*kind, source);
        }
        Ok(())
    };
    Ok(Messages::of(&phone_record::change(admin, work).await?.1))
}

/// On a thread of its own: a hostile template takes long to refuse.
async fn check(admin: &Admin, sources: Vec<(&'static str, String)>) -> Result<(), FlowError> {
    let work = move || {
        for (name, source) in &sources {
            template::check(source).map_err(|problem| {
                let problem = problem.to_string();
                FlowError::InvalidParameter(format!("Invalid {name} template: {}.", problem.trim_end_matches('.')))
            })?;
        }
        Ok(())
    };
    admin.ctx.app.passwords.run(work).await?
}

pub struct PhoneTemplate {
    pub id: String,
    /// The tenant's name.
    pub tenant: String,
    pub kind: TemplateKind,
    pub is_disabled: bool,
    pub text: String,
    pub voice: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl PhoneTemplate {
    fn of(tenant: &Tenant, kind: TemplateKind) -> Option<Self> {
        let phone = &tenant.settings.phone;
        let known = phone.template(kind);
        let created_at = known.card.created_at.unwrap_or(tenant.created_at);
        phone.has_template(kind).then(|| Self {
            id: tenant.template_id(kind),
            tenant: tenant.name.clone(),
            kind,
            is_disabled: known.is_disabled,
            text: phone.body(kind, Channel::Sms).to_owned(),
            voice: phone.body(kind, Channel::Voice).to_owned(),
            created_at,
            updated_at: known.card.updated_at.unwrap_or(created_at),
        })
    }

    pub fn find(tenant: &Tenant, id: &str) -> Result<Self, FlowError> {
        let known = TemplateKind::ALL.into_iter().filter_map(|kind| Self::of(tenant, kind));
        known.into_iter().find(|known| known.id == id).ok_or_else(|| Inexistent::PHONE_TEMPLATE.into())
    }
}

/// What is to be set; absent is unchanged.
#[derive(Clone, Default)]
pub struct TemplateChange {
    pub is_disabled: Option<bool>,
    pub text: Option<String>,
    pub voice: Option<String>,
}

impl TemplateChange {
    async fn check(&self, admin: &Admin) -> Result<(), FlowError> {
        let named = [("content.body.text", &self.text), ("content.body.voice", &self.voice)];
        check(admin, named.into_iter().filter_map(|(name, source)| Some((name, source.clone()?))).collect()).await
    }

    fn apply(&self, tenant: &mut Tenant, kind: TemplateKind) {
        let phone = &mut tenant.settings.phone;
        phone.set_bodies(kind, self.text.clone(), self.voice.clone());
        let known = phone.template_mut(kind);
        known.is_disabled = self.is_disabled.unwrap_or(known.is_disabled);
    }
}

/// Those that somebody has made or set, by either view; the others are Auth0's words.
pub async fn list(admin: &Admin, disabled: Option<bool>) -> Result<Vec<PhoneTemplate>, FlowError> {
    let tenant = admin.tenant().await?;
    let known = TemplateKind::ALL.into_iter().filter_map(|kind| PhoneTemplate::of(&tenant, kind));
    Ok(known.filter(|one| disabled.is_none_or(|wanted| one.is_disabled == wanted)).collect())
}

pub async fn get(admin: &Admin, id: &str) -> Result<PhoneTemplate, FlowError> {
    PhoneTemplate::find(&admin.tenant().await?, id)
}

pub async fn create(admin: &Admin, kind: TemplateKind, new: TemplateChange) -> Result<PhoneTemplate, FlowError> {
    new.check(admin).await?;
    let work = move |tenant: &mut Tenant| {
        if let Some(known) = PhoneTemplate::of(tenant, kind) {
            let words = format!("There is a template of the type {} already ({}): update or delete it.", kind.as_str(), known.id);
            return Err(FlowError::Conflict(words));
        }
        // It is there even if it says what is said anyway; its real id follows.
        tenant.settings.phone.template_mut(kind).card.id = Some(String::new());
        new.apply(tenant, kind);
        Ok(())
    };
    shown(&phone_record::change(admin, work).await?.1, kind)
}

pub async fn update(admin: &Admin, id: String, change: TemplateChange) -> Result<PhoneTemplate, FlowError> {
    change.check(admin).await?;
    changed(admin, id, move |tenant, kind| change.apply(tenant, kind)).await
}

/// Auth0's words again, in a template that stays.
pub async fn reset(admin: &Admin, id: String) -> Result<PhoneTemplate, FlowError> {
    changed(admin, id, |tenant, kind| tenant.settings.phone.reset_template(kind)).await
}

pub async fn delete(admin: &Admin, id: String) -> Result<(), FlowError> {
    let work = move |tenant: &mut Tenant| {
        let kind = PhoneTemplate::find(tenant, &id)?.kind;
        tenant.settings.phone.remove_template(kind);
        Ok(())
    };
    phone_record::change(admin, work).await?;
    Ok(())
}

async fn changed(
    admin: &Admin,
    id: String,
    change: impl Fn(&mut Tenant, TemplateKind) + Send + 'static,
) -> Result<PhoneTemplate, FlowError> {
    let work = move |tenant: &mut Tenant| {
        let known = PhoneTemplate::find(tenant, &id)?;
        change(tenant, known.kind);
        // It stays, even if nothing is left of it.
        tenant.settings.phone.template_mut(known.kind).card.id.get_or_insert(known.id);
        Ok(known.kind)
    };
    let (kind, tenant) = phone_record::change(admin, work).await?;
    shown(&tenant, kind)
}

fn shown(tenant: &Tenant, kind: TemplateKind) -> Result<PhoneTemplate, FlowError> {
    PhoneTemplate::of(tenant, kind).ok_or_else(|| Inexistent::PHONE_TEMPLATE.into())
}
