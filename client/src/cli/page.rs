//! One handover as text: where it stands, who has the ball, receipts, timeline and content.

use stafet_shared::{content::Content, handover::Handover};

use super::{list::owed_lines, typed};
use crate::{
    face::{
        document::{self, Mask},
        handover::{Happening, Page, has_cpr},
        scene::Scene,
        step::Step,
    },
    office::{ActContent, AttachmentState},
    text::say,
};

/// The page of a handover, with what its acts say under seal.
#[must_use]
pub fn text(handover: &Handover, contents: &[ActContent], mask: Mask, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let page = Page::of(handover, scene);
    let mut parts = vec![page.head.join("\n"), standing(&page, scene)];
    if !page.course.is_empty() {
        parts.push(page.course.join("\n"));
    }
    parts.extend([receipts(&page, scene), timeline(&page, scene)]);
    for act in contents {
        parts.push(said(act, mask, scene));
    }
    if contents.is_empty() {
        parts.push(say!(texts, "content-none"));
    }
    if mask == Mask::Masked && contents.iter().any(has_cpr) {
        parts.push(say!(texts, "cpr-masked-note"));
    }
    if let Some(step) = page.entry.step(scene)
        && step != Step::Look(handover.id)
    {
        let command = typed::command(&step);
        parts.push(say!(texts, "next-step", command = command));
    }
    parts.join("\n\n")
}

fn standing(page: &Page<'_>, scene: &Scene<'_>) -> String {
    let entry = &page.entry;
    let mut lines = vec![format!("{} {}", entry.symbol(), entry.sentence(scene))];
    lines.extend(scene.silence(entry.handover));
    lines.extend(entry.owed.iter().flat_map(|one| owed_lines(one, scene)));
    lines.push(page.custody.clone());
    lines.extend(page.notes.iter().cloned());
    lines.join("\n")
}

fn receipts(page: &Page<'_>, scene: &Scene<'_>) -> String {
    let not_yet = say!(scene.texts, "receipt-not-yet");
    let title = say!(scene.texts, "receipts-title");
    let lines = page.receipts.iter().map(|row| {
        let when = row.when.as_ref().unwrap_or(&not_yet);
        format!("\n  {} {}: {when}", row.symbol, row.name)
    });
    lines.fold(title, |page, line| page + &line)
}

fn timeline(page: &Page<'_>, scene: &Scene<'_>) -> String {
    let title = say!(scene.texts, "timeline-title");
    let lines = page.timeline.iter().map(|event| {
        let Happening {
            when,
            done,
            who,
            notes,
        } = event;
        if notes.is_empty() {
            format!("\n  {when}  {done} – {who}")
        } else {
            format!("\n  {when}  {done} – {who} ({})", notes.join("; "))
        }
    });
    lines.fold(title, |page, line| page + &line)
}

fn said(act: &ActContent, mask: Mask, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let title = format!(
        "{} – {}",
        say!(texts, "content-title"),
        texts.done(act.verb)
    );
    let body = match &act.content {
        Some(Ok(content)) => document::text(content, mask, scene),
        Some(Err(why)) => format!("  ⚠ {}", texts.unreadable(*why)),
        None => format!("  {}", say!(texts, "content-missing")),
    };
    let content = act.content.as_ref().and_then(|read| read.as_ref().ok());
    let manifest = content.and_then(Content::attachments);
    let files = manifest.map(|it| document::attachments(it, &act.attachments, texts));
    let mut lines = vec![title, body];
    lines.extend(files.into_iter().flatten());
    let missing = |state: &&AttachmentState| matches!(state, AttachmentState::Missing { .. });
    let missing = act.attachments.iter().filter(missing).count();
    if missing > 0 {
        lines.push(format!(
            "  ⚠ {}",
            say!(texts, "attachments-missing", count = missing)
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use stafet_shared::words::State;

    use super::*;
    use crate::{face::samples::Stage, text::tests::danish};

    #[test]
    fn a_page_says_where_it_stands_who_has_the_ball_and_what_was_receipted() {
        let stage = Stage::new();
        let opened = stage.referral(1, State::Opened);
        let texts = danish();
        let page = text(&opened, &[], Mask::Masked, &stage.at_sender(&texts));
        assert_eq!(
            page,
            "\
040G2081  Henvisning · gul
Fra: Børn og Unge, Nanortalik
Til: Børnerejseholdet

◑ Fra Børn og Unge, Nanortalik. Åbnet hos Børnerejseholdet 2026-11-16 11.00, men ingen har kvitteret for den endnu.
Næste skridt hos Børnerejseholdet: læs og kvittér, senest 2026-11-19 16.00
Ansvaret for overdragelsen har Børn og Unge, Nanortalik.

Kvitteringer
  ○ Gemt i udbakke: 2026-11-16 09.00
  ◔ Afsendt: 2026-11-16 10.00
  ◒ Leveret: 2026-11-16 11.00
  ◑ Åbnet: 2026-11-16 11.00
  ◕ Kvitteret: endnu ikke

Hændelser
  2026-11-16 10.00  Underskrevet – Anna Afsender, Børn og Unge, Nanortalik
  2026-11-16 11.00  Åbnet på en af kontorets computere – computer hos Børnerejseholdet

Uden indhold."
        );
    }

    #[test]
    fn who_signed_and_custody_move_together() {
        let stage = Stage::new();
        let signed = stage.referral(1, State::Acknowledged);
        let texts = danish();
        let page = text(&signed, &[], Mask::Masked, &stage.at_team(&texts));
        assert!(
            page.contains("◕ Kvitteret: 2026-11-16 12.00 af Thea Team"),
            "{page}"
        );
        assert!(page.contains("Ansvaret for overdragelsen har Børnerejseholdet."));
        assert!(page.ends_with("Næste: stafet accept 040G2081"), "{page}");
    }

    #[test]
    fn an_act_that_is_not_confirmed_is_marked() {
        let stage = Stage::new();
        let queued = stage.referral(1, State::Queued);
        let texts = danish();
        let page = text(&queued, &[], Mask::Masked, &stage.at_sender(&texts));
        assert!(page.contains("(ikke bekræftet)"), "{page}");
        assert!(page.contains("◔ Afsendt: endnu ikke"), "{page}");
        assert!(
            page.contains("er gemt på denne computer, men ikke bekræftet af serveren endnu."),
            "{page}"
        );
    }
}
