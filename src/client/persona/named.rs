//! Values that a file knows by name, such as `depth: feeling`.

/// An enum whose values have names in files and a meaning in words: the name that reads, that the schema lists and that
/// hints count up is the same one.
macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($value:ident $written:literal $means:literal,)* }) => {
        $(#[$about])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            schemars::JsonSchema,
        )]
        pub enum $name {
            $(#[doc = $means] #[serde(rename = $written)] $value,)*
        }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &[Self] = &[$(Self::$value,)*];

            /// All of them with the names by which files know them.
            pub const NAMES: &[(&str, Self)] = &[$(($written, Self::$value),)*];

            /// The name by which files know it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $written,)*
                }
            }

            /// What it means, in words.
            pub fn means(self) -> &'static str {
                match self {
                    $(Self::$value => $means,)*
                }
            }
        }
    };
}

pub(super) use named;
