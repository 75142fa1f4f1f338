//! What holds other values: what may be missing, what is boxed, and lists.

use std::{
    collections::{BTreeMap, BTreeSet},
    marker::PhantomData,
};

use minicbor::{Decode, Encode};

use crate::wire::{DecodeError, v1::twin::Code};

impl<C: Code> Code for Option<C> {
    type Value = Option<C::Value>;
    type Twin = Option<C::Twin>;

    fn write(value: &Self::Value) -> Self::Twin {
        value.as_ref().map(C::write)
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self::Value, DecodeError> {
        twin.map(|twin| C::read(twin, field)).transpose()
    }
}

impl<C: Code> Code for Box<C> {
    type Value = Box<C::Value>;
    type Twin = C::Twin;

    fn write(value: &Self::Value) -> Self::Twin {
        C::write(value)
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self::Value, DecodeError> {
        C::read(twin, field).map(Box::new)
    }
}

impl<C: Code> Code for Vec<C> {
    type Value = Vec<C::Value>;
    type Twin = Vec<C::Twin>;

    fn write(value: &Self::Value) -> Self::Twin {
        value.iter().map(C::write).collect()
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self::Value, DecodeError> {
        twin.into_iter().map(|twin| C::read(twin, field)).collect()
    }
}

impl<C: Code<Value: Ord>> Code for BTreeSet<C> {
    type Value = BTreeSet<C::Value>;
    type Twin = Vec<C::Twin>;

    fn write(value: &Self::Value) -> Self::Twin {
        value.iter().map(C::write).collect()
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self::Value, DecodeError> {
        let list = <Vec<C>>::read(twin, field)?;
        in_order(list, |one, next| one < next, field)
    }
}

/// A list of pairs, in the order of what is to be looked up.
impl<K: Clone + Ord, V: Clone> Code for BTreeMap<K, V>
where
    (K, V): Code<Value = (K, V)>,
{
    type Value = Self;
    type Twin = Vec<<(K, V) as Code>::Twin>;

    fn write(value: &Self) -> Self::Twin {
        let pair = |(key, value): (&K, &V)| <(K, V)>::write(&(key.clone(), value.clone()));
        value.iter().map(pair).collect()
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self, DecodeError> {
        let pairs = <Vec<(K, V)>>::read(twin, field)?;
        in_order(pairs, |(one, _), (next, _)| one < next, field)
    }
}

/// A list of at most so many.
pub(crate) struct AtMost<const MAX: usize, C>(PhantomData<C>);

impl<const MAX: usize, T, C> Code for AtMost<MAX, C>
where
    T: Encode<()> + for<'b> Decode<'b, ()>,
    C: Code<Twin = Vec<T>>,
{
    type Value = C::Value;
    type Twin = Vec<T>;

    fn write(value: &Self::Value) -> Self::Twin {
        C::write(value)
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self::Value, DecodeError> {
        match twin.len() <= MAX {
            true => C::read(twin, field),
            false => Err(DecodeError::Value(field)),
        }
    }
}

/// A list that is left out altogether when there is nothing in it: one way to say nothing.
pub(crate) struct IfAny<C>(PhantomData<C>);

impl<T, C> Code for IfAny<C>
where
    T: Encode<()> + for<'b> Decode<'b, ()>,
    C: Code<Value: Default, Twin = Vec<T>>,
{
    type Value = C::Value;
    type Twin = Option<Vec<T>>;

    fn write(value: &Self::Value) -> Self::Twin {
        Some(C::write(value)).filter(|list| !list.is_empty())
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self::Value, DecodeError> {
        match twin {
            None => Ok(C::Value::default()),
            Some(list) if list.is_empty() => Err(DecodeError::Value(field)),
            Some(list) => C::read(list, field),
        }
    }
}

/// What a list holds that was written in its one order, nothing twice.
fn in_order<T, S: FromIterator<T>>(
    list: Vec<T>,
    rises: impl Fn(&T, &T) -> bool,
    field: &'static str,
) -> Result<S, DecodeError> {
    match list.is_sorted_by(rises) {
        true => Ok(list.into_iter().collect()),
        false => Err(DecodeError::Value(field)),
    }
}
