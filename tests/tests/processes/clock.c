// Turns the computer's clock for one program, by as many seconds as stand in a file: put before the
// C library by LD_PRELOAD. The file is read each time, so the clock can be set while it runs. What
// programs measure time with (CLOCK_MONOTONIC) goes on as it is.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long turned_by(void) {
    const char *path = getenv("STAFET_TEST_CLOCK");
    char text[32] = {0};
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    return count > 0 ? strtol(text, NULL, 10) : 0;
}

int clock_gettime(clockid_t id, struct timespec *at) {
    int failed = (int)syscall(SYS_clock_gettime, id, at);
    if (!failed && id == CLOCK_REALTIME) at->tv_sec += turned_by();
    return failed;
}
