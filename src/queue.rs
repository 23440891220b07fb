//! First in, first out.

/// A queue that is filled and then emptied, over and over. What was taken out leaves its place empty until all is:
/// that needs no ring, which is ten times the code.
#[derive(Debug)]
pub(crate) struct Queue<T> {
    items: Vec<Option<T>>,
    taken: usize,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Queue { items: Vec::new(), taken: 0 }
    }
}

impl<T> Queue<T> {
    /// Adds an item at the end.
    pub(crate) fn push(&mut self, item: T) {
        self.items.push(Some(item));
    }

    /// Takes the first item out.
    pub(crate) fn pop(&mut self) -> Option<T> {
        let Some(first) = self.items.get_mut(self.taken) else {
            self.items.clear();
            self.taken = 0;
            return None;
        };
        self.taken += 1;
        first.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_out_in_order_also_of_a_queue_that_was_empty_before() {
        let mut queue = Queue::default();
        for round in 0..3 {
            queue.push(round);
            queue.push(round + 10);
            assert_eq!(queue.pop(), Some(round));
            queue.push(round + 20);
            assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(round + 10), Some(round + 20), None]);
        }
        assert_eq!(queue.pop(), None);
    }
}
