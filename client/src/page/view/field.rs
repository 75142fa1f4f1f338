//! One field of a form, with the fields below it.

use askama::Template;

use crate::{
    page::form::{FieldView, Input},
    text::{Texts, say},
};

/// A field as it is laid out.
#[derive(Debug, Template)]
#[template(path = "field.html")]
pub struct Field<'a> {
    /// The texts.
    pub texts: &'a Texts,
    /// The field.
    pub it: &'a FieldView,
}

impl Field<'_> {
    const fn error_class(&self) -> &'static str {
        if self.it.error.is_some() {
            " form-error"
        } else {
            ""
        }
    }

    /// The last part of the field's name, by which style knows it.
    fn last(&self) -> &str {
        self.it.name.rsplit('.').next().unwrap_or_default()
    }

    const fn below<'a>(&'a self, it: &'a FieldView) -> Field<'a> {
        Field {
            texts: self.texts,
            it,
        }
    }
}
