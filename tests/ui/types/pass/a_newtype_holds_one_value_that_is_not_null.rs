// law: a newtype holds one value, which is not NULL
#![allow(dead_code)]
use std::marker::PhantomData;

use orm::prelude::*;

#[derive(SqlType, Debug)]
struct Name(String);

#[derive(SqlType, Debug)]
struct Id<Of>(i32, PhantomData<Of>);

fn main() {}
