//! What every payload promises the core. The same checks run natively (tests/payload.rs) and on the
//! objects of a real browser (tests/web/payload.rs), so that the core cannot mean two things by one rule.

use amazon_connect_chat_wasm::payload::Payload;
use amazon_connect_chat_wasm::time::WallTime;
use amazon_connect_chat_wasm::wire::{Field as F, Term};

/// A transcript item as the service sends it, with members that the core does not know.
const ITEM: &str = concat!(
    r#"{"Id":"m-1","Type":"MESSAGE","Content":"Grüße 👋","AbsoluteTime":"2026-03-05T12:34:56.789Z","#,
    r#""ChunkNumber":7,"MessageCompleted":false,"MessageMetadata":{"MessageId":"m-1","#,
    r#""Receipts":[{"ReadTimestamp":"t1"},null,{"DeliveredTimestamp":"t2"}]},"#,
    r#""DisplayName":"Ada","Status":null,"Attachments":[]}"#,
);

/// Makes one test of each promise. `$test` is the attribute of a test, `$payload` the type, and
/// `$set_up` is the function that runs before each.
macro_rules! keeps_every_promise {
    ($test:meta, $payload:ty, $set_up:ident) => {
        keeps_every_promise!(@ $test, $payload, $set_up,
            text_is_parsed_only_if_it_is_json,
            members_are_read_and_absence_has_one_form,
            elements_are_read_and_only_of_arrays,
            absence_is_told_from_every_value,
            kinds_are_told_apart,
            known_texts_are_recognised,
            texts_are_judged_by_patterns,
            a_text_becomes_one_segment_of_a_path,
            a_digest_is_that_of_the_text,
            a_dictionary_finds_what_was_put_into_it,
            truth_is_that_of_javascript,
            what_is_read_and_written_back_is_the_same_text,
            objects_are_built_in_the_order_of_their_members,
            arrays_are_changed_in_place,
            texts_are_joined_and_absence_is_empty,
            a_shallow_copy_is_another_object,
            compact_leaves_out_nulls_at_every_depth,
            times_are_read_as_dates_are,
            times_are_written_in_utc_with_milliseconds,
        );
    };
    (@ $test:meta, $payload:ty, $set_up:ident, $($promise:ident),* $(,)?) => {
        $(
            #[$test]
            fn $promise() {
                $set_up();
                contract::$promise::<$payload>();
            }
        )*
    };
}

fn json<P: Payload>(text: &str) -> P {
    P::from_text(text).parse()
}

fn printed<P: Payload>(value: &P) -> String {
    value.to_json().text().expect("the value has a JSON text")
}

pub fn text_is_parsed_only_if_it_is_json<P: Payload>() {
    assert_eq!(printed(&json::<P>(r#"{"a":[1,2.5,"x",null,true]}"#)), r#"{"a":[1,2.5,"x",null,true]}"#);
    for broken in ["", "{", "{'a':1}", "undefined", "1 2", "<html>"] {
        assert!(P::from_text(broken).parse().is_absent(), "{broken:?} is no JSON");
    }
    for no_text in [P::from_number(1.0), P::from_bool(true), P::object(), P::array(), P::null(), P::absent()] {
        assert!(no_text.parse().is_absent());
    }
}

pub fn members_are_read_and_absence_has_one_form<P: Payload>() {
    let item = json::<P>(ITEM);
    assert_eq!(item.text_of(F::Id).as_deref(), Some("m-1"));
    assert_eq!(item.text_of(F::Content).as_deref(), Some("Grüße 👋"));
    assert_eq!(item.get(F::ChunkNumber).number(), Some(7.0));
    assert_eq!(item.get(F::MessageMetadata).text_of(F::MessageId).as_deref(), Some("m-1"));
    assert!(item.get(F::ContactId).is_absent(), "a member that is not there");
    assert!(item.get(F::Status).is_absent(), "a member that is null");
    assert!(item.text_of(F::ChunkNumber).is_none(), "a number is no text");
    assert!(item.truthy_of(F::MessageCompleted).is_absent() && item.truthy_of(F::Id) == item.get(F::Id));
    for no_object in [P::from_text("Id"), P::from_number(1.0), P::array(), P::null(), P::absent()] {
        assert!(no_object.get(F::Id).is_absent() && no_object.text_of(F::Id).is_none());
    }
}

pub fn elements_are_read_and_only_of_arrays<P: Payload>() {
    let receipts = json::<P>(ITEM).get(F::MessageMetadata).get(F::Receipts);
    assert_eq!(receipts.len(), 3);
    assert!(!receipts.is_empty() && P::array().is_empty());
    assert_eq!(receipts.at(2).text_of(F::DeliveredTimestamp).as_deref(), Some("t2"));
    assert!(receipts.at(1).is_absent(), "an element that is null");
    assert!(receipts.at(3).is_absent(), "past the end");
    for no_array in [P::from_text("abc"), P::from_number(3.0), json::<P>(ITEM), P::null(), P::absent()] {
        assert_eq!(no_array.len(), 0);
        assert!(no_array.at(0).is_absent());
    }
}

pub fn absence_is_told_from_every_value<P: Payload>() {
    for nothing in [P::absent(), P::null()] {
        assert!(nothing.is_absent());
        assert_eq!(nothing.or(P::from_text("other")).text().as_deref(), Some("other"));
    }
    for text in ["\"\"", "0", "false", "[]", "{}"] {
        assert!(!json::<P>(text).is_absent(), "{text}");
        assert_eq!(printed(&json::<P>(text).or(P::from_text("other"))), text);
        assert_eq!(json::<P>(text).if_truthy().is_absent(), !json::<P>(text).truthy(), "{text}");
    }
}

pub fn kinds_are_told_apart<P: Payload>() {
    assert_eq!(P::from_text("x").text().as_deref(), Some("x"));
    assert_eq!(P::from_number(2.5).number(), Some(2.5));
    assert!(json::<P>("{}").is_object() && P::object().is_object());
    for no_object in [P::from_text("{}"), P::from_number(1.0), P::from_bool(true), P::array(), P::null(), P::absent()] {
        assert!(!no_object.is_object());
    }
    assert!(P::from_text("1").number().is_none() && P::from_number(1.0).text().is_none());
    assert!(P::from_text("").is_text() && P::from_text("").if_text().text().is_some());
    assert!(!P::from_number(1.0).is_text() && P::from_number(1.0).if_text().is_absent());
}

pub fn known_texts_are_recognised<P: Payload>() {
    for &term in Term::ALL {
        assert_eq!(P::from_term(term).term(), Some(term));
    }
    assert_eq!(json::<P>(ITEM).term_of(F::Type), Some(Term::Message));
    for unknown in [P::from_text(""), P::from_text("message"), P::from_number(0.0), P::object(), P::absent()] {
        assert_eq!(unknown.term(), None);
    }
}

pub fn truth_is_that_of_javascript<P: Payload>() {
    for truthy in ["\"0\"", "-1", "0.5", "true", "[]", "{}"] {
        assert!(json::<P>(truthy).truthy(), "{truthy}");
    }
    for falsy in ["\"\"", "0", "false", "null"] {
        assert!(!json::<P>(falsy).truthy(), "{falsy}");
    }
    assert!(!P::absent().truthy());
}

pub fn what_is_read_and_written_back_is_the_same_text<P: Payload>() {
    assert_eq!(printed(&json::<P>(ITEM)), ITEM);
    assert_eq!(printed(&P::from_number(1.0)), "1");
    assert_eq!(printed(&P::from_number(1_741_178_096_789.0)), "1741178096789");
    assert_eq!(printed(&P::from_text("a\"\n\u{1}")), r#""a\"\n\u0001""#);
}

pub fn objects_are_built_in_the_order_of_their_members<P: Payload>() {
    let mut object = P::object()
        .with(F::Type, P::from_text("EVENT"))
        .with_present(F::Content, P::absent())
        .with_present(F::Id, P::from_number(1.0))
        .with(F::r#type, P::null());
    assert_eq!(printed(&object), r#"{"Type":"EVENT","Id":1,"type":null}"#);
    object.set(F::Type, P::from_text("MESSAGE"));
    object.set(F::responseMetadata, P::object().with(F::attempts, P::from_number(1.0)));
    assert_eq!(printed(&object), r#"{"Type":"MESSAGE","Id":1,"type":null,"$metadata":{"attempts":1}}"#);
}

pub fn arrays_are_changed_in_place<P: Payload>() {
    let mut array = P::array();
    for number in [1.0, 3.0] {
        array.push(P::from_number(number));
    }
    array.insert(1, P::from_number(2.0));
    array.insert(0, P::from_number(0.0));
    array.push(P::object());
    assert_eq!(printed(&array), "[0,1,2,3,{}]");
    array.replace(4, P::from_text("last"));
    array.remove(1);
    array.remove(9);
    assert_eq!(printed(&array), r#"[0,2,3,"last"]"#);
    array.push(P::from_text("last"));
    assert_eq!(array.position(&P::from_text("last")), Some(3), "the first of them");
    assert_eq!(array.position(&P::from_text("2")), None, "a number is no text");
}

pub fn texts_are_judged_by_patterns<P: Payload>() {
    let captured = |text: &str, pattern| P::from_text(text).captured(pattern).text();
    assert_eq!(captured("a/b/", r"^([\s\S]*?)/?$").as_deref(), Some("a/b"));
    assert_eq!(captured("Grüße 👋", "^(?:[^,:]*#)?([^,:#]*)").as_deref(), Some("Grüße 👋"));
    assert_eq!(captured("", "(x?)").as_deref(), Some(""));
    assert_eq!(captured("b", "a|(c)|b"), None);
    assert_eq!(captured("a", "(b)"), None);
    assert!(P::from_text("wss://x").matches("^(wss:)") && !P::from_text("ws://x").matches("^(wss:)"));
    for value in [P::absent(), P::null(), P::from_number(1.0), P::array()] {
        assert!(!value.is_text() && value.captured("([\\s\\S]*)").is_absent());
    }
    assert!(P::from_text("").is_text());
}

pub fn a_text_becomes_one_segment_of_a_path<P: Payload>() {
    let segment = |text: &str| P::from_text(text).path_segment().text().expect("a text");
    assert_eq!(segment("tok/en+=%2"), "tok%2Fen%2B%3D%252");
    assert_eq!(segment("!'()*-_.~"), "%21%27%28%29%2A-_.~");
    assert_eq!(segment("ü👋\n"), "%C3%BC%F0%9F%91%8B%0A");
    assert_eq!(P::absent().path_segment().text().as_deref(), Some(""));
    assert_eq!(P::from_number(7.0).path_segment().text().as_deref(), Some("7"));
}

pub fn a_digest_is_that_of_the_text<P: Payload>() {
    let digest = |text: &str| P::from_text(text).digest();
    let digests: Vec<u64> = ["", "a", "b", "ab", "ba", "m-1", "m-2"].into_iter().map(digest).collect();
    for (index, one) in digests.iter().enumerate() {
        assert!(*one < 1 << 53);
        assert!(!digests[..index].contains(one), "{digests:?}");
    }
    assert_eq!(digest("m-1"), digest("m-1"));
    assert_eq!(P::absent().digest(), digest(""), "absence is empty");
}

pub fn a_dictionary_finds_what_was_put_into_it<P: Payload>() {
    let key = |text: &str| P::from_text(text);
    let mut dictionary = P::dictionary();
    assert!(dictionary.entry(&key("a")).is_absent());
    dictionary.set_entry(&key("a"), P::from_number(1.0));
    dictionary.set_entry(&key("constructor"), P::from_number(2.0));
    dictionary.set_entry(&key("a"), P::from_number(3.0));
    assert_eq!(dictionary.entry(&key("a")).number(), Some(3.0));
    assert_eq!(dictionary.entry(&key("constructor")).number(), Some(2.0));
    dictionary.set_entry(&key("a"), P::absent());
    assert!(dictionary.entry(&key("a")).is_absent() && dictionary.entry(&P::absent()).is_absent());
}

pub fn texts_are_joined_and_absence_is_empty<P: Payload>() {
    let text = |text: &str| P::from_text(text);
    for (first, second, joined) in [
        (text("streamed "), text("text"), "streamed text"),
        (text("only"), P::absent(), "only"),
        (P::null(), text("only"), "only"),
        (P::absent(), P::absent(), ""),
        (P::from_number(12.0), P::from_number(0.5), "120.5"),
    ] {
        assert_eq!(first.joined(&second).text().as_deref(), Some(joined));
    }
}

pub fn a_shallow_copy_is_another_object<P: Payload>() {
    let original = json::<P>(ITEM);
    let mut copy = original.shallow_copy();
    copy.set(F::Content, P::from_text("changed"));
    assert_eq!(printed(&original), ITEM);
    assert_eq!(copy.text_of(F::Content).as_deref(), Some("changed"));
    assert_eq!(copy.text_of(F::Id), original.text_of(F::Id));

    let original = json::<P>("[1,2]");
    let mut copy = original.shallow_copy();
    copy.push(P::from_number(3.0));
    assert_eq!((printed(&original).as_str(), printed(&copy).as_str()), ("[1,2]", "[1,2,3]"));
}

pub fn compact_leaves_out_nulls_at_every_depth<P: Payload>() {
    let nested = r#"{"a":null,"b":[null,1,{"c":null,"d":{"e":null}},[null]],"f":false,"g":"","h":0}"#;
    assert_eq!(printed(&json::<P>(nested).compact()), r#"{"b":[1,{"d":{}},[]],"f":false,"g":"","h":0}"#);
    assert_eq!(printed(&json::<P>("\"text\"").compact()), "\"text\"");
}

pub fn times_are_read_as_dates_are<P: Payload>() {
    for (text, milliseconds) in [
        ("\"2026-03-05T12:34:56.789Z\"", 1_772_714_096_789),
        ("\"2026-03-05T12:34:56Z\"", 1_772_714_096_000),
        ("\"2026-03-05T12:34:56.789123Z\"", 1_772_714_096_789),
        ("\"2026-03-05T13:34:56.789+01:00\"", 1_772_714_096_789),
        ("1772714096789", 1_772_714_096_789),
    ] {
        assert_eq!(json::<P>(text).wall_time(), Some(WallTime(milliseconds)), "{text}");
    }
    for none in ["\"\"", "\"soon\"", "\"2026-13-45T00:00:00Z\"", "{}", "null", "true"] {
        assert_eq!(json::<P>(none).wall_time(), None, "{none}");
    }
    assert_eq!(P::absent().wall_time(), None);
}

pub fn times_are_written_in_utc_with_milliseconds<P: Payload>() {
    let moment = WallTime(1_772_714_096_700);
    let text = P::from_wall_time(moment);
    assert_eq!(text.text().as_deref(), Some("2026-03-05T12:34:56.700Z"));
    assert_eq!(text.wall_time(), Some(moment));
}
