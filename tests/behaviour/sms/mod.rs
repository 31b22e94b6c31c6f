//! Text messages, told against a stub of Aliyun's gateway that checks signatures with code of its own.

mod asked_after;
mod codes;
mod day;
mod faults;
mod inbox;
mod mail;
mod night;
mod parked;
mod reports;
mod template;
mod worker;

use entity::id::ContactId;
use entity::words::{EnvelopeKind, NoticeChannel, NoticeKind, NoticeState, PartKind};
use entity::{contact, ledger_entry, notice, outbox};
use kit::gateway::{KEY_ID, KEY_SECRET, SIGN_NAME};
use kit::{Gateway, World, story};
use lianjing::adapters::aliyun_sms::{AliyunConfig, AliyunSms, ConfigSecret, Signing, TemplateCodes};
use lianjing::domain::keys::{self, Holder};
use lianjing::domain::notices::{self, About};
use lianjing::domain::reporters::phone_hash;
use lianjing::kernel::clock::SystemChance;
use lianjing::kernel::secret::SealedText;
use lianjing::kernel::{Chance, Clock, County, Phone, Tx};
use lianjing::ports::Ports;
use lianjing::ports::sms::SmsGateway;
use lianjing::worker::run_due_now;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const PHONE: &str = "13800138000";

/// A county's post office: the gateway, and a platform that sends through it.
struct Post<'a> {
    world: &'a World,
    gateway: Gateway,
    ports: Ports,
}

impl<'a> Post<'a> {
    fn new(world: &'a World) -> Self {
        Self::signing(world, KEY_SECRET, Signing::Acs3)
    }

    fn signing(world: &'a World, secret: &str, signing: Signing) -> Self {
        let clock: Arc<dyn Clock> = Arc::clone(&world.clock) as _;
        let gateway = Gateway::start(Arc::clone(&clock));
        let code = |number: u32| format!("SMS_{number}");
        let templates = TemplateCodes {
            phone_code: code(1),
            received: code(2),
            news: code(3),
            answer: code(4),
            withdrawing: code(5),
            new_code: code(6),
            unfinished: code(7),
            opinion: code(8),
        };
        let config = AliyunConfig {
            endpoint: gateway.url.clone(),
            access_key_id: KEY_ID.to_owned(),
            access_key_secret: ConfigSecret::new(secret),
            sign_name: SIGN_NAME.to_owned(),
            templates,
            signing,
            timeout: Duration::from_millis(700),
        };
        let sms = AliyunSms::new(config, clock, Arc::new(SystemChance) as Arc<dyn Chance>).unwrap();
        let ports = Ports { sms: Arc::new(sms) as Arc<dyn SmsGateway>, ..world.ports.clone() };
        Self { world, gateway, ports }
    }

    fn county(&self) -> County {
        self.world.home().county.clone()
    }

    /// Works everything that is due now.
    async fn work(&self) {
        run_due_now(&self.world.kernel, &self.ports).await.unwrap();
    }

    /// Lets time pass and works what is due then.
    async fn work_after(&self, seconds: i64) {
        self.world.wait(time::Duration::seconds(seconds));
        self.work().await;
    }

    /// Leaves a message for a reporter with this phone.
    async fn leave(&self, kind: NoticeKind, params: Value) {
        self.leave_in(&self.county(), kind, params).await;
    }

    /// A moment later than all that was left before, so that each comes in its turn.
    async fn leave_in(&self, county: &County, kind: NoticeKind, params: Value) {
        self.world.wait(time::Duration::milliseconds(1));
        let tx = self.world.ctx().write(county).await.unwrap();
        let contact_id = contact_of(&tx, PHONE).await;
        let about = About { case_id: tx.mint(), contact_id, wants_sms: true };
        notices::to_reporter(&tx, about, kind, params).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// All text messages of the county, oldest first.
    async fn rows(&self) -> Vec<notice::Model> {
        let tx = self.world.ctx().read(&self.county()).await.unwrap();
        let sms = tx.rows().find::<notice::Entity>().filter(notice::Column::Channel.eq(NoticeChannel::Sms));
        sms.order_by_asc(notice::Column::Id).all(&tx).await.unwrap()
    }

    /// How the messages stand.
    async fn states(&self) -> Vec<NoticeState> {
        self.rows().await.into_iter().map(|row| row.state).collect()
    }

    async fn jobs(&self) -> Vec<outbox::Model> {
        let tx = self.world.ctx().read(&self.county()).await.unwrap();
        tx.rows().find::<outbox::Entity>().order_by_asc(outbox::Column::Id).all(&tx).await.unwrap()
    }

    async fn entries(&self, kind: &str) -> usize {
        let tx = self.world.ctx().read(&self.county()).await.unwrap();
        let all = tx.rows().find::<ledger_entry::Entity>().all(&tx).await.unwrap();
        assert!(all.iter().all(|entry| !entry.facts.to_string().contains(PHONE)));
        all.iter().filter(|entry| entry.kind == kind).count()
    }
}

/// A sealed phone, as `requestPhoneCode` leaves it.
async fn contact_of(tx: &Tx, phone: &str) -> ContactId {
    let key = keys::seal_new(tx, EnvelopeKind::Contact, &[Holder::Notice]).await.unwrap();
    keys::add_part(tx, &key, PartKind::Phone, &SealedText::new(phone.to_owned())).await.unwrap();
    let id = tx.mint();
    let phone_hash = phone_hash(&tx.kernel.keys, &Phone::parse(phone).unwrap()).unwrap();
    let row = contact::Model { county_id: tx.county.id, id, phone_hash, envelope_id: key.envelope_id, created_at: tx.now };
    tx.add(row).await.unwrap();
    id
}

story!(a_message_goes_out_once_and_leaves_its_trace, |world| {
    let post = Post::new(world);
    post.leave(NoticeKind::Replied, json!({ "day": "2026-03-17" })).await;
    post.work().await;
    let accepted = post.gateway.accepted();
    assert_eq!(accepted.len(), 1);
    assert_eq!((accepted[0].phone.as_str(), accepted[0].template.as_str()), (PHONE, "SMS_4"));
    assert_eq!(accepted[0].params, json!({ "day": "3月17日" }));
    let row = post.rows().await.remove(0);
    assert_eq!((row.state, row.attempts), (NoticeState::Sent, 1));
    assert_eq!(row.provider_id.as_ref(), Some(&accepted[0].biz_id));
    assert_eq!(row.out_id.as_ref(), Some(&accepted[0].out_id));
    assert_eq!(post.entries("notices.phone_opened").await, 1);
    let jobs = post.jobs().await;
    assert!(jobs[0].done_at.is_some());
    assert_eq!(jobs[0].payload.as_object().unwrap().keys().collect::<Vec<_>>(), ["noticeId"], "ids only");
    post.work_after(86_400).await;
    assert_eq!((post.gateway.accepted().len(), post.states().await), (1, vec![NoticeState::Delivered]), "asked after, not sent again");
    assert_eq!(post.entries("notices.phone_opened").await, 2);
});

story!(version_1_of_the_signature_is_accepted_too, |world| {
    let post = Post::signing(world, KEY_SECRET, Signing::Rpc);
    post.leave(NoticeKind::Withdrawing, json!({ "day": "2026-03-05" })).await;
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    assert_eq!(post.gateway.refused(), []);
    assert_eq!(post.gateway.accepted().len(), 2);
});

story!(whoever_wants_no_sms_gets_none, |world| {
    let post = Post::new(world);
    let tx = world.ctx().write(&post.county()).await.unwrap();
    let about = About { case_id: tx.mint(), contact_id: contact_of(&tx, PHONE).await, wants_sms: false };
    notices::to_reporter(&tx, about, NoticeKind::Accepted, json!({})).await.unwrap();
    tx.commit().await.unwrap();
    post.work().await;
    assert_eq!((post.rows().await.len(), post.jobs().await.len(), post.gateway.accepted().len()), (0, 0, 0));
});
