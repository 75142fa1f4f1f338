#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| stafet_fuzz::fuzz::packed::run(
    data,
    stafet_fuzz::canary()
));
