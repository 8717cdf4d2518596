#pragma once
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// What a process gives up before it opens a stranger's file.

// A sanitizer reserves terabytes of addresses, which no limit survives.
extern void __asan_init(void) __attribute__((weak));
extern void __tsan_init(void) __attribute__((weak));

/// Sets a limit, unless a lower one is already there.
static inline int confinement_limit(int resource, rlim_t soft, rlim_t hard) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    if (limit.rlim_max > hard) limit.rlim_max = hard;
    limit.rlim_cur = limit.rlim_max < soft ? limit.rlim_max : soft;
    return setrlimit(resource, &limit);
}

/// Limits memory, time and files, and ends with the parent.
///
/// `memory` is in bytes of address space and `seconds` is processor time. The
/// process may write no file, only to what is already open, and leaves no core.
static inline int confinement_limits(uint64_t memory, uint64_t seconds) {
    // One pool: glibc would reserve 64 MB of addresses for each thread.
    mallopt(M_ARENA_MAX, 1);
    // A refused write is an error, not the end.
    signal(SIGXFSZ, SIG_IGN);
    clearenv();
    bool sanitized = __asan_init != NULL || __tsan_init != NULL;
    if (syscall(SYS_close_range, 3, ~0U, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0
        || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
        || (!sanitized && confinement_limit(RLIMIT_AS, memory, memory) != 0)
        // The soft limit's own signal tells the parent what happened.
        || confinement_limit(RLIMIT_CPU, seconds, seconds + 1) != 0
        || confinement_limit(RLIMIT_FSIZE, 0, 0) != 0
        || confinement_limit(RLIMIT_CORE, 0, 0) != 0
        || confinement_limit(RLIMIT_NOFILE, 16, 16) != 0)
        return -1;
    return 0;
}

/// Gives up opening, making and running any file, and any network, if the
/// kernel has Landlock; the numbers are its interface's, which never change.
///
/// An older kernel lacks some or all of it, which is no reason to stop: the
/// limits hold everywhere.
static inline void confinement_close_files(void) {
#if defined(SYS_landlock_create_ruleset) && defined(SYS_landlock_restrict_self)
    const uint32_t version_flag = 1;
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, version_flag);
    if (version < 1) return;
    // The rights over files, over TCP, and over other processes, by version.
    uint64_t files = version >= 5 ? 0xffff : version >= 3 ? 0x7fff : version == 2 ? 0x3fff : 0x1fff;
    uint64_t attributes[3] = {files, 0x3, 0x3};
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int rules = (int)syscall(SYS_landlock_create_ruleset, attributes, size, 0);
    if (rules < 0) return;
    // A ruleset without rules grants none of the rights it handles.
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
#endif
}
