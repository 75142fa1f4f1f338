//! What holds of the model.
