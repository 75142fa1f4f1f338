//! The Merkle tree of RFC 6962 §2.1, kept as its right edge: enough to append and to know the root.

use crate::hash::Hash;

/// Prefix of a leaf's hash (RFC 6962 §2.1).
const LEAF: [u8; 1] = [0];
/// Prefix of an inner node's hash (RFC 6962 §2.1).
const NODE: [u8; 1] = [1];

/// The hash of a leaf with this record.
#[must_use]
pub fn leaf_hash(record: &[u8]) -> Hash {
    Hash::of_parts(&[&LEAF, record])
}

/// A tree that grows to the right: the roots of its complete subtrees, the largest first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Tree {
    size: u64,
    edge: Vec<Hash>,
}

impl Tree {
    /// The tree with these complete subtrees.
    ///
    /// Answers `None` unless there is exactly one for each set bit of `size`.
    #[must_use]
    pub fn from_parts(size: u64, edge: Vec<Hash>) -> Option<Self> {
        (usize::try_from(size.count_ones()) == Ok(edge.len())).then_some(Self { size, edge })
    }

    /// Leaves so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the complete subtrees, the largest first.
    #[must_use]
    pub fn edge(&self) -> &[Hash] {
        &self.edge
    }

    /// Adds one leaf. A complete pair of equal subtrees becomes one, as often as there is one.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.edge.pop() {
                node = join(left, node);
            }
        }
        self.edge.push(node);
        self.size = self.size.saturating_add(1);
    }

    /// The root: the hash of the empty string for an empty tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut right_to_left = self.edge.iter().rev().copied();
        match right_to_left.next() {
            Some(last) => right_to_left.fold(last, |right, left| join(left, right)),
            None => Hash::of(&[]),
        }
    }
}

fn join(left: Hash, right: Hash) -> Hash {
    Hash::of_parts(&[&NODE, left.as_bytes(), right.as_bytes()])
}

#[cfg(test)]
mod tests {
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    use super::*;

    #[test]
    fn the_empty_tree_has_the_root_of_the_rfc() {
        assert_eq!(
            Tree::default().root().to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn every_root_is_the_one_of_another_implementation() {
        let mut ours = Tree::default();
        let mut theirs = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
        for n in 0..200_u32 {
            let record = n.to_be_bytes().to_vec();
            ours.push(leaf_hash(&record));
            theirs.push(record);
            assert_eq!(ours.root().as_bytes(), theirs.root().as_bytes().as_slice());
            assert_eq!(ours.size(), theirs.len());
            let again = Tree::from_parts(ours.size(), ours.edge().to_vec());
            assert_eq!(again.as_ref(), Some(&ours));
        }
    }

    #[test]
    fn an_edge_of_the_wrong_length_is_no_tree() {
        assert_eq!(Tree::from_parts(3, vec![Hash::ZERO]), None);
    }
}
