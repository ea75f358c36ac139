//! The 32-byte secrets: wiped when dropped, silent in logs, with one ugly way out.

use crate::{Fault, fresh_bytes};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// 32 bytes on the heap, so that moving the value leaves no copy behind; wiped on drop.
        /// It cannot be cloned, printed or serialised.
        pub struct $name(Box<Zeroizing<[u8; 32]>>);

        impl $name {
            /// Makes a new secret from the operating system's generator (security report K-1).
            ///
            /// # Errors
            /// [`Fault::NoRandomness`] if the system has no random bytes to give.
            pub fn fresh() -> Result<Self, Fault> {
                let mut bytes = Zeroizing::new(fresh_bytes::<32>()?);
                Ok(Self::take(&mut bytes))
            }

            /// Takes the bytes over and wipes the place they came from.
            pub fn take(bytes: &mut [u8; 32]) -> Self {
                let secret = Self(Box::new(Zeroizing::new(*bytes)));
                zeroize::Zeroize::zeroize(bytes);
                secret
            }

            /// Makes the secret from bytes the caller keeps responsibility for.
            #[must_use]
            pub fn from_bytes(bytes: &[u8; 32]) -> Self {
                Self(Box::new(Zeroizing::new(*bytes)))
            }

            /// The bytes themselves. Every call is a place to look at in a review.
            #[must_use]
            pub fn expose_bytes_dangerously(&self) -> &[u8; 32] {
                &self.0
            }

            /// Whether both are the same secret, in a time that does not depend on the bytes.
            #[must_use]
            pub fn same_as(&self, other: &Self) -> bool {
                self.0.as_slice().ct_eq(other.0.as_slice()).into()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(not shown)"))
            }
        }
    };
}

secret!(
    /// The key of one store file; SQLCipher opens by it directly (security report, section 2: SK).
    StoreKey
);
secret!(
    /// The secret of one laptop, held by the operating system's keyring (DS, K-3). Without it no
    /// passphrase opens anything.
    DeviceSecret
);
secret!(
    /// The root of one member's keys (URS); a passphrase slot wraps it.
    UserRootSecret
);
secret!(
    /// The key one record's payload is sealed under; destroying it erases the payload.
    RecordKey
);
secret!(
    /// The key of one sealed bundle, drawn for it alone; every recipient's stanza holds it.
    FileKey
);

#[cfg(test)]
mod tests {
    use super::*;
    use static_assertions::assert_not_impl_any;

    assert_not_impl_any!(StoreKey: Clone, std::fmt::Display, serde::Serialize);
    assert_not_impl_any!(DeviceSecret: Clone, std::fmt::Display, serde::Serialize);
    assert_not_impl_any!(UserRootSecret: Clone, std::fmt::Display, serde::Serialize);
    assert_not_impl_any!(RecordKey: Clone, std::fmt::Display, serde::Serialize);
    assert_not_impl_any!(FileKey: Clone, std::fmt::Display, serde::Serialize);

    #[test]
    fn a_secret_printed_for_debugging_shows_its_name_and_none_of_its_bytes() {
        let key = StoreKey::from_bytes(&[0xAB; 32]);
        assert_eq!(format!("{key:?}"), "StoreKey(not shown)");
    }

    #[test]
    fn taking_a_secret_wipes_the_place_it_came_from() {
        let mut bytes = [7u8; 32];
        let key = RecordKey::take(&mut bytes);
        assert_eq!(bytes, [0; 32]);
        assert_eq!(key.expose_bytes_dangerously(), &[7; 32]);
    }

    #[test]
    fn two_fresh_secrets_differ_and_one_secret_is_the_same_as_itself() {
        let (a, b) = (DeviceSecret::fresh().unwrap(), DeviceSecret::fresh().unwrap());
        assert!(!a.same_as(&b));
        assert!(a.same_as(&DeviceSecret::from_bytes(a.expose_bytes_dangerously())));
    }
}
