// The few functions that our floor (Chrome 64, iOS 12) lacks and that we or our libraries call.

const scope = window as unknown as { queueMicrotask?: (task: () => void) => void }
scope.queueMicrotask ??= (task) => void Promise.resolve().then(task)

const objects = Object as unknown as { fromEntries?: (entries: Iterable<[string, unknown]>) => Record<string, unknown> }
objects.fromEntries ??= (entries) => {
  const made: Record<string, unknown> = {}
  for (const [key, value] of entries) made[key] = value
  return made
}

const arrays = Array.prototype as unknown as { flatMap?: (this: unknown[], make: (value: unknown, at: number) => unknown) => unknown[] }
arrays.flatMap ??= function (make) {
  return this.reduce<unknown[]>((all, value, at) => all.concat(make(value, at)), [])
}

type Settled = { status: 'fulfilled'; value: unknown } | { status: 'rejected'; reason: unknown }
const promises = Promise as unknown as { allSettled?: (all: Promise<unknown>[]) => Promise<Settled[]> }
promises.allSettled ??= (all) =>
  Promise.all(
    all.map((one) =>
      one.then(
        (value): Settled => ({ status: 'fulfilled', value }),
        (reason: unknown): Settled => ({ status: 'rejected', reason }),
      ),
    ),
  )
