//! Lists of texts that cross the boundary as small numbers: the browser's side holds the same lists, so that
//! none of these texts is copied into the module or out of it.

macro_rules! text {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $text:literal) => {
        $text
    };
}

/// Defines an enum of texts. A variant stands for the text of its own name, if no other one is given.
macro_rules! texts {
    ($(#[$attribute:meta])* $list:ident { $($name:ident $(= $text:literal)?),* $(,)? }) => {
        $(#[$attribute])*
        #[allow(missing_docs, reason = "the texts say it")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $list { $($name),* }

        impl $list {
            /// All of them in the order of their numbers.
            pub const ALL: &'static [$list] = &[$($list::$name),*];

            /// Their texts in the same order, each with a comma behind it.
            pub const TEXTS: &'static str = concat!($(text!($name $($text)?), ","),*);

            /// The text.
            #[cfg(any(test, not(target_arch = "wasm32")))]
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $($list::$name => text!($name $($text)?)),* }
            }
        }
    };
}

pub(super) use {text, texts};
