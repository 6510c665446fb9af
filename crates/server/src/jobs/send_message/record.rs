//! The log events that tell a message's fate: `gd_send_sms`, `gd_send_voice` and their failures.

pub(super) mod event {
    use ringfence_core::authenticator::{Role, WireId};
    use ringfence_core::delivery::{Channel, ClaimedDelivery, Failure};
    use ringfence_core::event::{EventType, LogEvent, log_id};
    use ringfence_core::tenant::Provider;
    use ringfence_store::{StoreError, Tx};
    use serde_json::{Value, json};

    use crate::ctx::App;

    pub(in crate::jobs::send_message) async fn sent(
        tx: &mut Tx<'_>,
        app: &App,
        delivery: &ClaimedDelivery,
        carrier: &str,
        segments: Option<u32>,
    ) -> Result<(), StoreError> {
        let (kind, words) = match delivery.message.channel {
            Channel::Sms => (EventType::SendSms, "Guardian - SMS sent"),
            Channel::Voice => (EventType::SendVoice, "Guardian - Voice call made"),
        };
        let mut details = details(delivery);
        details["response"] = json!({ "carrier": carrier, "segments": segments });
        let event = LogEvent { description: Some(words.to_owned()), details, ..base(kind, delivery) };
        insert(tx, app, delivery, &event).await
    }

    pub(in crate::jobs::send_message) async fn failed(
        tx: &mut Tx<'_>,
        app: &App,
        delivery: &ClaimedDelivery,
        failure: &Failure,
    ) -> Result<(), StoreError> {
        let kind = match delivery.message.channel {
            Channel::Sms => EventType::SendSmsFailure,
            Channel::Voice => EventType::SendVoiceFailure,
        };
        let source = match delivery.provider {
            Provider::PhoneMessageHook => "send-phone-message-hook",
            provider => provider.as_str(),
        };
        let mut details = details(delivery);
        details["failure_details"] = json!({ "errorCode": failure.code, "message": failure.message });
        details["provider_error"] = details["failure_details"].clone();
        let description = Some(format!("Guardian - Error on {source}: {}", failure.message));
        let event = LogEvent { description, details, ..base(kind, delivery) };
        insert(tx, app, delivery, &event).await
    }

    /// With the time of the writing, as all events have it.
    async fn insert(tx: &mut Tx<'_>, app: &App, delivery: &ClaimedDelivery, event: &LogEvent) -> Result<(), StoreError> {
        let at = app.clock.now();
        tx.log_insert(&delivery.tenant, &log_id(at, 0, &*app.dice), at, event).await
    }

    fn base(kind: EventType, delivery: &ClaimedDelivery) -> LogEvent {
        let origin = &delivery.origin;
        LogEvent {
            connection: origin.connection.clone(),
            client_id: delivery.client.to_string(),
            client_name: origin.client_name.clone(),
            ip: origin.ip.clone(),
            hostname: origin.hostname.clone(),
            user_agent: origin.user_agent.clone(),
            user_id: delivery.user.to_string(),
            user_name: origin.user_name.clone(),
            ..LogEvent::new(kind)
        }
    }

    fn details(delivery: &ClaimedDelivery) -> Value {
        let (message, origin) = (&delivery.message, &delivery.origin);
        let phone = message.to.masked();
        let id = WireId { role: Role::Oob(message.channel), device: delivery.device.clone() }.to_string();
        json!({
            "authenticator": { "id": id, "type": message.channel, "phone_number": phone },
            "enrollment": {
                "_id": delivery.device,
                "name": phone,
                "phone_number": phone,
                "tenant": origin.tenant_name,
                "user_id": delivery.user,
            },
            "request": { "method": origin.method, "path": origin.path, "ip": origin.ip, "userAgent": origin.user_agent, "query": {}, "body": {} },
        })
    }
}
