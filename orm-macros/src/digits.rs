//! Type-level digits: the hash of a source's name, the position of a column.

use proc_macro2::TokenStream;
use quote::format_ident;
use quote::quote;

/// How many octal digits a hash has: 30 bits.
const HASH_DIGITS: u32 = 10;

/// How many octal digits a position has: more than PostgreSQL's 1600 columns.
const ORDINAL_DIGITS: u32 = 4;

/// The positions that have a short name.
const SHORT: usize = 64;

/// The hash of the name by which SQL refers to a source.
pub(crate) fn of_name(name: &str, private: &TokenStream) -> TokenStream {
    // FNV-1a, folded to 30 bits: stable between builds, so that incremental builds stay small.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    digits((hash ^ (hash >> 30)) as usize, HASH_DIGITS, private)
}

/// The position of a column.
pub(crate) fn of_ordinal(ordinal: usize, private: &TokenStream) -> TokenStream {
    if ordinal >= SHORT {
        return digits(ordinal, ORDINAL_DIGITS, private);
    }
    // The same type by an alias: fewer tokens for the compiler to read.
    let [low, high] = [ordinal & 7, ordinal >> 3].map(|digit| format_ident!("X{digit}"));
    match ordinal >> 3 {
        0 => quote!(#private::Place<#private::#low>),
        _ => quote!(#private::Place<#private::#low, #private::#high>),
    }
}

fn digits(number: usize, count: u32, private: &TokenStream) -> TokenStream {
    (0..count).rev().fold(quote!(()), |rest, place| {
        let digit = format_ident!("X{}", (number >> (3 * place)) & 7);
        quote!((#private::#digit, #rest))
    })
}
