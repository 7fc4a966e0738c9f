//! Programs that must not compile, with their messages. Their twins that must are in `twins_gen.rs`.

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/fail/*.rs");
}
