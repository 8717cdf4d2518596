"""Compares eviction policies by their hit ratio, in bytes-bounded caches of pages.

usage: python3 hit_ratios.py [REQUESTS]

What decided which policy `MemoryCache` has. Sizes differ from page to page (a log-normal
around 14 KB), every cache is bounded in bytes, and the requests are drawn anew from a fixed
seed, so that the table can be printed again.
"""

import bisect
import collections
import itertools
import random
import sys

PAGES = 20_000


class LRU:
    def __init__(self, capacity):
        self.capacity, self.used, self.items = capacity, 0, collections.OrderedDict()

    def request(self, key, size):
        if key in self.items:
            self.items.move_to_end(key)
            return True
        self.items[key] = size
        self.used += size
        while self.used > self.capacity:
            self.used -= self.items.popitem(last=False)[1]
        return False


class Sieve:
    """One queue, one bit for each entry, and a hand that skips what was visited."""

    def __init__(self, capacity):
        self.capacity, self.used, self.sizes, self.visited = capacity, 0, {}, {}
        self.next, self.previous = {None: None}, {None: None}
        self.hand = None

    def request(self, key, size):
        if key in self.sizes:
            self.visited[key] = True
            return True
        while self.used + size > self.capacity:
            self.evict()
        self.sizes[key], self.visited[key] = size, False
        self.used += size
        newest = self.next[None]
        self.next[None], self.previous[key], self.next[key] = key, None, newest
        self.previous[newest] = key
        return False

    def evict(self):
        hand = self.hand if self.hand is not None else self.previous[None]
        while self.visited[hand]:
            self.visited[hand] = False
            hand = self.previous[hand] if self.previous[hand] is not None else self.previous[None]
        self.hand = self.previous[hand]
        before, after = self.previous.pop(hand), self.next.pop(hand)
        self.next[before], self.previous[after] = after, before
        self.used -= self.sizes.pop(hand)
        del self.visited[hand]


class S3FIFO:
    """A small queue on trial, a main one, and the names of what failed the trial."""

    def __init__(self, capacity, small=0.1, most=3, needed=2):
        self.capacity, self.trial, self.most, self.needed = capacity, capacity * small, most, needed
        self.small, self.main = collections.OrderedDict(), collections.OrderedDict()
        self.ghosts, self.ghost_bytes = collections.OrderedDict(), 0
        self.small_bytes = self.main_bytes = 0
        self.seen = {}

    def request(self, key, size):
        if key in self.seen:
            self.seen[key] = min(self.most, self.seen[key] + 1)
            return True
        while self.small_bytes + self.main_bytes + size > self.capacity:
            self.evict()
        self.seen[key] = 0
        if key in self.ghosts:
            self.ghost_bytes -= self.ghosts.pop(key)
            self.main[key] = size
            self.main_bytes += size
        else:
            self.small[key] = size
            self.small_bytes += size
        return False

    def evict(self):
        if self.small_bytes > self.trial or not self.main:
            key, size = self.small.popitem(last=False)
            self.small_bytes -= size
            if self.seen[key] >= self.needed:
                self.seen[key] = 0
                self.main[key] = size
                self.main_bytes += size
            else:
                del self.seen[key]
                self.ghosts[key] = size
                self.ghost_bytes += size
                while self.ghost_bytes > self.capacity * 0.9:
                    self.ghost_bytes -= self.ghosts.popitem(last=False)[1]
        else:
            key, size = self.main.popitem(last=False)
            if self.seen[key]:
                self.seen[key] -= 1
                self.main[key] = size
            else:
                self.main_bytes -= size
                del self.seen[key]


class WTinyLFU:
    """A window of recent entries; what leaves it must be wanted more often than the victim."""

    def __init__(self, capacity, window=0.01):
        self.window_capacity = capacity * window
        self.capacity = capacity - self.window_capacity
        self.protected_capacity = self.capacity * 0.8
        self.window, self.window_bytes = collections.OrderedDict(), 0
        self.probation, self.protected = collections.OrderedDict(), collections.OrderedDict()
        self.main_bytes = self.protected_bytes = 0
        self.counts, self.sampled = collections.Counter(), 0
        self.sample = 10 * int(capacity / 14_000)

    def request(self, key, size):
        self.counts[key] = min(15, self.counts[key] + 1)
        self.sampled += 1
        if self.sampled >= self.sample:
            self.sampled //= 2
            self.counts = collections.Counter(
                {key: count // 2 for key, count in self.counts.items() if count > 1})
        if key in self.window:
            self.window.move_to_end(key)
            return True
        if key in self.protected:
            self.protected.move_to_end(key)
            return True
        if key in self.probation:
            self.protected[key] = self.probation.pop(key)
            self.protected_bytes += size
            while self.protected_bytes > self.protected_capacity:
                old, bytes_ = self.protected.popitem(last=False)
                self.probation[old] = bytes_
                self.protected_bytes -= bytes_
            return True
        self.window[key] = size
        self.window_bytes += size
        while self.window_bytes > self.window_capacity:
            candidate, bytes_ = self.window.popitem(last=False)
            self.window_bytes -= bytes_
            self.admit(candidate, bytes_)
        return False

    def admit(self, candidate, size):
        while self.main_bytes + size > self.capacity:
            source = self.probation or self.protected
            victim = next(iter(source), None)
            if victim is None or self.counts[candidate] <= self.counts[victim]:
                return
            bytes_ = source.pop(victim)
            self.main_bytes -= bytes_
            if source is self.protected:
                self.protected_bytes -= bytes_
        self.probation[candidate] = size
        self.main_bytes += size


class FilteredSieve(Sieve):
    """SIEVE, where what leaves a window must be wanted more often than the victim."""

    def __init__(self, capacity, window=0.01):
        super().__init__(capacity * (1 - window))
        self.window, self.window_bytes = collections.OrderedDict(), 0
        self.window_capacity = capacity * window
        self.counts, self.sampled = collections.Counter(), 0
        self.sample = 10 * int(capacity / 14_000)

    def request(self, key, size):
        self.counts[key] = min(15, self.counts[key] + 1)
        self.sampled += 1
        if self.sampled >= self.sample:
            self.sampled //= 2
            self.counts = collections.Counter(
                {key: count // 2 for key, count in self.counts.items() if count > 1})
        if key in self.sizes:
            self.visited[key] = True
            return True
        if key in self.window:
            return True
        self.window[key] = size
        self.window_bytes += size
        while self.window_bytes > self.window_capacity:
            candidate, bytes_ = self.window.popitem(last=False)
            self.window_bytes -= bytes_
            if self.admits(candidate, bytes_):
                super().request(candidate, bytes_)
        return False

    def admits(self, candidate, size):
        while self.used + size > self.capacity:
            hand = self.hand if self.hand is not None else self.previous[None]
            while self.visited[hand]:
                self.visited[hand] = False
                hand = self.previous[hand] if self.previous[hand] is not None else self.previous[None]
            self.hand = hand
            if self.counts[candidate] <= self.counts[hand]:
                return False
            self.evict()
        return True


def zipf(random_, exponent, names):
    weights = list(itertools.accumulate(1 / (i + 1) ** exponent for i in range(len(names))))
    while True:
        yield names[bisect.bisect(weights, random_.random() * weights[-1])]


def names_in_any_order(random_):
    names = list(range(PAGES))
    random_.shuffle(names)
    return names


def readers(random_, exponent=0.9):
    """Readers only: some posts are read much, most hardly ever."""
    yield from zipf(random_, exponent, names_in_any_order(random_))


def crawler(random_):
    """Readers, and beside them a search engine that walks through every page in turn."""
    pages = itertools.cycle(range(PAGES))
    for key in readers(random_):
        yield key
        if random_.random() < 0.3:
            yield next(pages)


def bursts(random_):
    """Readers, and now and then a crawler that fetches 4,000 pages at once."""
    start = 0
    for count, key in enumerate(readers(random_)):
        yield key
        if count % 30_000 == 29_999:
            yield from ((start + i) % PAGES for i in range(4_000))
            start += 4_000


def news(random_):
    """Readers who prefer what is new: every 500 requests a page comes to the front."""
    names = names_in_any_order(random_)
    fresh = itertools.count(PAGES)
    source = zipf(random_, 0.9, range(PAGES))
    for count, rank in enumerate(source):
        if count % 500 == 0:
            names.insert(0, next(fresh))
            names.pop()
        yield names[rank]


def main():
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000
    sizes = random.Random(7)
    size = collections.defaultdict(lambda: int(min(400_000, max(600, sizes.lognormvariate(9.2, 0.8)))))
    total = sum(size[key] for key in range(PAGES))
    policies = [
        ("LRU", LRU), ("SIEVE", Sieve),
        ("S3-FIFO", S3FIFO),
        ("S3-FIFO, once is enough", lambda capacity: S3FIFO(capacity, needed=1)),
        ("SIEVE + filter", FilteredSieve),
        ("SIEVE + filter 10 %", lambda capacity: FilteredSieve(capacity, 0.1)),
        ("W-TinyLFU 1 %", WTinyLFU), ("W-TinyLFU 10 %", lambda capacity: WTinyLFU(capacity, 0.1)),
    ]
    print("| requests | cache | " + " | ".join(name for name, _ in policies) + " |")
    print("|---|---|" + "---|" * len(policies))
    for workload in (readers, crawler, bursts, news):
        for share in (0.01, 0.05, 0.2, 0.5):
            trace = list(itertools.islice(workload(random.Random(1)), requests))
            ratios = []
            for _, policy in policies:
                cache = policy(total * share)
                hits = sum(cache.request(key, size[key]) for key in trace)
                ratios.append(f"{100 * hits / requests:.1f}")
            print(f"| {workload.__name__} | {100 * share:.0f} % | " + " | ".join(ratios) + " |", flush=True)


if __name__ == "__main__":
    main()
