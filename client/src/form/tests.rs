//! Every handover file of `tests/data`, and every way to get one wrong.

mod acts;
mod kinds;

use super::*;
use crate::text::tests::english;

const REFERRAL: &str = include_str!("../../../tests/data/handovers/01-henvisning.toml");
const SECOND: &str = include_str!("../../../tests/data/handovers/07-henvisning-afvises.toml");
const THIRD: &str = include_str!("../../../tests/data/handovers/08-henvisning-uden-svar.toml");
const MESSAGE: &str = include_str!("../../../tests/data/handovers/message-1.toml");
const ANSWER: &str = include_str!("../../../tests/data/handovers/message-2.toml");

fn fields(error: FileError) -> Vec<String> {
    let FileError::Wrong(wrong) = error else {
        panic!("{error:?}");
    };
    wrong.iter().map(|one| one.text(&english())).collect()
}

#[test]
fn referrals_and_messages_are_read() {
    for (text, kind) in [
        (REFERRAL, Kind::Referral),
        (SECOND, Kind::Referral),
        (THIRD, Kind::Referral),
        (MESSAGE, Kind::Message),
        (ANSWER, Kind::Message),
    ] {
        assert_eq!(handover(text).unwrap().kind, kind);
    }
    let first = handover(REFERRAL).unwrap();
    assert_eq!(first.from.unwrap().as_str(), "kujalleq/nanortalik");
    assert_eq!(first.to.as_str(), "socialstyrelsen/rejsehold");
    assert_eq!(first.colour, Colour::Yellow);
    let Content::Referral(referral) = first.content else {
        panic!("a referral");
    };
    assert_eq!(referral.child().name().expose(), "Testbarn Nanortalik A");
    assert!(referral.interpreter());
    let message = handover(MESSAGE).unwrap();
    assert_eq!(message.in_reply_to.as_deref(), Some("01-henvisning"));
}

#[test]
fn everything_that_has_to_be_mended_is_named_at_once() {
    let text = REFERRAL
        .replace("urgency = \"yellow\"", "urgency = \"blue\"\nhaste = true")
        .replace("to = \"socialstyrelsen/rejsehold\"", "to = \"Rejseholdet\"")
        .replace("010112-0000", "310212-0000")
        .replace("language = \"kl\"", "sprog = \"kl\"")
        .replace("interpreter = true", "interpreter = \"måske\"");
    assert_eq!(
        fields(handover(&text).unwrap_err()),
        [
            "to has to be an office's id, such as kujalleq/nanortalik",
            "urgency has to be one of: red, yellow, green",
            "haste is not known; is it spelt right?",
            "content.interpreter has to be yes or no",
            "child.sprog is not known; is it spelt right?",
            "child.cpr does not begin with a date that exists",
            "child.language is missing",
        ]
    );
}

#[test]
fn an_empty_file_is_missing_everything() {
    assert_eq!(
        fields(handover("").unwrap_err()),
        ["kind is missing", "to is missing", "urgency is missing"]
    );
    let named = fields(handover("kind = \"Message\"").unwrap_err());
    assert_eq!(
        named,
        [
            "to is missing",
            "urgency is missing",
            "subject is missing",
            "text is missing"
        ]
    );
}

#[test]
fn attachments_may_stand_above_and_below_and_are_named_as_they_are_written() {
    let above = format!("attachments = [\"a.txt\"]\n{MESSAGE}");
    let below = format!("{MESSAGE}\nattachments = [\"a.txt\"]");
    let below_items = format!("{}\nattachments = [\"a.txt\"]", kinds::case_information());
    for text in [above.clone(), below, below_items] {
        assert_eq!(handover(&text).unwrap().attachments, ["a.txt"]);
    }
    let both = format!("{above}\nattachments = [\"../b.pdf\"]");
    assert_eq!(handover(&both).unwrap().attachments, ["a.txt", "../b.pdf"]);
    assert_eq!(handover(MESSAGE).unwrap().attachments, [""; 0]);
    let wrong = format!("attachments = \"a.txt\"\n{MESSAGE}");
    assert!(handover(&wrong).is_err());
}

#[test]
fn what_is_no_toml_is_told_with_its_line_and_without_its_content() {
    let error = handover("kind = \"Message\"\nsubject = Testbarn\n").unwrap_err();
    let FileError::NotToml(2, why) = &error else {
        panic!("{error:?}");
    };
    assert!(!why.contains("Testbarn"), "{why}");
}

#[test]
fn a_section_that_is_none_is_named_with_what_it_lacks() {
    let text = "kind = \"Message\"\nto = \"a/b\"\nurgency = \"red\"\nsubject = \"S\"\ncontent = 1";
    assert_eq!(
        fields(handover(text).unwrap_err()),
        [
            "content has to be a section of its own, such as [content]",
            "text is missing"
        ]
    );
}

#[test]
fn a_file_that_is_too_large_or_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    assert_eq!(read(&path), Err(FileError::Missing));
    assert_eq!(read(folder.path()), Err(FileError::Folder));
    let most = usize::try_from(FILE_BYTES_MAX).unwrap();
    std::fs::write(&path, vec![b' '; most]).unwrap();
    assert_eq!(read(&path).unwrap().len(), most);
    std::fs::write(&path, vec![b' '; most + 1]).unwrap();
    assert_eq!(read(&path), Err(FileError::TooLarge));
}

#[test]
fn a_file_of_another_encoding_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    let told = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        read(&path)
    };
    let text = "subject = \"Åse på Grønland\"";
    let wide = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(units).collect()
    };
    let utf16 = Err(FileError::Encoded(Encoding::Utf16));
    assert_eq!(told(&wide(&[0xFF, 0xFE], u16::to_le_bytes)), utf16);
    assert_eq!(told(&wide(&[0xFE, 0xFF], u16::to_be_bytes)), utf16);
    assert_eq!(told(&wide(&[], u16::to_le_bytes)), utf16);
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0";
    for bytes in [
        &picture[..],
        b"\xFF\xD8\xFF\xE0\0\x10JFIF\0",
        b"\x7FELF\x02\x01\0",
    ] {
        assert_eq!(told(bytes), Err(FileError::NotText), "{bytes:?}");
    }
    let narrow: Vec<u8> = text.chars().map(|it| u8::try_from(it).unwrap()).collect();
    let error = told(&narrow).unwrap_err();
    assert_eq!(error, FileError::Encoded(Encoding::Windows1252));
    let said = error.text("x.toml", &crate::text::tests::danish());
    assert!(
        said.contains("gemt som Windows-1252") && said.contains("UTF-8"),
        "{said}"
    );
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    assert_eq!(told(&marked).as_deref(), Ok(text));
}

#[test]
fn values_are_read_in_danish_and_english_and_letters_become_one() {
    let text = REFERRAL
        .replace("\"Referral\"", "\"henvisning\"")
        .replace("\"yellow\"", "\"Gul\"")
        .replace("interpreter = true", "interpreter = \"Ja\"")
        .replace("Nanortalik A", "A\u{30A}se")
        .replace("010112-0000", "01.01.12 0000");
    let read = handover(&text).unwrap();
    assert_eq!((read.kind, read.colour), (Kind::Referral, Colour::Yellow));
    let Content::Referral(referral) = read.content else {
        panic!("a referral");
    };
    assert!(referral.interpreter());
    assert_eq!(referral.child().name().expose(), "Testbarn Åse");
    assert_eq!(referral.child().cpr().expose(), Some("010112-0000"));
}
