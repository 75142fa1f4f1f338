//! The declarations that the documents are made of: forms, sections and words to choose from.

/// Declares an answer that an author gives by one of a few words. Each has a stable name, and a
/// word in Danish and in English; all three are read.
macro_rules! choices {
    (
        $(#[$about:meta])*
        $name:ident {$(
            $(#[$said:meta])* $choice:ident = $word:literal, $da:literal / $en:literal,
        )+}
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$said])* $choice,)+
        }

        sealed_debug!($name);

        impl $name {
            /// Every choice, in the order in which they are offered.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$choice),+];

            /// The words for each choice, in the order of [`ALL`](Self::ALL).
            pub const CHOICES: &'static [$crate::content::said::Choice] = &[$(
                $crate::content::said::Choice {
                    name: $word,
                    said: $crate::content::said::Said { da: $da, en: $en },
                },
            )+];

            /// The words for this choice.
            #[must_use]
            pub const fn choice(self) -> $crate::content::said::Choice {
                match self {
                    $(Self::$choice => $crate::content::said::Choice {
                        name: $word,
                        said: $crate::content::said::Said { da: $da, en: $en },
                    },)+
                }
            }

            /// The stable name of this choice.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.choice().name
            }
        }

        impl $crate::content::answer::Written for $name {
            type Limit = ();
            type Shown<'a> = Self;

            fn shape((): ()) -> $crate::content::form::Shape {
                $crate::content::form::Shape::Word(Self::CHOICES)
            }

            fn written(
                raw: Option<String>,
                (): (),
            ) -> Result<Option<Self>, $crate::content::fault::Flaw> {
                $crate::content::choice::read(raw, &Self::ALL, Self::CHOICES)
            }

            fn shown(&self) -> Self {
                *self
            }

            fn value(&self) -> $crate::content::field::Value<'_> {
                $crate::content::field::Value::Word(self.choice())
            }
        }
    };
}

/// Declares what is answered in a section of its own, which may be left out where it is optional.
macro_rules! section {
    ($section:ident, $raw:ty, $limit:ty {
        shape: $shape:expr,
        read: $read:expr,
        value: $value:expr,
    }) => {
        impl $crate::content::answer::Answer for $section {
            type Raw = $raw;
            type Limit = $limit;
            type Shown<'a> = &'a Self;

            fn shape(limit: $limit) -> $crate::content::form::Shape {
                $shape(limit)
            }

            fn ask(name: &'static str, answers: &mut impl $crate::content::form::Answers) -> $raw {
                answers.section(name, $section::ask).unwrap_or_default()
            }

            fn read(
                raw: $raw,
                limit: $limit,
                _: &'static str,
                faults: &mut $crate::content::fault::Faults,
            ) -> Option<Self> {
                $read(raw, limit, faults)
            }

            fn shown(&self) -> &Self {
                self
            }

            fn value(&self) -> Option<$crate::content::field::Value<'_>> {
                Some($value(self))
            }
        }

        impl $crate::content::answer::Answer for Option<$section> {
            type Raw = Option<$raw>;
            type Limit = $limit;
            type Shown<'a> = Option<&'a $section>;

            const IS_REQUIRED: bool = false;

            fn shape(limit: $limit) -> $crate::content::form::Shape {
                $shape(limit)
            }

            fn ask(
                name: &'static str,
                answers: &mut impl $crate::content::form::Answers,
            ) -> Option<$raw> {
                answers.section(name, $section::ask)
            }

            fn read(
                raw: Option<$raw>,
                limit: $limit,
                _: &'static str,
                faults: &mut $crate::content::fault::Faults,
            ) -> Option<Self> {
                match raw {
                    None => Some(None),
                    Some(raw) => $read(raw, limit, faults).map(Some),
                }
            }

            fn shown(&self) -> Option<&$section> {
                self.as_ref()
            }

            fn value(&self) -> Option<$crate::content::field::Value<'_>> {
                self.as_ref().map($value)
            }
        }
    };
}

/// Declares a form: the document, what an author wrote, and how both are read and listed.
///
/// ```text
/// form! {
///     /// A plan for the child.
///     Plan (said("Plan", "Plan")), RawPlan {
///         text: Prose {
///             da "Plan for barnet": "Hvad der i stedet sker for barnet";
///             en "Plan for the child": "What happens to the child instead";
///         }
///     }
/// }
/// ```
///
/// Behind the document stands what it is called. Behind a type stand its limit in brackets, `as "name"` where files call the blank otherwise,
/// and `when other`: then it is answered exactly when the blank `other` is answered by yes. Behind
/// the names, `in "child."` says in which section of a file the blanks stand.
macro_rules! form {
    ($(#[$about:meta])* $form:ident ($title:expr), $raw:ident { $($blanks:tt)+ }) => {
        form!(@declare "", $(#[$about])* $form ($title), $raw { $($blanks)+ });
    };
    ($(#[$about:meta])* $form:ident ($title:expr), $raw:ident in $section:literal { $($blanks:tt)+ }) => {
        form!(@declare $section, $(#[$about])* $form ($title), $raw { $($blanks)+ });
    };
    (
        @declare $section:literal,
        $(#[$about:meta])*
        $form:ident ($title:expr), $raw:ident {$(
            $field:ident: $answer:ty $([$limit:expr])? $(as $name:literal)? $(, when $other:ident)? {
                da $label_da:literal: $purpose_da:literal;
                en $label_en:literal: $purpose_en:literal;
            }
        )+}
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $form {$(
            #[doc = concat!($purpose_en, ".")]
            pub(super) $field: $answer,
        )+}

        #[doc = concat!("What an author wrote for a [`", stringify!($form), "`], before anything is checked.")]
        #[derive(Clone, Default)]
        pub struct $raw {$(
            #[doc = concat!($purpose_en, ".")]
            pub $field: <$answer as $crate::content::answer::Answer>::Raw,
        )+}

        sealed_debug!($form, $raw);

        impl $form {
            /// The document that an author wrote.
            ///
            /// # Errors
            /// The author's move: every field that must be mended.
            pub fn parse(raw: $raw) -> Result<Self, $crate::content::ContentFaults> {
                $crate::content::fault::gather(|faults| Self::read(raw, faults))
            }

            $(
                #[doc = concat!($purpose_en, ".")]
                #[must_use]
                pub fn $field(&self) -> <$answer as $crate::content::answer::Answer>::Shown<'_> {
                    $crate::content::answer::Answer::shown(&self.$field)
                }
            )+

            // Every field is read before any is given up, so that all faults are named.
            pub(super) fn read(
                raw: $raw,
                faults: &mut $crate::content::fault::Faults,
            ) -> Option<Self> {
                $(
                    let place = concat!($section, stringify!($field));
                    let $field = <$answer as $crate::content::answer::Answer>::read(
                        raw.$field,
                        form!(@limit $($limit)?),
                        place,
                        faults,
                    );
                    $(let $field = faults.exactly_when($other, place, $field);)?
                )+
                Some(Self { $($field: $field?,)+ })
            }

            pub(super) fn ask(answers: &mut impl $crate::content::form::Answers) -> $raw {
                $raw {$(
                    $field: <$answer as $crate::content::answer::Answer>::ask(
                        form!(@name $field $($name)?),
                        answers,
                    ),
                )+}
            }
        }

        impl $crate::content::form::Form for $form {
            const TITLE: $crate::content::said::Choice = $crate::content::said::Choice {
                name: stringify!($form),
                said: $title,
            };

            fn blanks() -> Vec<$crate::content::form::Blank> {
                vec![$(
                    $crate::content::form::Blank {
                        name: form!(@name $field $($name)?),
                        label: form!(@said $label_da, $label_en),
                        purpose: form!(@said $purpose_da, $purpose_en),
                        is_required: <$answer as $crate::content::answer::Answer>::IS_REQUIRED,
                        shape: <$answer as $crate::content::answer::Answer>::shape(
                            form!(@limit $($limit)?),
                        ),
                    },
                )+]
            }

            fn filled_in(
                answers: &mut impl $crate::content::form::Answers,
            ) -> Result<Self, $crate::content::ContentFaults> {
                Self::parse(Self::ask(answers))
            }

            fn answered(&self) -> $crate::content::field::Answered<'_> {
                let fields = vec![$(
                    $crate::content::field::Field {
                        name: form!(@name $field $($name)?),
                        label: form!(@said $label_da, $label_en),
                        value: $crate::content::answer::Answer::value(&self.$field),
                    },
                )+];
                $crate::content::field::Answered { name: Self::TITLE.name, fields }
            }
        }
    };
    (@limit) => { () };
    (@limit $limit:expr) => { $limit };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@said $da:expr, $en:expr) => { $crate::content::said::Said { da: $da, en: $en } };
}
