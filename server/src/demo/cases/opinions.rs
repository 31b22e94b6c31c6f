//! 意见建议 on powers of the home county, one of them overdue, one fresh: through the verbs of `opinions`, in the past.

use super::halts::place;
use super::{Scene, moment};
use crate::demo::content::OpinionText;
use crate::demo::dice::Dice;
use crate::domain::keys::{self, Holder};
use crate::domain::opinions::{self, About, Rating, Submit};
use crate::domain::reporters;
use crate::kernel::secret::SealedText;
use crate::kernel::{Actor, Failure, Outcome, Phone, ReporterActor};
use entity::moment::Moment;
use entity::opinion;
use entity::words::{EnvelopeKind, OpinionSight, OpinionState, PartKind, PhonePurpose};

/// Tells each opinion to where the file leaves it. What was told before the program was cut off is left as it is.
pub(super) async fn think(scene: &Scene<'_>, (all, towns): (&[OpinionText], &[String]), now: Moment) -> Outcome<()> {
    for (number, text) in (1..).zip(all) {
        let town = towns.get(text.town).ok_or_else(|| Failure::fault(format!("opinions.json: no town {}", text.town)))?;
        tell(scene, (number, text, town), now).await.map_err(told)?;
    }
    let ctx = scene.at(now, Actor::System);
    opinions::due_job(&ctx, &scene.county).await.map(drop)
}

async fn tell(scene: &Scene<'_>, (number, text, town): (u32, &OpinionText, &str), now: Moment) -> Outcome<()> {
    let mut dice = Dice::of(&format!("opinion {number}"));
    let mut at = |days_ago: i64| moment(now, days_ago, &mut dice);
    let came = at(text.days_ago);
    let author = author(scene, number, came).await?;
    let row = submit(scene, (number, text, town), (author.clone(), came)).await?;
    let publisher = scene.desk.publishers(row.unit_id).into_iter().next();
    let publisher = publisher.ok_or_else(|| Failure::fault("a unit of the demonstration without a publisher"))?;
    let (id, mut revision) = (row.id, row.revision);
    if let Some(days) = text.published_days_ago {
        let when = at(days);
        if row.sight == OpinionSight::Waiting {
            opinions::publish(&scene.at(when, publisher.clone()), (id, revision)).await?;
            revision = revision.saturating_add(1);
        }
    }
    if let Some(said) = &text.reply {
        let when = at(said.days_ago);
        if row.state == OpinionState::Received {
            opinions::reply(&scene.at(when, publisher), (id, revision), (&said.text, false)).await?;
            revision = revision.saturating_add(1);
        }
    }
    if let Some(mark) = &text.rating {
        let when = at(mark.days_ago);
        if row.state != OpinionState::Closed {
            let said = Rating { rating: mark.mark, words: mark.words.clone() };
            opinions::rate(&scene.at(when, author), (id, revision), &said).await?;
        }
    }
    Ok(())
}

/// The opinion as it stands: had now, or before.
async fn submit(
    scene: &Scene<'_>,
    (number, text, town): (u32, &OpinionText, &str),
    (author, at): (Actor, Moment),
) -> Outcome<opinion::Model> {
    let place = place(scene, &text.subject, town, at).await?;
    let input = Submit {
        about: About::Power(place.power, text.part),
        submission_key: format!("demonstration-opinion-{number:08}"),
        name: text.name.clone(),
        text: text.text.clone(),
        is_public: text.is_public,
        is_no_report: true,
    };
    opinions::submit(&scene.at(at, author), input).await
}

/// Somebody with a proven phone; the number is sealed as a code's request would have done.
async fn author(scene: &Scene<'_>, number: u32, at: Moment) -> Outcome<Actor> {
    let phone = Phone::parse(&format!("1379{number:07}")).map_err(|error| Failure::Refused(vec![error]))?;
    let phone_hash = reporters::phone_hash(&scene.kernel.keys, &phone)?;
    let tx = scene.at(at, Actor::System).write(&scene.county).await?;
    let key = keys::seal_new(&tx, EnvelopeKind::Contact, &[Holder::Notice]).await?;
    keys::add_part(&tx, &key, PartKind::Phone, &SealedText::new(phone.reveal().to_owned())).await?;
    let contact_id = reporters::add_contact(&tx, &key, &phone_hash).await?;
    tx.commit().await?;
    Ok(Actor::Reporter(ReporterActor { county_id: scene.county.id, contact_id, phone_hash, purpose: PhonePurpose::Opinion }))
}

/// A refusal is a fault of the file.
fn told(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(errors) => Failure::fault(format!("opinions.json: {errors:?}")),
        other => other,
    }
}
