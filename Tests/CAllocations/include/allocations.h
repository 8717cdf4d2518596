/// How often memory has been asked for since the program began.
///
/// The program's own malloc stands before the C library's, also for Swift's
/// runtime, and counts; under a sanitizer it does not.
long allocations_count(void);
