//! Pages that were fetched: before, between and after what is there.

use super::*;

#[test]
fn an_older_page_goes_before_what_is_there_in_either_order() {
    for order in [["4", "5", "6"], ["6", "5", "4"]] {
        let mut transcript = Transcript::default();
        incoming(&mut transcript, &[("7", 7), ("8", 8), ("9", 9)]);
        let page: Value = order.iter().map(|id| message(id, id.parse().expect("a number"))).collect();
        transcript.page(&page, Value::Null, true, &json!(ME));
        assert_eq!(ids(&transcript), ["4", "5", "6", "7", "8", "9"], "{order:?}");
    }
}

#[test]
fn a_gap_is_filled_after_live_messages() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("1", 1), ("5", 5)]);
    let page: Value = [1, 2, 3, 5].map(|second| message(&second.to_string(), second)).into_iter().collect();
    transcript.page(&page, Value::Null, true, &json!(ME));
    assert_eq!(ids(&transcript), ["1", "2", "3", "5"]);
}

#[test]
fn within_one_time_a_page_decides_on_the_order() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 1), ("c", 1), ("e", 2)]);
    let page = [("a", 1), ("b", 1), ("c", 1), ("d", 2), ("e", 2), ("f", 2)];
    let page: Value = page.map(|(id, second)| message(id, second)).into_iter().collect();
    transcript.page(&page, Value::Null, true, &json!(ME));
    assert_eq!(ids(&transcript), ["a", "b", "c", "d", "e", "f"]);
}

#[test]
fn an_item_of_a_page_that_has_no_time_follows_the_one_before_it() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("b", 1)]);
    let timeless = json!({"Id": "x", "Type": "EVENT"});
    transcript.page(
        &json!([message("a", 1), timeless, message("b", 1), message("c", 2)]),
        Value::Null,
        true,
        &json!(ME),
    );
    assert_eq!(ids(&transcript), ["a", "x", "b", "c"]);
}

#[test]
fn a_page_that_begins_within_one_time_lies_on_the_side_that_its_direction_tells() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("b", 1)]);
    transcript.page(&json!([message("c", 1)]), Value::Null, false, &json!(ME));
    transcript.page(&json!([message("a", 1)]), Value::Null, true, &json!(ME));
    assert_eq!(ids(&transcript), ["a", "b", "c"]);
}

#[test]
fn the_cursor_is_that_of_the_oldest_backward_page() {
    let mut transcript = Transcript::default();
    assert_eq!(cursor(&transcript), json!(null));
    incoming(&mut transcript, &[("9", 9)]);
    transcript.page(&page_of(&[7, 8, 9]), json!("before 7"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 7"));
    transcript.page(&page_of(&[3, 4]), json!("after 4"), false, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 7"));
    transcript.page(&page_of(&[5, 6]), json!("before 5"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 5"));
}

#[test]
fn the_newest_page_after_a_reconnect_does_not_set_the_paging_back() {
    let mut transcript = Transcript::default();
    transcript.page(&page_of(&[7, 8, 9]), json!("before 7"), true, &json!(ME));
    transcript.page(&page_of(&[4, 5, 6]), json!("before 4"), true, &json!(ME));
    transcript.page(&page_of(&[9, 10, 11]), json!("before 9"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 4"));
    assert_eq!(ids(&transcript), ["4", "5", "6", "7", "8", "9", "10", "11"]);
}

#[test]
fn a_page_without_a_cursor_is_the_beginning_of_the_chat() {
    for page in [page_of(&[1]), json!([])] {
        let mut transcript = Transcript::default();
        transcript.page(&page_of(&[2]), json!("before 2"), true, &json!(ME));
        transcript.page(&page, Value::Null, true, &json!(ME));
        assert_eq!(cursor(&transcript), Value::absent(), "{page}");
    }
}

#[test]
fn a_page_of_nothing_but_receipts_moves_the_cursor_on() {
    let mut transcript = Transcript::default();
    transcript.page(&page_of(&[3]), json!("before 3"), true, &json!(ME));
    let receipts = json!([receipt("1", "ReadTimestamp").with(F::AbsoluteTime, json!(time(2)))]);
    transcript.page(&receipts, json!("before 2"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 2"));
    assert_eq!(ids(&transcript), ["3"]);
}

/// Items of any times in any order, live and in pages: the list is unique and sorted.
#[test]
fn any_arrivals_give_a_sorted_list_without_doubles() {
    for seed in 0..200 {
        let mut rng = crate::rng::Rng::new(seed);
        let mut transcript = Transcript::default();
        // Item n has second n / 2, so that every time occurs twice.
        let item = |number: u64| message(&number.to_string(), u32::try_from(number / 2).expect("small"));
        let mut known = std::collections::BTreeSet::new();
        for _ in 0..30 {
            let first = rng.below(50);
            if rng.below(2) == 0 {
                transcript.incoming(&item(first));
                known.insert(first);
            } else {
                let numbers = first..=first + rng.below(8);
                known.extend(numbers.clone());
                let mut page: Vec<_> = numbers.map(item).collect();
                if rng.below(2) == 0 {
                    page.reverse();
                }
                transcript.page(&Value::Array(page), Value::Null, rng.below(2) == 0, &json!(ME));
            }
        }
        let listed: Vec<u64> = ids(&transcript).iter().map(|id| id.parse().expect("a number")).collect();
        assert!(listed.is_sorted_by_key(|number| number / 2), "seed {seed}: {listed:?}");
        let unique: std::collections::BTreeSet<u64> = listed.iter().copied().collect();
        assert_eq!((unique, listed.len()), (known.clone(), known.len()), "seed {seed}");
    }
}
